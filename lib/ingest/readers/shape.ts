/** What a JSON value is: the tests by which readers take a response apart. */

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value as an object, one without fields when it is none. */
export const objectOf = (value: unknown): JsonObject => isObject(value) ? value : {};

export const listOf = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : [];

/** A text with something in it. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export const numberOf = (value: unknown): number | undefined => typeof value === "number" ? value : undefined;

/** A value as it stands in the document, for the record of what was rejected. */
export const asWritten = (value: unknown): string => JSON.stringify(value) ?? "undefined";

/** Whether the beginning of a document has all these keys, written as JSON writes them. */
export const hasKeys = (text: string, ...keys: readonly string[]): boolean =>
  keys.every((key) => text.includes(`"${key}"`));

/** Whether a text begins as a JSON document. */
export const beginsJson = (text: string): boolean => /^\uFEFF?\s*[[{]/.test(text);
