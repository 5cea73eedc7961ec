/** Sections of the report as pdfmake lays them out. */
import type { Figure, Part } from "../pipeline/schemas/answers.ts";
import type { Block, Monthly, Section } from "../pipeline/schemas/monthly.ts";
import type { Picture } from "./paper.ts";
import type { BlockOf } from "./blocks.ts";
import { TEXT_WIDTH } from "./pdf.ts";
import type { Ink } from "./pdf_style.ts";

/** What pdfmake takes as content: texts, stacks, columns, tables, drawings. */
export type Node = string | { [key: string]: unknown };

const rich = (parts: readonly Part[]): Node[] =>
  parts.map((part) => "name" in part || "server" in part ? { text: part.text, bold: true } : part.text);

const space = { paragraph: [0, 0, 0, 8], block: [0, 4, 0, 16] };

function figures(list: readonly Figure[], { rule }: Ink): Node {
  const cells = list.map(({ label, text, note }) => ({
    stack: [
      { text: label, style: "figureLabel" },
      { text, style: "figure", margin: [0, 2, 0, 2] },
      { text: note, style: "figureLabel" },
    ],
    margin: [0, 8, 6, 8],
  }));
  return {
    margin: [0, 14, 0, 18],
    table: { widths: list.map(() => "*"), body: [cells] },
    layout: { ...PLAIN, hLineWidth: () => 0.75, hLineColor: () => rule },
  };
}

/** The first page: what it is, the answer, its figures and the contents. */
export function cover(report: Monthly, ink: Ink): Node[] {
  return [
    { text: report.site, style: "brand", margin: [0, 0, 0, 10] },
    { text: report.title, style: "title", margin: [0, 0, 0, 6] },
    { text: report.dateline.join(" · "), style: "dateline", margin: [0, 0, 0, 14] },
    { text: rich(report.answer), style: "answer" },
    figures(report.figures, ink),
    {
      toc: {
        title: { text: "Contents", style: "heading", margin: [0, 0, 0, 6] },
        outlines: true,
        textMargin: [0, 0, 0, 3],
      },
    },
  ];
}

/** A section, its heading in the contents. Charts are taken one after the other. */
export function sectionContent(
  { id, title, blocks }: Section,
  next: () => Picture | undefined,
  ink: Ink,
): Node {
  const heading = { id, text: title, style: "heading", tocItem: true, margin: [0, 0, 0, 6] };
  const [first, ...rest] = blocks.flatMap(parted).map((block) => content(block, next, ink));
  // A heading stays with what follows it. Long tables may part; their heads are repeated.
  return { margin: [0, 14, 0, 0], stack: [{ stack: [heading, first ?? ""], unbreakable: true }, ...rest] };
}

/** A list of terms may part after each: only its first stays with the heading. */
function parted(block: Block): Block[] {
  if (block.kind !== "terms" || block.terms.length < 2) return [block];
  const [first, ...rest] = block.terms;
  return [{ ...block, terms: [first!] }, { ...block, terms: rest }];
}

function content(block: Block, next: () => Picture | undefined, ink: Ink): Node {
  switch (block.kind) {
    case "paragraph":
      return { text: rich(block.text), margin: space.paragraph };
    case "table":
      return table(block, ink);
    case "chart":
      return picture(block, next());
    case "missing":
      return missing(block, ink);
    case "terms":
      return terms(block);
    case "signatures":
      return signatures(block, ink);
  }
}

/** No lines and no room but between columns. */
const PLAIN = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 8,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};

/** Points of a letter in a table, on average, and letters in a line of a text that is not the longest. */
const LETTER = 3.9;
const LINE = 20;

/**
 * The longest text takes the room that is left, other texts a column of their own; without any text the last column
 * takes it, or the first where figures stand last.
 */
function widths({ columns, rows }: BlockOf<"table">): (string | number)[] {
  const texts = columns.flatMap(({ align }, index) => align === "text" ? [index] : []);
  const longest = (index: number) => Math.max(0, ...rows.map((row) => row[index]!.length));
  const last = columns.at(-1)?.align === "right" ? 0 : columns.length - 1;
  const roomy = texts.reduce(
    (most, index) => longest(index) > longest(most) ? index : most,
    texts[0] ?? last,
  );
  return columns.map(({ align }, index) =>
    index === roomy ? "*" : align === "text" ? LETTER * Math.min(longest(index), LINE) : "auto"
  );
}

function table(block: BlockOf<"table">, { rule }: Ink): Node {
  const { caption, columns, rows, note } = block;
  const alignment = (index: number) => columns[index]?.align === "right" ? "right" : "left";
  return {
    margin: space.block,
    stack: [
      { text: caption, style: "tableCaption", margin: [0, 0, 0, 4], headlineLevel: 1 },
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          keepWithHeaderRows: 2,
          widths: widths(block),
          body: [
            columns.map(({ label }, index) => ({
              text: label,
              style: "columnHead",
              alignment: alignment(index),
            })),
            ...rows.map((row) =>
              row.map((text, index) => ({
                text,
                style: "cell",
                alignment: alignment(index),
                noWrap: columns[index]?.align !== "text",
              }))
            ),
          ],
        },
        layout: {
          ...PLAIN,
          hLineWidth: (line: number) => line === 0 ? 0 : 0.5,
          hLineColor: () => rule,
          paddingTop: () => 2.5,
          paddingBottom: () => 2.5,
        },
      },
      ...(note === null ? [] : [{ text: note, style: "caption", margin: [0, 4, 0, 0] }]),
    ],
  };
}

/** Points per pixel of a legend's samples. */
const SMALL = 0.65;

const widthOf = (svg: string): number => Number(/ width="([\d.]+)"/.exec(svg)?.[1]);

function picture({ chart }: BlockOf<"chart">, drawn: Picture | undefined): Node {
  if (drawn === undefined) {
    throw new RangeError(`Cannot print "${chart.draw}" as every chart must have been drawn`);
  }
  const { title, takeaway, caption, legend, svg } = drawn;
  const keys = legend.flatMap(({ sample, label }) => [
    { svg: sample, width: SMALL * widthOf(sample), margin: [0, 1.5, 0, 0] },
    { text: label, style: "caption", width: "auto", margin: [0, 0, 10, 0] },
  ]);
  return {
    unbreakable: true,
    margin: space.block,
    stack: [
      { text: title, style: "chartTitle" },
      { text: takeaway, style: "takeaway", margin: [0, 2, 0, 4] },
      ...(keys.length === 0 ? [] : [{ columns: keys, columnGap: 4, margin: [0, 0, 0, 2] }]),
      { svg, width: TEXT_WIDTH },
      { text: caption, style: "caption", margin: [0, 2, 0, 0] },
    ],
  };
}

function missing({ title, because }: BlockOf<"missing">, { shade }: Ink): Node {
  return {
    margin: space.block,
    table: {
      widths: ["*"],
      body: [[{ fillColor: shade, margin: [10, 8, 10, 8], stack: [{ text: title, bold: true }, because] }]],
    },
    layout: { ...PLAIN, paddingRight: () => 0 },
  };
}

function terms({ terms }: BlockOf<"terms">): Node {
  return {
    table: {
      widths: [58, "*"],
      dontBreakRows: true,
      body: terms.map(({ term, meaning }) => [{ text: term, bold: true }, { text: rich(meaning) }]),
    },
    layout: { ...PLAIN, paddingBottom: () => 6 },
  };
}

function signatures({ roles }: BlockOf<"signatures">, { rule }: Ink): Node {
  const line = (text: string) => ({ text, style: "caption", margin: [0, 26, 0, 2] });
  return {
    table: {
      widths: [90, "*", 80, "*"],
      body: roles.map((role) => [
        { text: role, bold: true, margin: [0, 24, 0, 2] },
        line("Name"),
        line("Date"),
        line("Signature"),
      ]),
    },
    layout: { ...PLAIN, hLineWidth: (index: number) => index === 0 ? 0 : 0.75, hLineColor: () => rule },
  };
}
