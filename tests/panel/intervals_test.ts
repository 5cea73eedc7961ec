import assert from "node:assert/strict";
import {
  growthOf,
  intervals,
  knownShare,
  quantile,
  scalesOf,
  unsigned,
  widening,
} from "../../lib/panel/intervals.ts";
import { stream } from "../../lib/random/stream.ts";

const outcome = (mean: Float64Array, errors: Float64Array[], scale = NaN) => ({
  model: "any",
  mean,
  errors,
  origins: errors.map((_, origin) => origin * mean.length),
  scale,
  refused: [],
});

Deno.test("quantile: straight lines between the values", () => {
  assert.equal(quantile(Float64Array.of(1, 2, 4), 0.75), 3);
  assert.equal(quantile(Float64Array.of(7), 0.1), 7);
  assert.ok(Number.isNaN(quantile(new Float64Array(0), 0.5)));
});

Deno.test("unsigned: in order again, whatever the signs", () => {
  assert.deepEqual(unsigned(Float64Array.of(-5, -2, 0, 1, 3)), Float64Array.of(0, 1, 2, 3, 5));
  assert.deepEqual(unsigned(Float64Array.of(-2, -1)), Float64Array.of(1, 2));
  assert.deepEqual(unsigned(Float64Array.of(1, 2)), Float64Array.of(1, 2));
  assert.deepEqual(unsigned(Float64Array.of(-1, 1)), Float64Array.of(1, 1));
});

Deno.test("growthOf: each series counts alike, however large its errors", () => {
  const small = [Float64Array.of(1, -3)];
  const large = [Float64Array.of(-100, 300)];
  assert.deepEqual(growthOf([small, large], 2), Float64Array.of(0.5, 1.5));
  // Nothing is known of the third step.
  assert.deepEqual(growthOf([[Float64Array.of(1, 3, NaN)]], 3), Float64Array.of(0.5, 1.5, 1.5));
});

Deno.test("scalesOf: between the series' own errors at the step and its mean times growth", () => {
  const errors = [Float64Array.of(2, 2, 2), Float64Array.of(2, 2, 2)];
  assert.deepEqual(scalesOf(errors, Float64Array.of(1, 1, 1)), Float64Array.of(2, 2, 2));
  // Level 3; the first two steps have four errors around, the last one two of 5.
  const late = [Float64Array.of(2, 2, 5), Float64Array.of(2, 2, 5)];
  const [first, second, last] = scalesOf(late, Float64Array.of(1, 1, 1));
  assert.ok(Math.abs(first! - (8 + 8 * 3) / 12) < 1e-12);
  assert.ok(Math.abs(second! - (18 + 8 * 3) / 14) < 1e-12);
  assert.ok(Math.abs(last! - (14 + 8 * 3) / 12) < 1e-12);
});

Deno.test("knownShare: (n + 1) / n of the share, never more than all, as far as it is believed", () => {
  assert.ok(Math.abs(knownShare(0.9, 18, 1) - 0.95) < 1e-12);
  assert.ok(Math.abs(knownShare(0.9, 18, 0.5) - 0.925) < 1e-12);
  assert.equal(knownShare(0.9, 4, 1), 1);
  assert.equal(knownShare(0.9, 4, 0), 0.9);
});

Deno.test("widening: the root of Student's t and the doubt of the mean over the normal; none where scales are lent", () => {
  assert.ok(Math.abs(widening(0.975, 5) - Math.sqrt(2.5706 / 1.96) * Math.sqrt(1.2)) < 1e-3);
  assert.ok(widening(0.9, 1e6) < 1.0001);
  // Less than one error is worth no less than one degree of freedom.
  assert.ok(Number.isFinite(widening(0.9, 0.3)));
  assert.equal(widening(0.9, 0), 1);
});

/** Series whose errors are normal, their size by series, growing with the step. */
function simulated(series: number, origins: number, horizon: number) {
  const { normal, uniform } = stream(5, "intervals");
  return Array.from({ length: series }, () => {
    const size = 1 + 9 * uniform();
    const error = () => Float64Array.from({ length: horizon }, (_, h) => size * Math.sqrt(h + 1) * normal());
    return { errors: Array.from({ length: origins }, error), future: error() };
  });
}

Deno.test("intervals: hold the promised share of the future of a panel, narrower within wider", () => {
  const panel = simulated(150, 8, 12);
  const zero = new Float64Array(12);
  const bands = intervals(
    panel.map(({ errors }) => outcome(zero, errors)),
    [80, 95],
    panel.map(() => -Infinity),
  );
  [80, 95].forEach((level, index) => {
    let within = 0;
    panel.forEach(({ future }, series) => {
      const { low, high } = bands[series]![index]!;
      future.forEach((value, h) => within += value >= low[h]! && value <= high[h]! ? 1 : 0);
    });
    const share = 100 * within / (150 * 12);
    assert.ok(Math.abs(share - level) < 3, `${share} % within ${level} %`);
  });
  for (const [inner, outer] of bands) {
    inner!.low.forEach((low, h) => assert.ok(outer!.low[h]! <= low && inner!.high[h]! <= outer!.high[h]!));
  }
});

Deno.test("intervals: hold the forecast, end at the lowest value, and are as narrow as errors of zero", () => {
  const always = Array.from({ length: 30 }, () => Float64Array.of(5));
  const [high, none] = intervals(
    [outcome(Float64Array.of(1), always), outcome(Float64Array.of(3), [Float64Array.of(0)])],
    [80],
    [0, 0],
  );
  // All errors were 5 above: 30 of them are half believed to be of one side.
  assert.equal(high![0]!.low[0], 0);
  const wider = widening(0.9, 30);
  assert.ok(Math.abs(high![0]!.high[0]! - 1 - 5 * wider) < 1e-9);
  assert.deepEqual([none![0]!.low[0], none![0]!.high[0]], [3, 3]);
});

Deno.test("intervals: of one series that walked up the lower end is as far off as the upper", () => {
  const walk = [0, 1, 2, 3].map((origin) => Float64Array.of(1, 2, 3, 4).map((value) => value + origin));
  const [band] = intervals([{ ...outcome(new Float64Array(4), walk), origins: [0, 1, 2, 3] }], [80], [
    -Infinity,
  ]);
  const { low, high } = band![0]!;
  low.forEach((value, h) => assert.ok(value < -0.8 * high[h]!, `${value} against ${high[h]}`));
});

Deno.test("intervals: origins that look at the same values make wider ones than as many that do not", () => {
  const { normal } = stream(6, "overlap");
  const errors = Array.from({ length: 6 }, () => Float64Array.from({ length: 8 }, () => normal()));
  const width = (spacing: number) => {
    const origins = errors.map((_, origin) => origin * spacing);
    const [band] = intervals([{ ...outcome(new Float64Array(8), errors), origins }], [95], [-Infinity]);
    return band![0]!.high[7]! - band![0]!.low[7]!;
  };
  assert.ok(width(1) > width(8));
  assert.equal(width(8), width(20));
});

Deno.test("intervals: unknown where the panel knows no errors", () => {
  const [band] = intervals([outcome(Float64Array.of(1), [])], [80], [0]);
  assert.deepEqual([band![0]!.low[0], band![0]!.high[0]], [NaN, NaN]);
});
