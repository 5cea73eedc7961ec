/** Rows and columns drawn for a tree. */
import type { Stream } from "../random/stream.ts";

/** How many of `count` a fraction is: at least one. */
export const share = (count: number, fraction: number): number => Math.max(1, Math.round(count * fraction));

/**
 * Draws without replacement, in the order they had (selection sampling, Knuth, TAOCP 2, §3.4.2, algorithm S).
 * All of them, without a draw, when as many are wanted as there are.
 */
export function sampled(from: Int32Array, wanted: number, draw: Stream): Int32Array {
  if (wanted >= from.length) return from.slice();
  const chosen = new Int32Array(wanted);
  let count = 0;
  for (let index = 0; count < wanted; index++) {
    // Written in any case and kept if drawn: a branch here would be guessed wrong too often.
    chosen[count] = from[index]!;
    count += Number((from.length - index) * draw.uniform() < wanted - count);
  }
  return chosen;
}

/** As many draws as there are, with replacement: the bootstrap of Breiman (2001), equal ones side by side. */
export function bootstrapped(from: Int32Array, draw: Stream): Int32Array {
  return from.map(() => from[draw.whole(0, from.length - 1)]!).sort();
}

/** 0, 1, 2, … */
export const range = (length: number): Int32Array => Int32Array.from({ length }, (_, index) => index);

/** The whole numbers of a stretch that are not among some of them. @param to  not included */
export function without(some: Int32Array, { from, to }: { from: number; to: number }): Int32Array {
  const isIn = new Uint8Array(to - from);
  for (let place = 0; place < some.length; place++) {
    const number = some[place]!;
    if (number >= from && number < to) isIn[number - from] = 1;
  }
  const others = new Int32Array(to - from + 1);
  let count = 0;
  for (let number = from; number < to; number++) {
    // Written in any case and kept if it is wanted, as above.
    others[count] = number;
    count += 1 - isIn[number - from]!;
  }
  return others.subarray(0, count);
}
