/** One causal anomaly score from all detectors. */
import { DETECTORS, type Method, METHODS } from "./detectors/index.ts";
import { expectedValues } from "./expectation.ts";
import { RecordAge } from "./record_age.ts";
import { Recent } from "./recent.ts";
import type { Detection, Series } from "./series.ts";

/** Makes the median absolute deviation of normal values their standard deviation. */
const NORMAL_SCALE = 1.4826;

export interface Scored {
  /** 0 to 1; NaN where the value is missing. */
  score: Float64Array;
  /** Position in METHODS of the detector that found the row rarest; −1 where none did. */
  method: Int8Array;
  /** What the row was expected to be, and how far rows usually are from that; NaN where not known. */
  expected: Float64Array;
  spread: Float64Array;
}

/** Rarities of all detectors together: their weighted power mean. */
function combined(rarities: Float64Array, weights: Float64Array, power: number): number {
  let sum = 0;
  let total = 0;
  for (let index = 0; index < rarities.length; index++) {
    if (rarities[index]! > 0) sum += weights[index]! * rarities[index]! ** power;
    total += weights[index]!;
  }
  return (sum / total) ** (1 / power);
}

/**
 * Scores each row from the rows up to it. An anomaly scores at its onset: what is no rarer than something shortly
 * before it scores less.
 */
function scoreRows(series: Series, settings: Detection): Pick<Scored, "score" | "method"> {
  const { rarest, power, record, half_score } = settings;
  const used = METHODS.filter((name) => settings.weights[name] > 0);
  const weights = Float64Array.from(used, (name) => settings.weights[name]);
  const looks = used.map((name: Method) => DETECTORS[name](series, settings));
  const codes = used.map((name) => METHODS.indexOf(name));
  const age = new RecordAge(record.margin);
  const rarities = new Float64Array(used.length);
  const method = new Int8Array(series.values.length).fill(-1);
  const score = series.values.map((_, t) => {
    let strongest = 0;
    for (let index = 0; index < looks.length; index++) {
      const rare = Math.min(rarest, looks[index]!(t));
      rarities[index] = rare;
      if (weights[index]! * rare > strongest) {
        strongest = weights[index]! * rare;
        method[t] = codes[index]!;
      }
    }
    const rare = combined(rarities, weights, power);
    const fresh = Math.min(1, age.of(rare) / record.points) ** record.exponent;
    return rare * fresh / (rare * fresh + half_score);
  });
  return { score, method };
}

/** How far rows usually are from what was expected of them: from the rows before each. */
function usualSpread({ values, expected }: Series, points: number): Float64Array {
  const misses = new Recent(points);
  return values.map((value, t) => {
    const spread = NORMAL_SCALE * misses.median();
    const miss = Math.abs(value - expected[t]!);
    if (!Number.isNaN(miss)) misses.add(miss);
    return spread;
  });
}

/** Rows that hold a value. */
function presentRows(values: Float64Array): Int32Array {
  const rows = new Int32Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row]!)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** Takes the values of some rows. */
function taken(rows: Int32Array, values: Float64Array): Float64Array {
  const found = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) found[index] = values[rows[index]!]!;
  return found;
}

/** Puts values of the present rows back where they stood among all rows. */
function spreadOut(present: Int32Array, values: Float64Array, rows: number): Float64Array {
  const all = new Float64Array(rows).fill(NaN);
  for (let index = 0; index < present.length; index++) all[present[index]!] = values[index]!;
  return all;
}

/**
 * Anomaly scores of a series. The score of a row depends on rows up to it only.
 * @param times   ms since 1970-01-01, ascending; equal ones are taken in their order
 * @param values  NaN where missing
 */
export function detect(times: Float64Array, values: Float64Array, settings: Detection): Scored {
  const rows = values.length;
  const present = presentRows(values);
  const [at, seen] = [taken(present, times), taken(present, values)];
  const series = { times: at, values: seen, expected: expectedValues(at, seen, settings) };
  const { score, method } = scoreRows(series, settings);
  const methods = new Int8Array(rows).fill(-1);
  present.forEach((row, index) => methods[row] = method[index]!);
  return {
    score: spreadOut(present, score, rows),
    method: methods,
    expected: spreadOut(present, series.expected, rows),
    spread: spreadOut(present, usualSpread(series, settings.expectation.long_points), rows),
  };
}
