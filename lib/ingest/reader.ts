/** What a reader of one format is: how it knows its own, and how it reads it. */
import type { Mapping } from "./mapping.ts";
import type { Batch } from "./sample.ts";
import type { SeriesMap } from "./series.ts";

/** The beginning of an extract, by which readers know their own. */
export interface Head {
  /** File name, without folder, and without .gz; inside an archive the name of the entry. */
  name: string;
  /** The first 256 kB, decoded. The last line may be cut. */
  text: string;
}

export interface Line {
  /** From 1. */
  number: number;
  /** Without its end. */
  text: string;
}

/** An extract that is being read. Text is decoded, without a byte-order mark; ends of line as they come. */
export interface Source {
  name: string;
  /** In parts of any size, for readers that find their own way. */
  text(): AsyncIterable<string>;
  /** Line by line; \n, \r\n and \r end one. @throws Refusal when a line is longer than config/ingest.yaml allows */
  lines(): AsyncIterable<Line>;
  /** The whole as one JSON value. @throws Refusal when it is larger than config/ingest.yaml allows, or no JSON */
  json(): Promise<unknown>;
  /** Each line as one JSON value; a line that is none comes as undefined. Empty lines do not come. */
  jsonLines(): AsyncIterable<{ number: number; text: string; value: unknown }>;
}

interface Common {
  /** Name for --format. */
  format: string;
  /** What a person calls it. */
  title: string;
  /** How sure it is that this is its format: 0 not, 1 certain. Never throws. */
  recognise(head: Head): number;
}

/** Reads a text of its own shape. Holds at most one batch at a time. */
export interface StreamReader extends Common {
  kind: "stream";
  /**
   * @param told  what --map says of series that the source leaves unclear; NOTHING_TOLD when there is none
   * @throws Refusal when the whole extract is not what it should be
   */
  read(source: Source, told: SeriesMap): AsyncIterable<Batch>;
}

/** A separated table: says which column is what; the SQL engine reads it, however large. */
export interface TableReader extends Common {
  kind: "table";
  mapping(head: Head): Mapping;
}

export type Reader = StreamReader | TableReader;
