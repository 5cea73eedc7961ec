/** One pass over a file before it is read: what it is packed in, how large it is unpacked, whether it is text. */
import { createHash } from "node:crypto";
import { createGunzip } from "node:zlib";
import { Readable } from "node:stream";
import { Refusal } from "../refusal.ts";

export type Packing = "plain" | "gzip" | "zip" | "parquet";
export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

export interface Survey {
  packing: Packing;
  encoding: Encoding;
  sha256: string;
  /** Bytes as packed. */
  bytes: number;
  unpacked: number;
  /** First bytes of the text. */
  head: Uint8Array;
  /** Lines with anything in them. */
  lines: number;
  /** Bytes of the longest line. JSON may be one line, a table must not: see refuseLongLine. */
  longest_line: number;
  /** A line end may stand inside a quoted cell. */
  quoted: boolean;
  /** Some lines end in \n, others in \r\n. */
  mixed_ends: boolean;
}

export interface SizeLimits {
  line_bytes: number;
  unpacked_bytes: number;
  unpacked_ratio: number;
}

export const HEAD_BYTES = 262_144;
/** Below this size no ratio is suspicious. */
const RATIO_FROM = 64 * 2 ** 20;

const starts = (bytes: Uint8Array, ...expected: number[]): boolean =>
  expected.every((byte, index) => bytes[index] === byte);

function packingOf(first: Uint8Array): Packing {
  if (starts(first, 0x1f, 0x8b)) return "gzip";
  if (starts(first, 0x50, 0x4b, 0x03, 0x04) || starts(first, 0x50, 0x4b, 0x05, 0x06)) return "zip";
  if (starts(first, 0x50, 0x41, 0x52, 0x31)) return "parquet";
  return "plain";
}

/** By its mark, or by every other byte being 0 as in UTF-16 of western text. */
function encodingOf(head: Uint8Array): Encoding {
  if (starts(head, 0xff, 0xfe)) return "utf-16le";
  if (starts(head, 0xfe, 0xff)) return "utf-16be";
  if (head.length < 8) return "utf-8";
  const even = [0, 2, 4, 6].map((index) => head[index] === 0);
  const odd = [1, 3, 5, 7].map((index) => head[index] === 0);
  if (odd.every(Boolean) && !even.some(Boolean)) return "utf-16le";
  if (even.every(Boolean) && !odd.some(Boolean)) return "utf-16be";
  return "utf-8";
}

/** Other packings, by how they begin: named in the message, since a person can unpack them. */
const OTHERS: readonly [string, ...number[]][] = [
  ["a zip archive", 0x50, 0x4b, 0x03, 0x04],
  ["gzip data", 0x1f, 0x8b],
  ["bzip2 data", 0x42, 0x5a, 0x68],
  ["xz data", 0xfd, 0x37, 0x7a, 0x58, 0x5a],
  ["zstd data", 0x28, 0xb5, 0x2f, 0xfd],
  ["a 7z archive", 0x37, 0x7a, 0xbc, 0xaf],
  ["Parquet, which must not be packed again,", 0x50, 0x41, 0x52, 0x31],
];

function refuseBinary(name: string, head: Uint8Array, encoding: Encoding): void {
  const other = OTHERS.find(([, ...bytes]) => starts(head, ...bytes));
  if (other !== undefined) {
    throw new Refusal(`Cannot read ${name} as it must hold text: it holds ${other[0]}; unpack it first`);
  }
  if (new TextDecoder().decode(head.subarray(257, 262)) === "ustar") {
    throw new Refusal(`Cannot read ${name} as it must hold text: it holds a tar archive; unpack it first`);
  }
  if (encoding === "utf-8" && head.includes(0)) {
    throw new Refusal(`Cannot read ${name} as it must hold text: its first bytes are binary`);
  }
}

/** Whether the first byte that is no blank is that of a JSON object or list, whose readers bound what they hold. */
function beginsJson(head: Uint8Array): boolean {
  const first = head.find((byte) => byte > 32 && byte < 0x80);
  return first === 0x7b || first === 0x5b;
}

/** Counts lines and measures the longest, part by part. */
class Lines {
  count = 0;
  longest = 0;
  quoted = false;
  /** Lines that end in \n alone, and in \r\n. */
  lf = false;
  crlf = false;
  private length = 0;
  private anything = false;
  private before = 0;

  /** Every byte of an extract passes here, so it works on locals. */
  take(part: Uint8Array): void {
    let { count, length, anything, quoted, lf, crlf } = this;
    let longest = 0;
    for (let index = 0; index < part.length; index++) {
      const byte = part[index]!;
      if (byte > 32) {
        anything = true;
        if (byte === 34) quoted = true;
        length++;
      } else if (byte === 10 || byte === 13) {
        if (byte === 10) {
          if ((index === 0 ? this.before : part[index - 1]) === 13) crlf = true;
          else lf = true;
        }
        if (anything) count++;
        if (length > longest) longest = length;
        anything = false;
        length = 0;
      } else length++;
    }
    Object.assign(this, {
      count,
      length,
      anything,
      quoted,
      lf,
      crlf,
      before: part.at(-1) ?? 0,
      longest: Math.max(this.longest, longest, length),
    });
  }

  end(): void {
    if (this.anything) this.count++;
    this.anything = false;
  }
}

async function* hashed(
  parts: AsyncIterable<Uint8Array>,
  seen: { bytes: number; update(part: Uint8Array): void },
) {
  for await (const part of parts) {
    seen.bytes += part.length;
    seen.update(part);
    yield part;
  }
}

/** Unpacks gzip, also of several members. @throws Refusal when it is cut short or broken */
export async function* gunzipped(name: string, parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const packed = Readable.from(parts, { objectMode: false });
  const gunzip = createGunzip();
  packed.on("error", (error) => gunzip.destroy(error));
  try {
    yield* packed.pipe(gunzip) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error)) throw error;
    const rule = /unexpected end/.test(error.message)
      ? "its packing must be whole: it is cut short"
      : "its packing must be sound";
    throw new Refusal(`Cannot read ${name} as ${rule} (${error.message})`);
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

async function* peeked(parts: AsyncIterable<Uint8Array>, bytes: number) {
  const iterator = parts[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let length = 0;
  let done = false;
  while (length < bytes && !done) {
    const next = await iterator.next();
    done = next.done === true;
    if (!next.done) {
      held.push(next.value);
      length += next.value.length;
    }
  }
  yield joined(held, length);
  while (!done) {
    const next = await iterator.next();
    done = next.done === true;
    if (!next.done) yield next.value;
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Reads all of a file once.
 * @throws Refusal when it is empty, no text, broken, or larger than the limits allow
 */
export async function survey(
  name: string,
  parts: AsyncIterable<Uint8Array>,
  limits: SizeLimits,
): Promise<Survey> {
  const hash = createHash("sha256");
  const raw = { bytes: 0, update: (part: Uint8Array) => void hash.update(part) };
  const iterator = peeked(hashed(parts, raw), 16);
  const first = (await iterator.next()).value!;
  if (first.length === 0) {
    throw new Refusal(`Cannot read ${name} as there must be something in it: it is empty`);
  }
  const packing = packingOf(first);
  const whole = async function* () {
    yield first;
    yield* iterator;
  };
  if (packing === "zip" || packing === "parquet") {
    for await (const part of whole()) void part;
    const sha256 = hash.digest("hex");
    return {
      packing,
      encoding: "utf-8",
      sha256,
      bytes: raw.bytes,
      unpacked: raw.bytes,
      head: first,
      lines: 0,
      longest_line: 0,
      quoted: false,
      mixed_ends: false,
    };
  }
  const text = packing === "gzip" ? gunzipped(name, whole()) : whole();
  const lines = new Lines();
  const held: Uint8Array[] = [];
  let unpacked = 0;
  let head: Uint8Array | undefined;
  const behead = () => {
    head = joined(held, held.reduce((sum, part) => sum + part.length, 0)).slice(0, HEAD_BYTES);
    refuseBinary(name, head, encodingOf(head));
  };
  for await (const part of text) {
    unpacked += part.length;
    if (head === undefined) {
      held.push(part);
      if (unpacked >= HEAD_BYTES) behead();
    }
    refuseBomb(name, unpacked, raw.bytes, limits);
    lines.take(part);
    if (!beginsJson(head ?? held[0]!)) refuseLongLine(name, lines.longest, limits);
  }
  if (head === undefined) behead();
  lines.end();
  if (unpacked === 0) {
    throw new Refusal(`Cannot read ${name} as there must be something in it: it unpacks to nothing`);
  }
  return {
    packing,
    encoding: encodingOf(head!),
    sha256: hash.digest("hex"),
    bytes: raw.bytes,
    unpacked,
    head: head!,
    lines: lines.count,
    longest_line: lines.longest,
    quoted: lines.quoted,
    mixed_ends: lines.lf && lines.crlf,
  };
}

/** @throws Refusal when a line is longer than the limits allow for a table */
export function refuseLongLine(
  name: string,
  longest: number,
  { line_bytes }: Pick<SizeLimits, "line_bytes">,
): void {
  if (longest > line_bytes) {
    throw new Refusal(
      `Cannot read ${name} as a line must be at most ${line_bytes} bytes long, of all but JSON: one has ${longest} or more`,
    );
  }
}

/** @throws Refusal when what is unpacked so far is more than the limits allow for what was read so far */
export function refuseBomb(name: string, unpacked: number, packed: number, limits: SizeLimits): void {
  if (unpacked > limits.unpacked_bytes) {
    throw new Refusal(
      `Cannot read ${name} as it must unpack to at most ${limits.unpacked_bytes} bytes: it is larger; cut it by time`,
    );
  }
  if (unpacked > RATIO_FROM && unpacked > packed * limits.unpacked_ratio) {
    throw new Refusal(
      `Cannot read ${name} as it must unpack to at most ${limits.unpacked_ratio} times its size: it is a bomb, or ` +
        "the same line over and over; unpack it yourself if you trust it",
    );
  }
}
