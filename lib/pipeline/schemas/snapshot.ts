import type { z } from "zod";

/** What a snapshot holds: its key, its columns and one sentence for the data dictionary. */
export interface SnapshotSchema<Columns extends z.ZodObject = z.ZodObject> {
  name: string;
  description: string;
  /** Columns that identify a row; rows are stored in this order. */
  key: readonly string[];
  columns: Columns;
}

/** A row of a snapshot, as plain JavaScript values. */
export type RowOf<S extends SnapshotSchema> = z.infer<S["columns"]>;

/**
 * Declares a snapshot.
 * @throws RangeError when a key column is not among the columns
 */
export function snapshot<Columns extends z.ZodObject>(
  schema: SnapshotSchema<Columns>,
): SnapshotSchema<Columns> {
  for (const column of schema.key) {
    if (!(column in schema.columns.shape)) {
      throw new RangeError(
        `Cannot declare snapshot "${schema.name}": key columns must be columns, "${column}" is not`,
      );
    }
  }
  return schema;
}
