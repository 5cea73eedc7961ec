import assert from "node:assert/strict";
import { cleanSeries, FLAGS } from "../../lib/cleaning/clean.ts";
import { stream } from "../../lib/random/stream.ts";
import { CLEANING } from "./settings.ts";

const SETTINGS = { ...CLEANING, gaps: { max_filled_days: 3 } };

const clean = (values: ArrayLike<number>, special: readonly number[] = [], ceiling = 100) => {
  const days = new Uint8Array(values.length);
  for (const day of special) days[day] = 1;
  const { values: cleaned, flags } = cleanSeries(
    { values: Float64Array.from(values), special: days },
    ceiling,
    SETTINGS,
  );
  return { values: [...cleaned], flags: [...flags].map((flag) => FLAGS[flag]) };
};

const repeat = (value: number, days: number) => Array<number>(days).fill(value);
/** Weeks that begin on a Monday: 60 on working days, 30 on the weekend. */
const weeks = (count: number): number[] =>
  Array.from({ length: count * 7 }, (_, day) => day % 7 < 5 ? 60 : 30);

Deno.test("cleanSeries: a value that stands alone is moved to the limit", () => {
  // Constant at 50: scale is the least allowed, 0.5, and the limit 6 of them.
  const { values, flags } = clean([...repeat(50, 40), 90, 50, 10, 50]);
  assert.deepEqual(values.slice(40), [53, 50, 47, 50]);
  assert.deepEqual(flags.slice(39), ["observed", "capped", "observed", "capped", "observed"]);
});

Deno.test("cleanSeries: the second day in a row on the same side is a change of level and is kept", () => {
  const { values, flags } = clean([...repeat(50, 40), ...repeat(80, 10)]);
  assert.deepEqual(values.slice(40), [53, ...repeat(80, 9)]);
  assert.deepEqual(flags.slice(40), ["capped", ...Array(9).fill("observed")]);
});

Deno.test("cleanSeries: weekends are expected, a weekend as busy as a weekday is not", () => {
  const usual = weeks(10);
  assert.ok(clean(usual).flags.every((flag) => flag === "observed"));
  const busySaturday = usual.with(68, 60);
  assert.equal(clean(busySaturday).values[68], 33);
});

Deno.test("cleanSeries: days the calendar makes special are kept and are no example for others", () => {
  const special = [47, 48, 49, 50, 51, 52, 53];
  const lifted = repeat(50, 70).fill(80, 47, 54);
  const { values, flags } = clean(lifted, special);
  assert.deepEqual(values, lifted);
  assert.ok(flags.every((flag) => flag === "observed"));
});

Deno.test("cleanSeries: nothing is capped before the window holds enough days", () => {
  const { flags } = clean([...repeat(50, 20), 90]);
  assert.equal(flags[20], "observed");
});

Deno.test("cleanSeries: the first days of a gap are filled by weekday, the others stay missing", () => {
  // Friday to Tuesday missing; three may be filled.
  const { values, flags } = clean(weeks(6).fill(NaN, 32, 37));
  assert.deepEqual(values.slice(31, 38), [60, 60, 30, 30, NaN, NaN, 60]);
  assert.deepEqual(flags.slice(31, 38), [
    "observed",
    "imputed",
    "imputed",
    "imputed",
    "missing",
    "missing",
    "observed",
  ]);
});

Deno.test("cleanSeries: a series that knows no weekdays yet goes on as in its last days", () => {
  const { values, flags } = clean([NaN, 40, 42, 41, NaN]);
  assert.deepEqual(values, [NaN, 40, 42, 41, 41]);
  assert.deepEqual(flags, ["missing", "observed", "observed", "observed", "imputed"]);
});

Deno.test("cleanSeries: what is filled in stays between zero and the ceiling", () => {
  const steps = (levels: number[]) => [...levels.flatMap((level) => repeat(level, 7)), NaN];
  // Same weekdays: 94 in the middle, and the last week stood 8 above its own middle of 92.
  assert.equal(clean(steps([88, 92, 96, 100])).values[28], 100);
  assert.equal(clean(steps([88, 92, 96, 100]), [], Infinity).values[28], 102);
  assert.equal(clean(steps([12, 8, 4, 0])).values[28], 0);
});

function busySeries(seed: number): number[] {
  const random = stream(seed, "clean series");
  return weeks(30).map((level) => {
    if (random.chance(0.03)) return NaN;
    return level * (random.chance(0.03) ? 1.6 : 1) + random.normal();
  });
}

Deno.test("cleanSeries: whatever comes on a day and after moves nothing before it", () => {
  const spoilings: ((values: number[], from: number) => number[])[] = [
    (values, from) => values.fill(NaN, from),
    (values, from) => values.fill(0, from),
    (values, from) => values.fill(100, from),
  ];
  for (let seed = 1; seed <= 5; seed++) {
    const series = busySeries(seed);
    const whole = clean(series);
    for (const from of [1, 25, 60, 101, 150, 209]) {
      for (const spoil of spoilings) {
        const spoilt = clean(spoil([...series], from));
        assert.deepEqual(spoilt.values.slice(0, from), whole.values.slice(0, from));
        assert.deepEqual(spoilt.flags.slice(0, from), whole.flags.slice(0, from));
      }
    }
  }
});

Deno.test("cleanSeries: shifting the series shifts the result, flags unchanged", () => {
  const series = busySeries(9);
  const low = clean(series, [], Infinity);
  const high = clean(series.map((value) => value + 1024), [], Infinity);
  assert.deepEqual(high.flags, low.flags);
  assert.ok(new Set(low.flags).size >= 3, "the series must show observed, capped and imputed days");
  low.values.forEach((value, day) =>
    assert.ok(Number.isNaN(value) || Math.abs(high.values[day]! - value - 1024) < 1e-9)
  );
});

Deno.test("cleanSeries: its input is left alone", () => {
  const values = Float64Array.from([...repeat(50, 40), 90, NaN]);
  const before = values.slice();
  cleanSeries({ values, special: new Uint8Array(42) }, 100, SETTINGS);
  assert.deepEqual(values, before);
});
