/** Arrow tables, as Parquet files and SQL queries give them, as plain rows. */

export type Cell = string | number | boolean | Date | null;
export type Row = Record<string, Cell>;

/** What we need of an Arrow table; pages never depend on a version of Arrow. */
export interface ArrowTable {
  numRows: number;
  schema: { fields: readonly { name: string; type: unknown }[] };
  getChild(name: string): { get(index: number): unknown } | null;
}

/**
 * Rows of an Arrow table: DATE and TIMESTAMP become Date, 64-bit integers become numbers.
 * @param from first row  @param to row before which to end
 */
export function rows<T extends Row = Row>(table: ArrowTable, from = 0, to = table.numRows): T[] {
  const columns = table.schema.fields.map(({ name, type }) => ({
    name,
    vector: table.getChild(name),
    convert: converter(String(type), (type as { scale?: number }).scale ?? 0),
  }));
  return Array.from({ length: Math.min(to, table.numRows) - from }, (_, index) => {
    const row: Row = {};
    for (const { name, vector, convert } of columns) {
      const value = vector?.get(from + index);
      row[name] = value === null || value === undefined ? null : convert(value);
    }
    return row as T;
  });
}

function converter(type: string, scale: number): (value: unknown) => Cell {
  if (type.startsWith("Decimal")) return (value) => decimal(value as Uint32Array, scale);
  if (/^(Date|Timestamp)/.test(type)) return (value) => new Date(Number(value));
  if (/^(Int|Uint|Float)/.test(type)) return Number;
  if (type === "Bool") return Boolean;
  return (value) => typeof value === "object" ? JSON.stringify(value, exact) : String(value);
}

/** JSON has no 64-bit integers: they are written as text. */
function exact(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** A decimal as Arrow stores it: a whole number of 128 bits in four words, low word first, times 10^-scale. */
function decimal(words: Uint32Array, scale: number): number {
  const unsigned = [...words].reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  return Number(BigInt.asIntN(32 * words.length, unsigned)) / 10 ** scale;
}

/** Rows as CSV (RFC 4180), dates as YYYY-MM-DD. */
export function csv(data: readonly Row[], columns: readonly string[]): string {
  const lines = data.map((row) => columns.map((name) => csvField(row[name] ?? null)).join(","));
  return [columns.map(csvField).join(","), ...lines, ""].join("\r\n");
}

function csvField(value: Cell): string {
  if (value === null) return "";
  const text = value instanceof Date ? isoStamp(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A date without time when it is midnight UTC, as days are. */
export function isoStamp(value: Date): string {
  const stamp = value.toISOString();
  return stamp.endsWith("T00:00:00.000Z") ? stamp.slice(0, 10) : stamp;
}

/** Saves text as a file of the reader's. */
export function download(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(url);
}
