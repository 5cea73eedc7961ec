/** The parts of the design: changepoints, seasons, regressors, history. */
import assert from "node:assert/strict";
import { dot } from "../../../lib/models/numeric/ridge.ts";
import { bends, bent, changepointsOf, productsWithBends } from "../../../lib/models/prophet/changepoints.ts";
import { scaled, type Timeline, timelineOf } from "../../../lib/models/prophet/history.ts";
import { standardised } from "../../../lib/models/prophet/regressors.ts";
import { fourierColumns, seasonalitiesOf, stepsPerDay } from "../../../lib/models/prophet/seasonality.ts";
import { stream } from "../../../lib/random/stream.ts";
import { PROPHET } from "./cases.ts";
import { UNBOUNDED } from "./series.ts";

const near = (actual: number, wanted: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${actual} is not ${wanted}`);

const seriesOf = (values: number[], start = 0) => ({
  start,
  values: Float64Array.from(values),
  season: 7,
  bounds: UNBOUNDED,
});

/** Every `spacing`-th step, `count` of them. */
const timeline = (count: number, spacing = 1): Timeline =>
  timelineOf(
    seriesOf(Array.from({ length: (count - 1) * spacing + 1 }, (_, t) => t % spacing === 0 ? 1 : NaN)),
  );

const changes = (count: number, changepoints: number, others = 2) => [
  ...changepointsOf(timeline(count), { changepoints, changepoint_share: 0.8 }, others).rows,
];

Deno.test("timelineOf: missing days are absent, time runs from the first to the last value", () => {
  const { steps, time } = timelineOf(seriesOf([NaN, 3, NaN, 4, 5, NaN], 10));
  assert.deepEqual([...steps], [11, 13, 14]);
  assert.deepEqual([11, 12.5, 14, 17].map(time), [0, 0.5, 1, 2]);
  assert.throws(() => timelineOf(seriesOf([1, NaN])), /at least 2 values must be present: 1/);
});

Deno.test("scaled: by the largest distance from the floor; all zero stays zero", () => {
  const { values, unit } = scaled(seriesOf([-4, NaN, 2]), 0);
  assert.deepEqual([[...values], unit], [[-1, 0.5], 4]);
  assert.deepEqual([...scaled(seriesOf([0, 0]), 0).values], [0, 0]);
  assert.equal(scaled(seriesOf([3, 3, NaN]), 0).constant, true);
});

Deno.test("changepointsOf: evenly over the first 80 %, halves to the even row as NumPy rounds", () => {
  // 80 % of 2905 rows are 2324; row j · 2323 / 25, the first and the last of them:
  const rows = changes(2905, 25);
  assert.deepEqual([rows.length, rows[0], rows[24]], [25, 93, 2323]);
  // numpy.linspace(0, 39, 3).round(): 19.5 goes to 20; of 37: 18.5 goes to 18.
  assert.deepEqual(changes(50, 2), [20, 39]);
  assert.deepEqual(changes(48, 2), [18, 37]);
});

Deno.test("changepointsOf: short histories afford fewer", () => {
  assert.equal(changes(20, 25, 8).length, 6);
  assert.equal(changes(9, 25, 8).length, 0);
  assert.equal(changes(100, 0).length, 0);
});

Deno.test("productsWithBends: the same as multiplying the columns out", () => {
  const { steps, time } = timeline(60);
  const times = steps.map(time);
  const places = changepointsOf({ steps, time }, { changepoints: 5, changepoint_share: 0.8 }, 2);
  const { normal } = stream(1, "bends");
  const column = times.map(() => normal());
  const weights = times.map(() => normal());
  const wanted = bends(places, times, weights).map((bend) => dot(bend, column));
  productsWithBends(places, times, column, weights).forEach((value, j) => near(value, wanted[j]!));
});

Deno.test("bent: each change adds its size times the time since", () => {
  const places = { rows: Int32Array.of(1, 2), times: Float64Array.of(0.25, 0.5) };
  const sizes = Float64Array.of(2, -1);
  assert.deepEqual([0.2, 0.5, 1].map((time) => bent(places, sizes, time)), [0, 0.5, 1]);
});

const periods = (of: Timeline, day = 1) => seasonalitiesOf(of, day, PROPHET).map(({ period }) => period);

Deno.test("seasonalitiesOf: on by length and spacing, as Prophet decides", () => {
  assert.deepEqual(periods(timeline(14)), []);
  assert.deepEqual(periods(timeline(15)), [7]);
  assert.deepEqual(periods(timeline(730)), [7]);
  assert.deepEqual(periods(timeline(731)), [365.25, 7]);
  assert.deepEqual(periods(timeline(200, 7)), [365.25]);
  assert.deepEqual(periods(timeline(48), 24), []);
  assert.deepEqual(periods(timeline(49), 24), [24]);
  assert.deepEqual(periods(timeline(24 * 14 + 1), 24), [168, 24]);
});

Deno.test("stepsPerDay: hourly series repeat after a day or a week of hours", () => {
  assert.deepEqual([7, 24, 168, 12].map(stepsPerDay), [1, 24, 24, 1]);
});

Deno.test("fourierColumns: sine and cosine of every harmonic", () => {
  const steps = Float64Array.of(19000, 19001.5, 20011);
  fourierColumns({ period: 365.25, harmonics: 10 }, steps).forEach((column, index) => {
    const [k, of] = [(index >> 1) + 1, index % 2 === 0 ? Math.sin : Math.cos];
    column.forEach((value, row) => near(value, of(2 * Math.PI * k * steps[row]! / 365.25), 1e-10));
  });
});

const regressors = {
  name: "test",
  start: 10,
  names: ["flag", "ramp", "same"],
  columns: [Float64Array.of(0, 1, 0, 1), Float64Array.of(1, 2, 3, 9), Float64Array.of(5, 5, 5, 5)],
};

Deno.test("standardised: by mean and standard deviation of history; flags and constants as they are", () => {
  const at = standardised(regressors, Float64Array.of(10, 11, 12));
  assert.deepEqual(at(Float64Array.of(10, 13)).map((column) => [...column]), [[0, 1], [-1, 7], [5, 5]]);
});

Deno.test("standardised: refuses steps that are not covered", () => {
  assert.throws(
    () => standardised(regressors, Float64Array.of(9, 10)),
    /must cover history and horizon: step 9/,
  );
});
