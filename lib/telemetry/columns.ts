/** Typed columns laid end to end: one table of many servers from one table per server. */
import type { Coded } from "../warehouse/warehouse.ts";

type Numbers = Int32Array | Float64Array | Float32Array;

const lengthOf = (parts: readonly { length: number }[]) => parts.reduce((sum, { length }) => sum + length, 0);

function filled<Values extends Numbers>(values: Values, parts: readonly ArrayLike<number>[]): Values {
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}

export const doubles = (parts: readonly ArrayLike<number>[]) =>
  filled(new Float64Array(lengthOf(parts)), parts);
export const singles = (parts: readonly ArrayLike<number>[]) =>
  filled(new Float32Array(lengthOf(parts)), parts);
export const integers = (parts: readonly ArrayLike<number>[]) =>
  filled(new Int32Array(lengthOf(parts)), parts);

/** A word for each part, repeated over its rows. */
export function repeated(words: readonly string[], lengths: readonly number[]): Coded {
  const names = [...new Set(words)];
  const position = new Map(names.map((name, index) => [name, index]));
  return {
    names,
    codes: integers(words.map((word, part) => new Int32Array(lengths[part]!).fill(position.get(word)!))),
  };
}
