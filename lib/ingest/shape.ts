/** How a text is cut into a table: separator, decimal mark, where the header stands. */
import { splitLine } from "./table.ts";

export interface Shape {
  separator: string;
  decimal: "." | ",";
  /** Lines before the header. */
  skip_lines: number;
  header: string[];
  /** The first rows below it, as many cells each as the header. */
  rows: string[][];
}

const SEPARATORS = [",", ";", "\t", "|"];
const LINES = 200;
const NUMBER = /^[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?%?$/;

const isHeader = (cells: readonly string[]): boolean =>
  cells.filter((cell) => cell === "" || NUMBER.test(cell)).length <= cells.length / 4 &&
  cells.some((cell) => /\p{L}/u.test(cell));

/** The cut of a text that makes the most of a table; undefined when none does. */
export function shapeOf(text: string): Shape | undefined {
  const all = text.split(/\r\n|\n|\r/);
  // The last line may be cut off.
  const lines = (all.length > 1 ? all.slice(0, -1) : all).slice(0, LINES);
  const shapes = SEPARATORS.flatMap((separator) => {
    const cut = lines.map((line) => splitLine(line, separator));
    const counts = new Map<number, number>();
    for (const { length } of cut) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
    const [width, alike] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [0, 0];
    const at = cut.findIndex((cells) => cells.length === width);
    if (width < 2 || alike < 2 || !isHeader(cut[at]!)) return [];
    const rows = cut.slice(at + 1).filter((cells) => cells.length === width);
    return [{ separator, skip_lines: at, header: cut[at]!, rows, alike }];
  });
  const best = shapes.sort((a, b) => b.alike * b.header.length - a.alike * a.header.length)[0];
  if (best === undefined) return undefined;
  const cells = best.rows.flat();
  const commas = cells.filter((cell) => /^[+-]?[\d.]*\d,\d+$/.test(cell)).length;
  const points = cells.filter((cell) => /^[+-]?\d+\.\d+$/.test(cell)).length;
  return {
    separator: best.separator,
    skip_lines: best.skip_lines,
    header: best.header,
    rows: best.rows,
    decimal: best.separator !== "," && commas > points ? "," : ".",
  };
}
