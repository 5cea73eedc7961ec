/** A matrix as bin codes, a byte each. They live in shared memory: workers read them without a copy. */
import { type ColumnBins, MISSING } from "./bins.ts";
import { checkMatrix, type Matrix, rowCount } from "./matrix.ts";
import { sharedBytes } from "./shared.ts";

export interface BinnedMatrix {
  rows: number;
  /** By column, then by row. */
  codes: readonly Uint8Array[];
}

/** @throws RangeError when a value is infinite: there is no halfway to it, and it is never a measurement */
export function checkFinite(column: Float64Array, name: string): void {
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (value === Infinity || value === -Infinity) {
      throw new RangeError(
        `Cannot bin column "${name}" as values must be finite or missing (NaN): row ${row} is ${value}`,
      );
    }
  }
}

/** Writes the codes of one column. */
function encode(column: Float64Array, edges: Float64Array, codes: Uint8Array): void {
  const padded = new Float64Array(256).fill(Infinity);
  padded.set(edges);
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    // How many edges are below the value, bit by bit: eight comparisons and no branch to guess wrong.
    let code = Number(padded[127]! < value) << 7;
    code |= Number(padded[code + 63]! < value) << 6;
    code |= Number(padded[code + 31]! < value) << 5;
    code |= Number(padded[code + 15]! < value) << 4;
    code |= Number(padded[code + 7]! < value) << 3;
    code |= Number(padded[code + 3]! < value) << 2;
    code |= Number(padded[code + 1]! < value) << 1;
    code |= Number(padded[code]! < value);
    codes[row] = value === value ? code : MISSING;
  }
}

/**
 * The codes of a matrix.
 * @param bins   as learned, same columns in the same order
 * @param codes  where to write, by column
 * @throws RangeError when the columns are not those of the bins, or a value is infinite
 */
export function binned(
  matrix: Matrix,
  bins: readonly ColumnBins[],
  codes: readonly Uint8Array[] = bins.map(() => sharedBytes(rowCount(matrix))),
): BinnedMatrix {
  checkMatrix(matrix);
  const known = bins.map(({ name }) => name);
  if (known.length !== matrix.names.length || known.some((name, index) => name !== matrix.names[index])) {
    throw new RangeError(
      `Cannot bin a matrix as its columns must be ${known.join(", ")}: ${matrix.names.join(", ")}`,
    );
  }
  bins.forEach(({ edges, name }, column) => {
    checkFinite(matrix.columns[column]!, name);
    encode(matrix.columns[column]!, edges, codes[column]!);
  });
  return { rows: rowCount(matrix), codes };
}
