import assert from "node:assert/strict";
import { detect } from "../../lib/anomalies/detect.ts";
import { DETECTORS, METHODS } from "../../lib/anomalies/detectors/index.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";

const { detection } = configured("anomalies");
const HOUR = 3_600_000;
const ROWS = 1200;
const times = Float64Array.from({ length: ROWS }, (_, row) => row * HOUR);

/** Hourly load with a daily profile and noise. */
function load(seed: number): Float64Array {
  const random = stream(seed, "load");
  return times.map((_, row) => 40 + 10 * Math.cos(2 * Math.PI * row / 24) + random.normal());
}

const changed = (values: Float64Array, change: (value: number, row: number) => number) => values.map(change);
const score = (values: Float64Array) => detect(times, values, detection).score;
/** Every detector counts, so that none escapes a property. */
const all = {
  ...detection,
  weights: { ...detection.weights, level_change: 1, z_score: 1, robust_deviation: 1 },
};

Deno.test("detect: a spoilt future leaves all that is said of the past as it was", () => {
  const values = load(1);
  const random = stream(2, "spoilt");
  for (const from of [150, 700, 1100]) {
    const spoilt = changed(values, (value, row) => row < from ? value : 1000 * random.normal());
    const [known, other] = [detect(times, values, all), detect(times, spoilt, all)];
    for (const name of ["score", "method", "expected", "spread"] as const) {
      assert.deepEqual(other[name].slice(0, from), known[name].slice(0, from), `${name} before ${from}`);
    }
  }
});

Deno.test("detect: the unit of the values does not matter", () => {
  const values = load(3);
  const scores = score(values);
  score(changed(values, (value) => value * 2 ** 20))
    .forEach((value, row) => assert.ok(Math.abs(value - scores[row]!) < 1e-9, `row ${row}: ${value}`));
});

Deno.test("detect: scores lie from 0 to below 1, and few of a series without anomalies are flagged", () => {
  const scores = [4, 5, 6, 7, 8].map((seed) => score(load(seed)));
  assert.ok(scores.every((of) => of.every((value) => value >= 0 && value < 1)));
  const flagged = scores.map((of) => of.filter((value) => value >= detection.thresholds.standard).length);
  assert.ok(Math.max(...flagged) <= ROWS / 100, `flagged: ${flagged}`);
});

const ANOMALIES: Record<string, (value: number, row: number) => number> = {
  "a spike": (value, row) => row === 900 ? value + 30 : value,
  "a dip": (value, row) => row === 900 ? value - 30 : value,
  "a level that rises": (value, row) => row >= 900 ? value + 20 : value,
  "noise that grows": (value, row) => row >= 900 && row < 948 ? 40 + (value - 40) * 4 : value,
  "night at noon": (value, row) => row >= 900 && row < 906 ? 30 : value,
};

for (const [name, change] of Object.entries(ANOMALIES)) {
  Deno.test(`detect: ${name} is flagged within a day`, () => {
    const scores = score(changed(load(9), change)).subarray(900, 924);
    assert.ok(Math.max(...scores) >= detection.thresholds.standard, `highest ${Math.max(...scores)}`);
  });
}

Deno.test("detect: an anomaly scores at its onset, and again only when it is worse", () => {
  const lasting = score(changed(load(9), (value, row) => row >= 900 ? value + 20 : value));
  const onset = Math.max(...lasting.subarray(900, 903));
  assert.ok(lasting.subarray(903, 1000).every((value) => value < onset));
});

Deno.test("detect: a constant series has no anomaly until it stirs", () => {
  const scores = score(times.map((_, row) => row < 900 ? 5 : 6));
  assert.ok(scores.subarray(0, 900).every((value) => value < detection.thresholds.standard));
  assert.ok(scores[900]! >= detection.thresholds.standard, `${scores[900]}`);
});

Deno.test("detect: a missing value has no score and changes no other", () => {
  const values = load(10);
  const without = Int32Array.from({ length: ROWS }, (_, row) => row).filter((row) => row % 50 !== 7);
  const holed = changed(values, (value, row) => row % 50 === 7 ? NaN : value);
  const scores = score(holed);
  assert.ok(scores.every((value, row) => Number.isNaN(value) === (row % 50 === 7)));
  const alone = detect(
    Float64Array.from(without, (row) => times[row]!),
    Float64Array.from(without, (row) => values[row]!),
    detection,
  );
  assert.deepEqual(Float64Array.from(without, (row) => scores[row]!), alone.score);
});

Deno.test("detect: short and empty series have scores of 0 or none", () => {
  for (const rows of [0, 1, 2, 30]) {
    const { score } = detect(times.subarray(0, rows), load(1).subarray(0, rows), detection);
    assert.deepEqual([...score], new Array(rows).fill(0));
  }
});

Deno.test("DETECTORS: each by itself finds an anomaly of its kind rarer than the 900 rows before", () => {
  const kinds: Record<keyof typeof DETECTORS, string> = {
    z_score: "a spike",
    robust_deviation: "a spike",
    forecast_error: "a spike",
    level_change: "a level that rises",
    range: "a spike",
    nearest_neighbours: "a dip",
    seasonal_neighbours: "night at noon",
    wider_spread: "noise that grows",
    narrower_spread: "a flat line",
  };
  const flat = (value: number, row: number) => row >= 900 ? 40 : value;
  for (const name of METHODS) {
    const values = changed(load(11), ANOMALIES[kinds[name]] ?? flat);
    // Without a profile to expect, a flat line is one of the noise.
    const expected = times.map((_, row) =>
      kinds[name] === "a flat line" && row >= 900 ? 40 : 40 + 10 * Math.cos(2 * Math.PI * row / 24)
    );
    const look = DETECTORS[name]({ times, values, expected }, detection);
    const rarities = values.map((_, t) => look(t));
    const before = Math.max(...rarities.subarray(100, 900));
    const after = Math.max(...rarities.subarray(900, 960));
    assert.ok(after > before, `${name}: ${after} after, ${before} before`);
  }
});
