import assert from "node:assert/strict";
import { adf, schwertLags } from "../../../lib/models/stationarity/adf.ts";
import { kpss } from "../../../lib/models/stationarity/kpss.ts";
import { dickeyFullerP } from "../../../lib/models/stationarity/mackinnon.ts";
import { longestRun } from "../../../lib/models/stationarity/run.ts";
import { testSeries } from "../../../lib/models/stationarity/stationarity.ts";
import { type Tests, verdictOf } from "../../../lib/models/stationarity/verdict.ts";
import { stream } from "../../../lib/random/stream.ts";
import { configured } from "../../configured.ts";

const SETTINGS = configured("stationarity");
const noise = (count: number) => {
  const draw = stream(1, "stationarity");
  return Float64Array.from({ length: count }, () => draw.normal());
};

Deno.test("longestRun: the longest without a gap, of equal ones the latest", () => {
  const run = (...values: number[]) => longestRun(Float64Array.from(values));
  assert.deepEqual(run(1, 2, NaN, 3), { from: 0, values: Float64Array.of(1, 2) });
  assert.deepEqual(run(1, 2, NaN, 3, 4), { from: 3, values: Float64Array.of(3, 4) });
  assert.equal(run(NaN, NaN).values.length, 0);
});

Deno.test("dickeyFullerP: 0 and 1 beyond the surface, Dickey and Fuller's 5 % at −2.86 and −3.41", () => {
  assert.equal(dickeyFullerP(-20, "level"), 0);
  assert.equal(dickeyFullerP(3, "level"), 1);
  assert.ok(Math.abs(dickeyFullerP(-2.86, "level") - 0.05) < 0.001);
  assert.ok(Math.abs(dickeyFullerP(-3.41, "trend") - 0.05) < 0.001);
});

Deno.test("schwertLags: 12 (n / 100)^¼, as far as a short series allows", () => {
  assert.equal(schwertLags(100, "level"), 12);
  assert.equal(schwertLags(1461, "level"), 24);
  assert.equal(schwertLags(10, "trend"), 2);
});

Deno.test("adf: no more lags than allowed; the unit does not matter; too short is refused", () => {
  const values = noise(300).map((value, t) => value + (t % 7));
  const capped = adf(values, "level", 3)!;
  assert.ok(capped.lags <= 3);
  const scaled = adf(values.map((value) => 1000 * value - 5), "level", 3)!;
  assert.ok(Math.abs(scaled.statistic - capped.statistic) < 1e-6);
  assert.throws(() => adf(Float64Array.of(1, 2, 1), "trend"), RangeError);
});

Deno.test("adf, kpss: nothing to test where the days follow an exact rule", () => {
  const line = Float64Array.from({ length: 100 }, (_, t) => 3 * t);
  assert.equal(adf(line, "trend"), undefined);
  assert.equal(kpss(new Float64Array(100).fill(4), "level"), undefined);
});

const tests = (adf: [number, number], kpss: [number, number]): Tests => {
  const result = (p: number) => ({ statistic: 0, p, lags: 0 });
  return {
    level: { adf: result(adf[0]), kpss: result(kpss[0]) },
    trend: { adf: result(adf[1]), kpss: result(kpss[1]) },
  };
};

Deno.test("verdictOf: what both tests agree on, level before line", () => {
  const verdict = (adf: [number, number], kpss: [number, number]) =>
    verdictOf(tests(adf, kpss), 0.05).verdict;
  assert.equal(verdict([0.01, 0.01], [0.1, 0.1]), "stationary");
  assert.equal(verdict([0.6, 0.01], [0.01, 0.1]), "trend");
  assert.equal(verdict([0.6, 0.6], [0.01, 0.01]), "unit_root");
  assert.equal(verdict([0.01, 0.01], [0.01, 0.01]), "unclear");
  assert.equal(verdict([0.6, 0.6], [0.1, 0.1]), "unclear");
  assert.equal(
    verdictOf(tests([0.6, 0.0001], [0.01, 0.1]), 0.05).reason,
    "Returns to a straight line: ADF p < 0.001, KPSS p ≥ 0.1",
  );
});

Deno.test("testSeries: too short and constant series are not tested, and say why", () => {
  const given = (values: Float64Array) => testSeries({ start: 100, values }, SETTINGS);
  assert.match(given(new Float64Array(30).fill(1)).reason, /30 days; a test needs 60/);
  assert.match(given(new Float64Array(90).fill(1)).reason, /The same value on all 90 days/);
});

Deno.test("testSeries: only the days after a gap count when they are more", () => {
  const values = noise(300);
  values[50] = NaN;
  const { from, days, verdict } = testSeries({ start: 100, values }, SETTINGS);
  assert.deepEqual({ from, days, verdict }, { from: 151, days: 249, verdict: "stationary" });
});
