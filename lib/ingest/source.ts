/** An extract as text, lines or JSON, each bounded: no input may take more memory than the limits allow. */
import type { Line, Source } from "./reader.ts";
import { Refusal } from "./refusal.ts";

export interface TextLimits {
  /** Longest line, in characters. */
  line: number;
  /** Largest JSON document, in characters. */
  document: number;
}

const END = /\r\n|\n|\r/g;

/** Cuts text into lines, whatever parts it comes in. @throws Refusal when a line is longer than the limit */
export async function* linesOf(
  name: string,
  parts: AsyncIterable<string>,
  limit: number,
): AsyncGenerator<Line> {
  let number = 0;
  let rest = "";
  for await (const part of parts) {
    const text = rest + part;
    let from = 0;
    // A \r at the very end may be the first half of \r\n: it waits for the next part.
    const whole = text.endsWith("\r") ? text.slice(0, -1) : text;
    for (const end of whole.matchAll(END)) {
      yield { number: ++number, text: whole.slice(from, end.index) };
      from = end.index + end[0].length;
    }
    rest = text.slice(from);
    if (rest.length > limit) {
      throw new Refusal(
        `Cannot read ${name} as a line must be at most ${limit} characters long: line ${
          number + 1
        } is longer`,
      );
    }
  }
  if (rest.endsWith("\r")) rest = rest.slice(0, -1);
  if (rest !== "") yield { number: ++number, text: rest };
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`Cannot read ${name} as it must be whole JSON: ${(error as Error).message}`);
  }
}

/** @param parts  begins the text anew each time it is called */
export function sourceOf(name: string, parts: () => AsyncIterable<string>, limits: TextLimits): Source {
  const lines = () => linesOf(name, parts(), limits.line);
  return {
    name,
    text: parts,
    lines,
    async json() {
      const pieces: string[] = [];
      let length = 0;
      for await (const piece of parts()) {
        length += piece.length;
        if (length > limits.document) {
          throw new Refusal(
            `Cannot read ${name} as a JSON document must be at most ${limits.document} characters long: ` +
              "export it in smaller parts, such as one file per day",
          );
        }
        pieces.push(piece);
      }
      return parsed(name, pieces.join(""));
    },
    async *jsonLines() {
      for await (const { number, text } of lines()) {
        if (text.trim() === "") continue;
        try {
          yield { number, text, value: JSON.parse(text) as unknown };
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          yield { number, text, value: undefined };
        }
      }
    },
  };
}

/** Text that is in memory already, as a source. */
export const textSource = (name: string, text: string, limits: TextLimits): Source =>
  sourceOf(name, async function* () {
    yield await Promise.resolve(text);
  }, limits);
