import assert from "node:assert/strict";
import { lastValue } from "../../lib/models/naive/last_value.ts";
import { theta } from "../../lib/models/theta/theta.ts";
import { sampleOf } from "../../lib/panel/forecast.ts";
import { correction, type Evidence, evidenceOf, NO_PRIOR, priorOf } from "../../lib/panel/prior.ts";

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual}`);
const evidence = (logs: number[]): Evidence => new Map([["theta", logs]]);

Deno.test("evidenceOf: the logarithm of each origin's error over the naive models' one", () => {
  const actuals = [Float64Array.of(10), Float64Array.of(10), Float64Array.of(NaN)];
  const found = evidenceOf({
    actuals,
    refused: [],
    origins: [0, 1, 2],
    models: [
      { model: lastValue, forecasts: [8, 6, 1].map((value) => Float64Array.of(value)) },
      { model: theta, forecasts: [9, 2, 1].map((value) => Float64Array.of(value)) },
    ],
  });
  assert.deepEqual(found.get("last_value"), [0, 0, NaN]);
  const [half, twice, unknown] = found.get("theta")!;
  near(half!, Math.log(0.5));
  near(twice!, Math.log(2));
  assert.ok(Number.isNaN(unknown));
});

Deno.test("correction: by hand, two series of two origins that agree but for chance", () => {
  // Levels −0.2 and 0.2, each 0.1 about its own: within 0.02, between 0.08 − 0.02 / 2 = 0.07; the neighbouring
  // origins' correlation is −0.5 · 2 of a most negative −1, so taken as none.
  const prior = priorOf([evidence([-0.3, -0.1]), evidence([0.3, 0.1])]);
  assert.deepEqual([...prior.expectations.keys()], ["theta"]);
  near(prior.dependence, 1);
  near(prior.trust, 2 / 12);
  const { level, within, between } = prior.expectations.get("theta")!;
  near(level, 0);
  near(within, 0.02);
  near(between, 0.07);
  near(correction(prior, "theta", [-0.3, -0.1]), Math.exp((2 / 12) * 0.01 / (0.01 + 0.07) * 0.2));
});

Deno.test("correction: none without a panel, for a model it does not know, or without evidence", () => {
  assert.equal(correction(NO_PRIOR, "theta", [0.3]), 1);
  assert.equal(correction(priorOf([evidence([0.1, 0.2])]), "theta", [0.3, 0.5]), 1);
  const prior = priorOf([evidence([-0.3, -0.1]), evidence([0.3, 0.1])]);
  assert.equal(correction(prior, "prophet", [0.3]), 1);
  assert.equal(correction(prior, "theta", [NaN]), 1);
});

Deno.test("correction: the fewer the origins, the nearer to what the panel expects", () => {
  const panel = Array.from(
    { length: 30 },
    (_, index) => evidence([0.4, -0.4, 0.2, -0.2].map((x) => x + index % 3 / 50)),
  );
  const prior = priorOf(panel);
  const few = correction(prior, "theta", [0.5]);
  const many = correction(prior, "theta", [0.5, 0.5, 0.5, 0.5]);
  assert.ok(few < many && many < 1, `${few} ${many}`);
});

Deno.test("sampleOf: all of a small panel, places spread over a large one", () => {
  assert.deepEqual(sampleOf(3), [0, 1, 2]);
  const some = sampleOf(1000);
  assert.equal(new Set(some).size, 256);
  assert.ok(some.at(-1)! > 990 && some.every((place) => Number.isInteger(place)));
});
