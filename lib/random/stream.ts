/**
 * Random numbers with an address: `stream(seed, "telemetry", "SRV-0042", "noise")` gives the same numbers on any
 * machine, whatever else is drawn elsewhere. The one module that imports seedrandom.
 */
import seedrandom from "seedrandom";

/** A sequence of random draws. Each call moves it on. */
export interface Stream {
  /** A real number, 0 ≤ x < 1. */
  uniform(): number;
  /** A real number, low ≤ x < high. */
  between(low: number, high: number): number;
  /** A whole number, low ≤ n ≤ high. */
  whole(low: number, high: number): number;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the values, each as likely. @throws RangeError when there is none */
  choice<T>(values: readonly T[]): T;
  /** One of the names, in proportion to its share. @throws RangeError when the shares do not sum to more than 0 */
  weighted<Name extends string>(shares: Readonly<Record<Name, number>>): Name;
}

/**
 * The stream at an address. Generator: Alea (J. Baagøe), 32 bits per draw.
 * @param seed    of the whole run
 * @param address what the numbers are for, from the general to the particular
 */
export function stream(seed: number, ...address: readonly (string | number)[]): Stream {
  // JSON keeps ("a", "bc") and ("ab", "c") apart.
  const uniform = seedrandom.alea(JSON.stringify([seed, ...address]));
  const whole = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1));
  return {
    uniform: () => uniform(),
    between: (low, high) => low + (high - low) * uniform(),
    whole,
    normal: normals(uniform),
    chance: (probability) => uniform() < probability,
    choice: (values) => {
      if (values.length === 0) {
        throw new RangeError("Cannot choose as there must be at least one value: none");
      }
      return values[whole(0, values.length - 1)]!;
    },
    weighted: (shares) => weighted(shares, uniform()),
  };
}

/** Pairs of standard normals from pairs of uniforms, handed out one by one. */
function normals(uniform: () => number): () => number {
  let kept = NaN;
  return () => {
    if (!Number.isNaN(kept)) {
      const value = kept;
      kept = NaN;
      return value;
    }
    let x, y, square;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const scale = Math.sqrt(-2 * Math.log(square) / square);
    kept = y * scale;
    return x * scale;
  };
}

function weighted<Name extends string>(shares: Readonly<Record<Name, number>>, position: number): Name {
  const entries = (Object.entries(shares) as [Name, number][]).filter(([, share]) => share > 0);
  const total = entries.reduce((sum, [, share]) => sum + share, 0);
  let passed = 0;
  for (const [name, share] of entries) {
    passed += share;
    if (position * total < passed) return name;
  }
  throw new RangeError(`Cannot choose by share as shares must sum to more than 0: ${JSON.stringify(shares)}`);
}
