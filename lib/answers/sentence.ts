/** Sentences in parts: words, figures with their value and unit, and links that a page or a PDF may show. */
import type { Part } from "../pipeline/schemas/answers.ts";
import type { Metric } from "../pipeline/schemas/columns.ts";
import { plural } from "../wording/format.ts";

type Words = string | Part | readonly (string | Part)[];

/** A figure of the sentence. */
export function figure(name: string, value: number | null, unit: string, text: string): Part {
  return { text, name, value, unit };
}

/** A number of things: "23 servers". */
export function count(name: string, value: number, noun: string, nouns = `${noun}s`): Part {
  return figure(name, value, nouns, plural(value, noun, nouns));
}

/** A server by its name, linked to what the report says about it. */
export function server(id: string, metric: Metric | null): Part {
  return { text: id, server: id, metric };
}

/**
 * A sentence from a template: strings become words, parts stay parts, white space counts as one space.
 * Write `${condition ? say`…` : ""}` for what is not always said.
 */
export function say(strings: TemplateStringsArray, ...values: readonly Words[]): Part[] {
  const pieces = strings.flatMap((text, index) => {
    const value = values[index] ?? "";
    return [text, ...(Array.isArray(value) ? value as readonly (string | Part)[] : [value as string | Part])];
  });
  return tidy(joined(pieces.map((piece) => typeof piece === "string" ? { text: piece } : piece)));
}

/** The sentence as plain text. */
export function textOf(sentence: readonly Part[]): string {
  return sentence.map(({ text }) => text).join("");
}

const isPlain = (part: Part): boolean => Object.keys(part).length === 1;

function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last !== undefined && isPlain(last) && isPlain(part)) {
      result.splice(-1, 1, { text: last.text + part.text });
    } else result.push(part);
  }
  return result;
}

/** One space for any white space, none at either end. A thin space before a unit stays. */
function tidy(parts: readonly Part[]): Part[] {
  const spaced = parts.map((part, index) => {
    if (!isPlain(part)) return part;
    const text = part.text.replace(/[ \n]+/g, " ").replace(/ (?=[.,;:])/g, "");
    const started = index === 0 ? text.trimStart() : text;
    return { text: index === parts.length - 1 ? started.trimEnd() : started };
  });
  return spaced.filter(({ text }) => text !== "");
}
