/** Parts of a report section. */
import type { Part } from "../pipeline/schemas/answers.ts";
import type { Block, Section } from "../pipeline/schemas/monthly.ts";
import type { ReportChart } from "../pipeline/schemas/monthly_charts.ts";
import { number, plural } from "../wording/format.ts";

export type BlockOf<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;

interface Column<Row> {
  label: string;
  /** Figures stand to the right; text may run over several lines. */
  align?: "left" | "right" | "text";
  cell: (row: Row) => string;
}

export interface TableText<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  /** Rows there are, when not all are shown; and where to find the others. */
  of?: { total: number; noun: string; nouns: string; page: string };
}

export const paragraph = (text: readonly Part[]): BlockOf<"paragraph"> => ({
  kind: "paragraph",
  text: [...text],
});

export const chart = (spec: ReportChart): BlockOf<"chart"> => ({ kind: "chart", chart: spec });

export const missing = (title: string, because: string): BlockOf<"missing"> => ({
  kind: "missing",
  title,
  because,
});

export const section = (id: string, title: string, blocks: readonly Block[]): Section => ({
  id,
  title,
  blocks: [...blocks],
});

/** A table of rows as they are written; a column in which nothing is known is left out. */
export function table<Row>(
  rows: readonly Row[],
  { caption, columns: all, of }: TableText<Row>,
): BlockOf<"table"> {
  const columns = all.filter(({ cell }) =>
    rows.length === 0 || !rows.every((row) => cell(row) === "unknown")
  );
  const left = of === undefined ? 0 : of.total - rows.length;
  return {
    kind: "table",
    caption,
    columns: columns.map(({ label, align = "left" }) => ({ label, align })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
    note: of === undefined || left <= 0
      ? null
      : `The first ${number(rows.length)} of ${
        plural(of.total, of.noun, of.nouns)
      }; the others stand on the page ${of.page}.`,
  };
}
