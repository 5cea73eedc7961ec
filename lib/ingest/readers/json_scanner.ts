/**
 * Reads JSON piece by piece, so that a response of any length costs the memory of its largest piece.
 *
 * A path says where the pieces are, `["data", "result", "[]"]` for the elements of `{"data": {"result": [...]}}`. What
 * lies along the path is walked; each piece, and each value beside the path, is taken whole and given to JSON.parse.
 * Several documents may follow each other, with or without line breaks.
 */
export type Path = readonly string[];

/** One value beside or along the path that was read so far. */
export type Fields = Readonly<Record<string, unknown>>;

/** A whole piece, or an object along the path that has ended: then `value` holds what stood beside the path. */
export interface Found {
  /** Where it stands: `data.result[]`, or "" for a document. */
  path: string;
  value: unknown;
  /** The objects around it with what was read of them so far, outermost first. */
  parents: readonly Fields[];
  /** Line it begins on, from 1. */
  line: number;
}

export interface Limits {
  /** Levels of nesting. */
  depth: number;
  /** Characters of one value, and of what is kept of one object along the path. */
  characters: number;
}

export const LIMITS: Limits = { depth: 64, characters: 64 * 1024 * 1024 };

/** Text that is not JSON, or more of it than is read at once; says where. */
export class JsonFault extends Error {
  constructor(reason: string, readonly line: number, readonly character: number) {
    super(`Cannot read JSON as ${reason} (line ${line}, character ${character})`);
  }
}

interface Frame {
  kind: "object" | "array";
  path: Path;
  fields: Record<string, unknown>;
  kept: number;
  line: number;
}

type Expectation = "value" | "first value" | "first key" | "key" | "colon" | "end of value" | "document";

interface Capture {
  kind: "text" | "container" | "scalar";
  isKey: boolean;
  parts: string[];
  length: number;
  depth: number;
  inText: boolean;
  escaped: boolean;
  line: number;
  character: number;
}

const QUOTE = 34, BACKSLASH = 92, COMMA = 44, COLON = 58, LINE_FEED = 10;
const OPEN_OBJECT = 123, CLOSE_OBJECT = 125, OPEN_ARRAY = 91, CLOSE_ARRAY = 93;
const BYTE_ORDER_MARK = 0xfeff;

const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 13 || code === LINE_FEED;
const endsScalar = (code: number): boolean =>
  isSpace(code) || code === COMMA || code === CLOSE_OBJECT || code === CLOSE_ARRAY;

const written = (path: Path): string => path.join(".").replaceAll(".[]", "[]");

export class JsonScanner {
  #stack: Frame[] = [];
  #expect: Expectation = "document";
  #path: Path = [];
  #capture: Capture | undefined;
  #key = "";
  #line = 1;
  #before = 0;
  #found: Found[] = [];

  constructor(readonly paths: readonly Path[], readonly limits: Limits = LIMITS) {}

  /**
   * Takes the next text and returns what became whole in it.
   * @throws JsonFault at the first character that cannot be JSON, too deep or too long
   */
  push(text: string): Found[] {
    let at = 0;
    while (at < text.length) {
      at = this.#capture ? this.#take(this.#capture, text, at) : this.#step(text, at);
    }
    this.#before += text.length;
    return this.#drain();
  }

  /** @throws JsonFault when the text ends inside a value */
  end(): Found[] {
    if (this.#capture?.kind === "scalar") this.#finish(this.#capture);
    if (this.#capture || this.#stack.length > 0) {
      const inside = written(this.#path) || "the document";
      throw this.#fault(`it must be whole: it ends inside ${inside}`, 0);
    }
    return this.#drain();
  }

  #drain(): Found[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #fault(reason: string, at: number): JsonFault {
    return new JsonFault(reason, this.#line, this.#before + at + 1);
  }

  #step(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) this.#line++;
    if (isSpace(code) || (code === BYTE_ORDER_MARK && this.#before + at === 0)) return at + 1;
    const top = this.#stack.at(-1);
    switch (this.#expect) {
      case "first key":
      case "key":
        if (code === CLOSE_OBJECT && this.#expect === "first key") return this.#close(at);
        if (code !== QUOTE) throw this.#unexpected("a key", text, at);
        return this.#begin("text", true, at);
      case "colon":
        if (code !== COLON) throw this.#unexpected('":"', text, at);
        this.#expect = "value";
        return at + 1;
      case "end of value":
        if (code === (top?.kind === "object" ? CLOSE_OBJECT : CLOSE_ARRAY)) return this.#close(at);
        if (code !== COMMA) throw this.#unexpected('"," or an end', text, at);
        this.#expect = top?.kind === "object" ? "key" : "value";
        return at + 1;
      case "first value":
        if (code === CLOSE_ARRAY) return this.#close(at);
        return this.#value(code, text, at);
      default:
        return this.#value(code, text, at);
    }
  }

  #unexpected(wanted: string, text: string, at: number): JsonFault {
    return this.#fault(`${wanted} must stand here: ${JSON.stringify(text.slice(at, at + 20))}`, at);
  }

  #value(code: number, text: string, at: number): number {
    const top = this.#stack.at(-1);
    this.#path = top ? [...top.path, top.kind === "object" ? this.#key : "[]"] : [];
    if (this.#along(code)) {
      this.#stack.push({
        kind: code === OPEN_OBJECT ? "object" : "array",
        path: this.#path,
        fields: Object.create(null),
        kept: 0,
        line: this.#line,
      });
      this.#expect = code === OPEN_OBJECT ? "first key" : "first value";
      return at + 1;
    }
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) return this.#begin("container", false, at);
    if (code === QUOTE) return this.#begin("text", false, at);
    if (endsScalar(code)) throw this.#unexpected("a value", text, at);
    return this.#begin("scalar", false, at);
  }

  #along(code: number): boolean {
    const path = this.#path;
    return this.paths.some((wanted) => {
      const next = wanted[path.length];
      if (next === undefined || code !== (next === "[]" ? OPEN_ARRAY : OPEN_OBJECT)) return false;
      return path.every((step, index) => step === wanted[index]);
    });
  }

  #begin(kind: Capture["kind"], isKey: boolean, at: number): number {
    this.#capture = {
      kind,
      isKey,
      parts: [],
      length: 0,
      depth: 0,
      inText: false,
      escaped: false,
      line: this.#line,
      character: this.#before + at + 1,
    };
    return at;
  }

  /** Takes characters of a value up to its end or the end of the text. */
  #take(capture: Capture, text: string, from: number): number {
    const end = capture.kind === "scalar"
      ? this.#endOfScalar(text, from)
      : this.#endOfValue(capture, text, from);
    capture.parts.push(text.slice(from, end.at));
    capture.length += end.at - from;
    if (capture.length > this.limits.characters) {
      const most = this.limits.characters;
      throw new JsonFault(
        `one value must have at most ${most} characters: ${written(this.#path) || "the document"} has more`,
        capture.line,
        capture.character,
      );
    }
    if (end.whole) this.#finish(capture);
    return end.at;
  }

  #endOfScalar(text: string, from: number): { at: number; whole: boolean } {
    let at = from;
    while (at < text.length && !endsScalar(text.charCodeAt(at))) at++;
    return { at, whole: at < text.length };
  }

  #endOfValue(capture: Capture, text: string, from: number): { at: number; whole: boolean } {
    let { depth, inText, escaped } = capture;
    const deepest = this.limits.depth - this.#stack.length;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (inText) {
        if (escaped) escaped = false;
        else if (code === BACKSLASH) escaped = true;
        else if (code === QUOTE) inText = false;
        else if (code === LINE_FEED) throw this.#fault("a text must end on its line", at);
        if (inText || depth > 0) continue;
        return { at: at + 1, whole: true };
      }
      if (code === QUOTE) inText = true;
      else if (code === LINE_FEED) this.#line++;
      else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
        if (++depth > deepest) throw this.#fault(`it must nest at most ${this.limits.depth} levels deep`, at);
      } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
        if (--depth === 0) return { at: at + 1, whole: true };
      }
    }
    Object.assign(capture, { depth, inText, escaped });
    return { at: text.length, whole: false };
  }

  #finish(capture: Capture): void {
    this.#capture = undefined;
    const text = capture.parts.join("");
    const value = parsed(text, capture);
    if (capture.isKey) {
      this.#key = String(value);
      this.#expect = "colon";
      return;
    }
    const top = this.#stack.at(-1);
    if (this.#isPiece() || top?.kind !== "object") this.#report(this.#path, value, capture.line);
    else this.#keep(top, value, capture);
    this.#expect = top ? "end of value" : "document";
  }

  #isPiece(): boolean {
    const path = this.#path;
    return this.paths.some((wanted) =>
      wanted.length === path.length && wanted.every((step, index) => step === path[index])
    );
  }

  #keep(frame: Frame, value: unknown, capture: Capture): void {
    frame.kept += capture.length + this.#key.length;
    if (frame.kept > this.limits.characters) {
      throw new JsonFault(
        `the values beside ${
          written(this.#path)
        } must have at most ${this.limits.characters} characters together`,
        capture.line,
        capture.character,
      );
    }
    frame.fields[this.#key] = value;
  }

  #close(at: number): number {
    const frame = this.#stack.pop();
    if (frame?.kind === "object") this.#report(frame.path, frame.fields, frame.line);
    this.#path = this.#stack.at(-1)?.path ?? [];
    this.#expect = this.#stack.length > 0 ? "end of value" : "document";
    return at + 1;
  }

  #report(path: Path, value: unknown, line: number): void {
    const parents = this.#stack.filter((frame) => frame.kind === "object").map((frame) => frame.fields);
    this.#found.push({ path: written(path), value, parents, line });
  }
}

function parsed(text: string, capture: Capture): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new JsonFault(`every value must be well formed: ${why}`, capture.line, capture.character);
  }
}

/** The pieces of a text that comes in parts. @throws JsonFault after the last piece that is whole */
export async function* jsonPieces(
  source: AsyncIterable<string>,
  paths: readonly Path[],
  limits: Limits = LIMITS,
): AsyncGenerator<Found> {
  const scanner = new JsonScanner(paths, limits);
  for await (const text of source) yield* scanner.push(text);
  yield* scanner.end();
}
