/** Searching and sorting the rows of a table. */
import { day, NONE, number } from "./format.js";
import type { Cell, Row } from "./rows.js";

export interface Sort {
  column: string;
  descending: boolean;
}

/** A value as a table shows it when its column does not say how. */
export function plain(value: Cell): string {
  if (value === null) return NONE;
  if (value instanceof Date) return day(value);
  if (typeof value === "number") return number(value, Number.isInteger(value) ? 0 : 2);
  return typeof value === "boolean" ? (value ? "yes" : "no") : value;
}

/** Rows that hold every word of `search` in one of the columns. */
export function searched(data: readonly Row[], columns: readonly string[], search: string): readonly Row[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return data;
  return data.filter((row) => {
    const text = columns.map((name) => plain(row[name] ?? null)).join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Sorted copy; missing values come last whichever way. */
export function sorted(data: readonly Row[], sort: Sort | undefined): readonly Row[] {
  if (sort === undefined) return data;
  const { column, descending } = sort;
  const direction = descending ? -1 : 1;
  return [...data].sort((a, b) => {
    const [left, right] = [a[column] ?? null, b[column] ?? null];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return left < right ? -direction : left > right ? direction : 0;
  });
}
