/** What a reader can take away, with rows and size as the pipeline recorded them. */
import type { DocumentSchema, SnapshotSchema } from "../pipeline/schemas/snapshot.ts";
import { csvFile } from "../pipeline/schemas/files.ts";
import type { FileSchema } from "../pipeline/schemas/file.ts";

/** What the pipeline recorded of something it made. */
export interface Made {
  rows: number;
  bytes: number;
  warnings: readonly string[];
}

export interface Offer {
  /** Name of the file, the same in every build. */
  file: string;
  holds: string;
  bytes: number;
}

/** A table, which comes as CSV and as Parquet. */
export interface TableOffer {
  name: string;
  holds: string;
  rows: number;
  csv: Offer;
  parquet: Offer;
  /** What the CSV file leaves out; empty when nothing. */
  left_out: string;
}

export interface Offers {
  reports: Offer[];
  tables: TableOffer[];
  documents: Offer[];
}

/**
 * Everything on offer.
 * @param made  by the name of a snapshot, document or file
 * @throws RangeError when something on offer has not been made
 */
export function offersOf(
  made: ReadonlyMap<string, Made>,
  { files, tables, documents }: {
    files: readonly FileSchema[];
    tables: readonly SnapshotSchema[];
    documents: readonly DocumentSchema[];
  },
): Offers {
  const record = (name: string): Made => {
    const found = made.get(name);
    if (found === undefined) throw new RangeError(`Cannot offer "${name}" as the pipeline must have made it`);
    return found;
  };
  const offer = (file: string, holds: string, name = file): Offer => ({
    file,
    holds,
    bytes: record(name).bytes,
  });
  return {
    reports: files.filter(({ extension }) => extension !== "csv").map(({ name, description }) =>
      offer(name, description)
    ),
    tables: tables.map((schema) => {
      const { name, description } = schema;
      const csv = csvFile(schema);
      return {
        name,
        holds: description,
        rows: record(name).rows,
        csv: offer(csv.name, csv.description),
        parquet: offer(`${name}.parquet`, description, name),
        left_out: record(csv.name).warnings.join("; "),
      };
    }),
    documents: documents.map(({ name, description }) => offer(`${name}.json`, description, name)),
  };
}
