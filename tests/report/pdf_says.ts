/** Whether a PDF says what the report says: every text in its place, a figure beside its label and no other. */
import { textOf } from "../../lib/answers/sentence.ts";
import type { Figure, Part } from "../../lib/pipeline/schemas/answers.ts";
import type { Block, Monthly } from "../../lib/pipeline/schemas/monthly.ts";
import { printable } from "../../lib/report/pdf_style.ts";
import { wordsOf } from "./pdf_words.ts";

/** What opens the report, which the document of answers has too. */
export interface Opening {
  dateline: readonly string[];
  answer: readonly Part[];
  figures: readonly Figure[];
}

/** What stands on the cover, in reading order: a figure is one text with its label and its note. */
export function opening({ dateline, answer, figures }: Opening): string[] {
  return [
    dateline.join(" · "),
    textOf(answer),
    ...figures.map(({ label, text, note }) => [label, text, note].join(" ")),
  ];
}

/** Every text of the report in reading order: paragraphs, table rows from edge to edge, terms, signatures. */
export function textsOf(report: Monthly): string[] {
  return [
    report.title,
    ...opening(report),
    ...report.sections.map(({ title }) => title),
    ...report.sections.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(textsIn)]),
  ];
}

function textsIn(block: Block): string[] {
  switch (block.kind) {
    case "paragraph":
      return [textOf(block.text)];
    case "table":
      return [block.caption, block.columns.map(({ label }) => label).join(" "), ...rowsOf(block)];
    case "missing":
      return [block.title, block.because];
    case "terms":
      return block.terms.map(({ term, meaning }) => `${term} ${textOf(meaning)}`);
    case "signatures":
      return block.roles.map((role) => `${role} Name Date Signature`);
    case "chart":
      return [];
  }
}

const rowsOf = ({ rows, note }: Extract<Block, { kind: "table" }>): string[] => [
  ...rows.map((row) => row.join(" ")),
  ...(note === null ? [] : [note]),
];

/** Without white space: lines end where there is room, within a figure too. */
export const close = (text: string): string => printable(text).replaceAll(/\s/g, "");

/** Texts that a PDF does not say after those before them. */
export function unsaid(bytes: Uint8Array, texts: readonly string[]): string[] {
  const words = close(wordsOf(bytes).map(({ text }) => text).join(""));
  let from = 0;
  return texts.filter((text) => {
    const at = words.indexOf(close(text), from);
    if (at >= 0) from = at + close(text).length;
    return at < 0;
  });
}
