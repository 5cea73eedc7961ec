/** Searching and sorting the rows of a table. */
import { day, NONE, number } from "./format.js";
import type { Cell, Row } from "./rows.js";

export interface Sort {
  column: string;
  descending: boolean;
}

/** Decimals that tell the numbers of a column apart: none for whole ones, more the smaller they are. */
export function decimalsOf(values: readonly Cell[]): number {
  const numbers = values.filter((value) => typeof value === "number" && Number.isFinite(value)) as number[];
  if (numbers.every(Number.isInteger)) return 0;
  const largest = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest >= 100 ? 1 : largest >= 1 ? 2 : Math.min(6, 2 - Math.floor(Math.log10(largest)));
}

/** A value as a table shows it when its column does not say how. */
export function plain(value: Cell, decimals = 2): string {
  if (value === null) return NONE;
  if (value instanceof Date) return day(value);
  if (typeof value === "number") return number(value, decimals);
  return typeof value === "boolean" ? (value ? "yes" : "no") : value;
}

/** What is searched in a row: its cells as text. */
export type Written = (row: Row) => readonly string[];

/**
 * A search over rows: gives those that hold every word in one of their cells, as written. The text of all rows
 * is put together at the first search.
 */
export function searcher(data: readonly Row[], written: Written): (search: string) => readonly Row[] {
  let texts: readonly string[] | undefined;
  return (search) => {
    const words = search.toLowerCase().split(/\s+/).filter((word) => word !== "");
    if (words.length === 0) return data;
    const within = texts ??= data.map((row) => written(row).join("\n").toLowerCase());
    return data.filter((_, index) => words.every((word) => within[index]!.includes(word)));
  };
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
