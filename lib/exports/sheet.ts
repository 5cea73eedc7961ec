/** A table as a workbook shows it: its rows, what its columns are called and how their values are written. */
import type { Row } from "../warehouse/warehouse.ts";

/** How a column's values are written; the unit stands in its heading. */
export type Format = "text" | "long_text" | "date" | "count" | "load" | "share" | "usd" | "score";

export interface SheetColumn {
  /** Column of the table's rows. */
  column: string;
  /** Heading, with the unit where there is one. */
  header: string;
  format: Format;
  /** The snapshot's column whose meaning it has, such as "risk.level". */
  means: string;
}

export interface Sheet {
  name: string;
  /** What a row is, and what is left out. */
  note: string;
  columns: readonly SheetColumn[];
  rows: readonly Row[];
}

/** A table of the workbook before its rows are read. */
export interface SheetPlan {
  name: string;
  /** What a row is, in one sentence. */
  holds: string;
  columns: readonly SheetColumn[];
  query: string;
  /** File that has every row. */
  whole: string;
}

/** What a sheet says about itself: of `total` rows it holds `held`. */
export function noteOf(
  { holds, whole }: Pick<SheetPlan, "holds" | "whole">,
  held: number,
  total: number,
): string {
  if (held === total) return holds;
  return `${holds} The first ${held} of ${total} rows; all of them are in ${whole}.`;
}
