import { addRows, type Histogram } from "./histogram.ts";

/** Counts a stretch of the rows into the histograms of a node. */
export type Count = (
  into: Histogram,
  rows: Int32Array,
  packed: Float64Array,
  from: number,
  to: number,
) => void;

/** @param words  codes by group of columns, see binned.ts */
export const countAlone = (words: readonly Int32Array[]): Count => (into, rows, packed, from, to) =>
  into.forEach((cells, group) => addRows(cells, words[group]!, rows, packed, from, to));
