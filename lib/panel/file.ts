/** The file a panel is read from. */
import { gunzipped } from "../ingest/files/survey.ts";
import { Refusal as Unsound } from "../ingest/refusal.ts";
import { Refusal } from "./refusal.ts";

/** A file told by its content, whatever its name ends in. */
export interface PanelFile {
  path: string;
  /** What people call it. */
  name: string;
  kind: "csv" | "gzip" | "parquet";
}

/** How files of other kinds than CSV begin. */
const BEGINNINGS: readonly (Pick<PanelFile, "kind"> & { bytes: readonly number[] })[] = [
  { bytes: [0x50, 0x41, 0x52, 0x31], kind: "parquet" },
  { bytes: [0x1f, 0x8b], kind: "gzip" },
];

/** Bytes at the beginning of a file that tell it. */
export const TELLING_BYTES = 4;

/** @param first  its first bytes; missing ones are 0 */
export function told(first: Uint8Array, path: string, name: string): PanelFile {
  const known = BEGINNINGS.find(({ bytes }) => bytes.every((byte, index) => first[index] === byte));
  return { path, name, kind: known?.kind ?? "csv" };
}

/** How a row is named: by its line in a CSV file, counted from the header's 1; by its number in Parquet. */
export const place = ({ kind }: Pick<PanelFile, "kind">) => (row: number): string =>
  kind === "parquet" ? `row ${row}` : `line ${row + 1}`;

/** Unpacks gzip whole: the database takes what is cut short for all there is. @throws Refusal when it is not sound */
export async function* unpacked(name: string, parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* gunzipped(name, parts);
  } catch (error) {
    throw error instanceof Unsound ? new Refusal(error.message) : error;
  }
}
