/** How the PDF looks: the page's light colours, its sizes in points, and the letters its font has. */
import type { Tokens } from "./paper.ts";

export interface Ink {
  text: string;
  muted: string;
  rule: string;
  shade: string;
}

/** Colours of text and lines. */
export function inks(tokens: Tokens): Ink {
  return {
    text: tokens.get("--theme-foreground")!,
    muted: tokens.get("--theme-foreground-muted")!,
    rule: tokens.get("--theme-foreground-faintest")!,
    shade: tokens.get("--theme-background-b")!,
  };
}

export const STYLES = ({ muted }: Ink) => ({
  brand: { fontSize: 10, bold: true, color: muted },
  title: { fontSize: 24, bold: true, lineHeight: 1.1 },
  dateline: { fontSize: 9, color: muted },
  answer: { fontSize: 13, lineHeight: 1.3 },
  heading: { fontSize: 16, bold: true },
  chartTitle: { fontSize: 11.5, bold: true },
  takeaway: { fontSize: 9, color: muted },
  caption: { fontSize: 8, color: muted },
  tableCaption: { fontSize: 9.5, bold: true },
  columnHead: { fontSize: 7.5, bold: true, color: muted },
  cell: { fontSize: 7.5 },
  figure: { fontSize: 17, bold: true },
  figureLabel: { fontSize: 8, color: muted },
  edge: { fontSize: 7.5, color: muted },
});

/** A value with every text in letters the font has: it lacks the thin space that does not part, and arrows. */
export function printable<T>(value: T): T {
  if (typeof value === "string") return value.replaceAll("\u202f", "\u00a0").replaceAll("→", "to") as T;
  if (Array.isArray(value)) return value.map((item) => printable(item as unknown)) as T;
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, printable(inner as unknown)]),
  ) as T;
}
