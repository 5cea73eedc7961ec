/** Loads of the what-if page as the recomputation takes them: columns as arrays, without a row object for each day. */
import type { ArrowTable } from "./rows.js";

interface Vector {
  get(index: number): unknown;
  toArray(): ArrayLike<number>;
}

/** A file of loads, column by column, with the first row of each series and what it is of. */
export interface Part {
  starts: number[];
  server_id: string[];
  metric: string[];
  day: ArrayLike<number>;
  columns: Record<string, ArrayLike<number>>;
}

const TEXTS: readonly string[] = ["server_id", "metric"];

/** The columns of a file; a series ends where the day does not rise. */
export function partOf(table: ArrowTable): Part {
  const column = (name: string) => table.getChild(name) as Vector | null;
  const values = (name: string) => column(name)?.toArray() ?? [];
  const day = values("day");
  const starts: number[] = [];
  for (let row = 0; row < day.length; row++) if (row === 0 || day[row]! <= day[row - 1]!) starts.push(row);
  const texts = (name: string) => {
    const vector = column(name);
    return starts.map((row) => String(vector?.get(row)));
  };
  const others = table.schema.fields.map(({ name }) => name).filter((name) =>
    name !== "day" && !TEXTS.includes(name)
  );
  return {
    starts,
    server_id: texts("server_id"),
    metric: texts("metric"),
    day,
    columns: Object.fromEntries(others.map((name) => [name, values(name)])),
  };
}
