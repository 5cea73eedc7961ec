/** The file a panel is read from. */

/** A file told by its content, whatever its name ends in. */
export interface PanelFile {
  path: string;
  /** What people call it. */
  name: string;
  format: "csv" | "parquet";
  compression: "none" | "gzip" | "zstd";
}

/** How files of other kinds than plain CSV begin. */
const BEGINNINGS: readonly (Pick<PanelFile, "format" | "compression"> & { bytes: readonly number[] })[] = [
  { bytes: [0x50, 0x41, 0x52, 0x31], format: "parquet", compression: "none" },
  { bytes: [0x1f, 0x8b], format: "csv", compression: "gzip" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], format: "csv", compression: "zstd" },
];

/** Bytes at the beginning of a file that tell it. */
export const TELLING_BYTES = 4;

/** @param first  its first bytes; missing ones are 0 */
export function told(first: Uint8Array, path: string, name: string): PanelFile {
  const known = BEGINNINGS.find(({ bytes }) => bytes.every((byte, index) => first[index] === byte));
  return { path, name, format: known?.format ?? "csv", compression: known?.compression ?? "none" };
}

/** How a row is named: by its line in a CSV file, counted from the header's 1; by its number in Parquet. */
export const place = ({ format }: Pick<PanelFile, "format">) => (row: number): string =>
  format === "parquet" ? `row ${row}` : `line ${row + 1}`;
