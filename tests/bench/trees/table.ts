/** The matrix both sides are timed on: Friedman's first problem (1991) with noise columns, seeded. */
import { stream } from "../../../lib/random/stream.ts";
import type { Matrix } from "../../../lib/trees/matrix.ts";

const NOISE_SD = 3;

export interface BenchTable {
  matrix: Matrix;
  target: Float64Array;
}

/** 10 sin(π x₀ x₁) + 20 (x₂ − ½)² + 10 x₃ + 5 x₄ + noise; all columns uniform, those after the fifth useless. */
export function friedman(rows: number, columns: number): BenchTable {
  const matrix = {
    names: Array.from({ length: columns }, (_, column) => `x${column}`),
    columns: Array.from({ length: columns }, (_, column) => {
      const { uniform } = stream(1, "bench", column);
      return Float64Array.from({ length: rows }, () => uniform());
    }),
  };
  const { normal } = stream(1, "bench", "noise");
  const at = (column: number, row: number) => matrix.columns[column]![row]!;
  const target = Float64Array.from(
    { length: rows },
    (_, row) =>
      10 * Math.sin(Math.PI * at(0, row) * at(1, row)) + 20 * (at(2, row) - 0.5) ** 2 + 10 * at(3, row) +
      5 * at(4, row) + NOISE_SD * normal(),
  );
  return { matrix, target };
}

/** Some of the rows. */
export function slice({ matrix, target }: BenchTable, from: number, to: number): BenchTable {
  return {
    matrix: { ...matrix, columns: matrix.columns.map((column) => column.slice(from, to)) },
    target: target.slice(from, to),
  };
}

/** Columns one after another, then the target, as doubles. */
export async function write({ matrix, target }: BenchTable, path: string): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  for (const values of [...matrix.columns, target]) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
  }
}
