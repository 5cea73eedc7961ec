import type { Schema } from "./snapshot.ts";

/** What a file made for readers to take away holds. */
export interface FileSchema {
  /** Its name with its extension, such as "risk.csv". */
  name: string;
  /** Without the dot. */
  extension: string;
  description: string;
}

const FILE_NAME = /^[a-z][a-z0-9_-]*\.([a-z]+)$/;

/**
 * Declares a file.
 * @throws RangeError when its name has no extension
 */
export function file(schema: Pick<FileSchema, "name" | "description">): FileSchema {
  const extension = FILE_NAME.exec(schema.name)?.[1];
  if (extension !== undefined) return { ...schema, extension };
  throw new RangeError(`Cannot declare a file as its name must be like risk.csv: "${schema.name}"`);
}

export const isFile = (schema: Schema | FileSchema): schema is FileSchema => "extension" in schema;

/** Name of the file in which the pipeline keeps what a schema describes. */
export function fileNameOf(schema: Schema | FileSchema): string {
  if (isFile(schema)) return schema.name;
  return `${schema.name}.${"shape" in schema ? "json" : "parquet"}`;
}
