import assert from "node:assert/strict";
import { type Candidate, ranked } from "../../lib/models/selection/rank.ts";
import { choose, type KnownSeries } from "../../lib/models/selection/select.ts";

const SETTINGS = { min_history_days: 14, min_compared_days: 30, prior_horizons: 5, horizon_days: 180 };

/** Errors relative to a baseline whose own error is 10. */
const candidate = (model: string, own: number, common: number, naive = false): Candidate => ({
  model,
  naive,
  mae: 10 * own,
  own,
  common,
});
const BASELINE = candidate("weekday_mean", 1, 1, true);

const known = (change: Partial<KnownSeries> = {}): KnownSeries => ({
  server_id: "SRV-0001",
  metric: "cpu_p95",
  known_at: "2025-12-31",
  days: 1000,
  constant: false,
  refused: null,
  cutoffs: 5,
  comparedDays: 900,
  candidates: [BASELINE, candidate("holt_winters", 0.8, 0.9)],
  bestNaive: "weekday_mean",
  ...change,
});

Deno.test("ranked: the more days of its own, the more a series goes by itself", () => {
  const lucky = candidate("lucky", 0.7, 1.3);
  const steady = candidate("steady", 0.8, 0.8);
  const order = (days: number) => ranked([BASELINE, lucky, steady], days, 365).map(({ model }) => model);
  assert.deepEqual(order(0), ["steady", "weekday_mean", "lucky"]);
  // Half and half: the root of 0.7 times 1.3 is 0.95.
  assert.deepEqual(order(365), ["steady", "lucky", "weekday_mean"]);
  assert.deepEqual(order(36_500), ["lucky", "steady", "weekday_mean"]);
});

Deno.test("ranked: between equals the simpler one, given first, stays first", () => {
  const order = ranked([BASELINE, candidate("learned", 1, 1)], 10, 365).map(({ model }) => model);
  assert.deepEqual(order, ["weekday_mean", "learned"]);
});

Deno.test("ranked: no error against a baseline that has one is unbeatable", () => {
  assert.equal(ranked([BASELINE, candidate("perfect", 0, 2)], 10, 365)[0]!.model, "perfect");
});

Deno.test("choose: the best, its runner-up, both errors and the reason", () => {
  assert.deepEqual(choose(known(), SETTINGS), {
    server_id: "SRV-0001",
    metric: "cpu_p95",
    known_at: "2025-12-31",
    model: "holt_winters",
    reason: "Lowest mean error 8 points over 5 cutoffs, weekday_mean 10 points",
    runner_up: "weekday_mean",
    mae: 8,
    runner_up_mae: 10,
  });
});

Deno.test("choose: a naive model that wins is used, and the reason says so", () => {
  const { model, reason } = choose(
    known({ candidates: [BASELINE, candidate("holt_winters", 1.2, 1)] }),
    SETTINGS,
  );
  assert.equal(model, "weekday_mean");
  assert.equal(
    reason,
    "Lowest mean error 10 points over 5 cutoffs, holt_winters 12 points; nothing that learns does better here",
  );
});

Deno.test("choose: says when the chosen one was not the best on this very series", () => {
  const { reason } = choose(
    known({
      metric: "net_in_p95",
      cutoffs: 1,
      candidates: [candidate("a", 0.9, 1), candidate("b", 0.91, 0.8)],
    }),
    SETTINGS,
  );
  assert.equal(
    reason,
    "Close to the lowest on this series and better on all series of net_in_p95: mean error 9.1 Mbit/s over 1 cutoff, a 9 Mbit/s",
  );
});

Deno.test("choose: no model for a series that quality does not assess", () => {
  const { model, reason, mae } = choose(known({ refused: "41 % of its days are missing" }), SETTINGS);
  assert.deepEqual([model, reason, mae], ["none", "Not assessed: 41 % of its days are missing", null]);
});

Deno.test("choose: no model for a series shorter than the least", () => {
  const { model, reason } = choose(known({ days: 5 }), SETTINGS);
  assert.deepEqual([model, reason], ["none", "Not assessed: 5 days with a value; a forecast needs 14"]);
});

Deno.test("choose: a constant series keeps its value", () => {
  const { model, reason } = choose(known({ constant: true }), SETTINGS);
  assert.deepEqual([model, reason], ["last_value", "The same value on all 1000 days"]);
});

Deno.test("choose: without a backtest the naive model that did best elsewhere", () => {
  const { model, reason } = choose(known({ days: 60, candidates: [], cutoffs: 0 }), SETTINGS);
  assert.equal(model, "weekday_mean");
  assert.match(
    reason,
    /^60 days of history are too few for a backtest; best naive model on the other series/,
  );
});

Deno.test("choose: with no backtest anywhere, the last value", () => {
  const { model } = choose(
    known({ days: 60, candidates: [], cutoffs: 0, comparedDays: 0, bestNaive: null }),
    SETTINGS,
  );
  assert.equal(model, "last_value");
});

Deno.test("choose: on too few compared days the last value stands, however well another did", () => {
  const candidates = [candidate("last_value", 1.2, 1.1, true), BASELINE, candidate("holt_winters", 0.5, 0.9)];
  const { model, mae, reason } = choose(known({ comparedDays: 29, candidates }), SETTINGS);
  assert.deepEqual([model, mae], ["last_value", 12]);
  assert.match(reason, /compared on 29 forecast days, and 30 are needed/);
  assert.equal(choose(known({ comparedDays: 30, candidates }), SETTINGS).model, "holt_winters");
});
