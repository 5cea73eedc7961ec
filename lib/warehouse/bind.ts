import type { Scalar } from "./warehouse.ts";

/** A value as a SQL literal. @throws RangeError for a number SQL cannot write */
export function literal(value: Scalar): string {
  if (value === null) return "NULL";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "number") {
    if (!Number.isFinite(value)) {
      throw new RangeError(`Cannot write a SQL literal as numbers must be finite: ${value}`);
    }
    return String(value);
  }
  return `'${value.replaceAll("'", "''")}'`;
}

/** A name as a SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

// Strings and comments are matched first so that a ":word" inside them is left alone.
const TOKEN = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|(?<![:\w]):([a-z_][a-z0-9_]*)/g;

/**
 * Replaces each `:name` by the literal of that parameter.
 * @throws RangeError when the text names a parameter that is not given, or one given is not named
 */
export function bind(text: string, parameters: Readonly<Record<string, Scalar>>): string {
  const unused = new Set(Object.keys(parameters));
  const bound = text.replace(TOKEN, (token, name: string | undefined) => {
    if (name === undefined) return token;
    const value = parameters[name];
    if (value === undefined) {
      throw new RangeError(`Cannot bind SQL as every :name needs a value: ":${name}" has none`);
    }
    unused.delete(name);
    return literal(value);
  });
  if (unused.size > 0) {
    throw new RangeError(`Cannot bind SQL as every value must be used: "${[...unused].join('", "')}" is not`);
  }
  return bound;
}
