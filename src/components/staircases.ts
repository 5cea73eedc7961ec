/** The snapshot "whatif" as the recomputation takes it: columns as arrays, without a row object for each day. */
import type { ArrowTable } from "./rows.js";

interface Vector {
  nullCount: number;
  get(index: number): unknown;
  toArray(): ArrayLike<number>;
}

/** Columns of the file; shares kept only on some days are NaN on the others. */
export function staircases(table: ArrowTable, loadColumns: readonly string[]) {
  const column = (name: string) => table.getChild(name) as Vector | null;
  const day = column("day")?.toArray() ?? [];
  const text = (name: string) => (row: number) => String(column(name)?.get(row));
  return {
    server_id: text("server_id"),
    metric: text("metric"),
    day,
    loads: loadColumns.map((name) => loads(column(name)!, day)),
  };
}

/** A share that is not kept on every day is kept on a series' first and last: asking only there is fast. */
function loads(vector: Vector, day: ArrayLike<number>): ArrayLike<number> {
  if (vector.nullCount === 0) return vector.toArray();
  const values = new Float32Array(day.length).fill(NaN);
  for (let row = 0; row < day.length; row++) {
    const isEnd = row === day.length - 1 || day[row + 1]! <= day[row]!;
    if (day[row] === 0 || isEnd) values[row] = Number(vector.get(row) ?? NaN);
  }
  return values;
}
