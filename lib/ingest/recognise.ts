/** Which format an extract is in, by its content. */
import { suggestion } from "../config/nearest.ts";
import type { Head, Reader } from "./reader.ts";
import { Refusal } from "./refusal.ts";

/** Sure enough to read by. */
const SURE = 0.5;
/** Closer than this, two formats cannot be told apart. */
const TIE = 0.05;

export interface Score {
  format: string;
  score: number;
}

/** How sure each reader is, surest first. */
export const scores = (head: Head, readers: readonly Reader[]): Score[] =>
  readers.map((reader) => ({ format: reader.format, score: reader.recognise(head) }))
    .sort((a, b) => b.score - a.score || (a.format < b.format ? -1 : 1));

/** @throws Refusal when there is no such format */
export function readerNamed(format: string, readers: readonly Reader[]): Reader {
  const found = readers.find((reader) => reader.format === format);
  if (found !== undefined) return found;
  const names = [...readers.map((reader) => reader.format), "table"].sort();
  throw new Refusal(
    `Cannot use --format as it must be one of ${names.join(", ")}: ${format}${suggestion(format, names)}`,
  );
}

const shown = (found: readonly Score[]): string =>
  found.filter(({ score }) => score > 0).slice(0, 5)
    .map(({ format, score }) => `${format} ${score.toFixed(2)}`).join(", ");

/**
 * The reader that knows the extract for its own; undefined when none does, so that it may be a table of some kind.
 * @throws Refusal when several are as sure
 */
export function recognised(head: Head, readers: readonly Reader[]): Reader | undefined {
  const found = scores(head, readers);
  const [first, second] = found;
  if (first === undefined || first.score < SURE) return undefined;
  if (second !== undefined && second.score > first.score - TIE) {
    throw new Refusal(
      `Cannot tell the format of ${head.name} as one must fit best: ${shown(found)}; say it with --format`,
    );
  }
  return readers.find((reader) => reader.format === first.format);
}

/** Why nothing was recognised, with what was tried. */
export function unrecognised(head: Head, readers: readonly Reader[]): string {
  const close = shown(scores(head, readers));
  return `Cannot tell the format of ${head.name} as no reader knows it${
    close === "" ? "" : ` (${close})`
  } and it is no table with named columns: formats are ${
    [...readers.map(({ format }) => format), "table"].sort().join(", ")
  }; say it with --format, or which column is what with --map`;
}
