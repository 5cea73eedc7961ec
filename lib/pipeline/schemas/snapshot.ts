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

/** What a JSON document holds: for results that are not a table. */
export interface DocumentSchema<Shape extends z.ZodType = z.ZodType> {
  name: string;
  description: string;
  shape: Shape;
}

export type Schema = SnapshotSchema | DocumentSchema;

export const isDocument = (schema: Schema): schema is DocumentSchema => "shape" in schema;

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

/** Declares a JSON document. */
export function document<Shape extends z.ZodType>(schema: DocumentSchema<Shape>): DocumentSchema<Shape> {
  return schema;
}
