/** What each column of a snapshot promises, read from its zod type: one source for checks, Parquet and dictionary. */
import { z } from "zod";
import type { ColumnMeta, SqlType } from "./columns.ts";
import type { SnapshotSchema } from "./snapshot.ts";

export interface ColumnRule {
  name: string;
  type: SqlType;
  nullable: boolean;
  description: string;
  unit?: string;
  minimum?: number;
  maximum?: number;
  values?: readonly string[];
}

interface JsonType {
  minimum?: number;
  maximum?: number;
  enum?: string[];
}

/** What a column promises, read from its zod type. @throws TypeError when it carries no SQL type */
export function columnRule(name: string, type: z.ZodType): ColumnRule {
  const nullable = type instanceof z.ZodNullable;
  const inner = (nullable ? type.unwrap() : type) as z.ZodType;
  const meta = (inner.meta() ?? type.meta()) as Partial<ColumnMeta> | undefined;
  if (meta?.sql === undefined || meta.description === undefined) {
    throw new TypeError(`Cannot use column "${name}" as it must carry a SQL type and a description`);
  }
  const { minimum, maximum, enum: values } = z.toJSONSchema(inner) as JsonType;
  const whole = meta.sql === "INTEGER" || meta.sql === "BIGINT";
  return {
    name,
    type: meta.sql,
    nullable,
    description: meta.description,
    ...(meta.unit === undefined ? {} : { unit: meta.unit }),
    // Zod bounds every whole number by what JavaScript can hold; that is no rule of the column.
    ...(minimum === undefined || (whole && minimum === Number.MIN_SAFE_INTEGER) ? {} : { minimum }),
    ...(maximum === undefined || (whole && maximum === Number.MAX_SAFE_INTEGER) ? {} : { maximum }),
    ...(values === undefined ? {} : { values }),
  };
}

export const columnRules = (schema: SnapshotSchema): ColumnRule[] =>
  Object.entries(schema.columns.shape).map(([name, type]) => columnRule(name, type as unknown as z.ZodType));
