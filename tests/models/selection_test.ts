import assert from "node:assert/strict";
import { type Candidate, ranked } from "../../lib/models/selection/rank.ts";
import { choose, type KnownSeries } from "../../lib/models/selection/select.ts";

const SETTINGS = { min_history_days: 14, min_compared_days: 30 };

/** The expected error is over that of the model best on all series. */
const candidate = (model: string, mae: number, expected: number, naive = false): Candidate => ({
  model,
  naive,
  mae,
  expected: Math.log(expected),
});
const BASELINE = candidate("weekday_mean", 10, 1.1, true);

const known = (change: Partial<KnownSeries> = {}): KnownSeries => ({
  server_id: "SRV-0001",
  metric: "cpu_p95",
  known_at: "2025-12-31",
  days: 1000,
  constant: false,
  refused: null,
  cutoffs: 5,
  comparedDays: 900,
  candidates: [BASELINE, candidate("holt_winters", 8, 0.9)],
  bestNaive: "weekday_mean",
  ...change,
});

const order = (candidates: readonly Candidate[]) => ranked(candidates).map(({ model }) => model);

Deno.test("ranked: lowest expected error first, whatever the error on the series", () => {
  assert.deepEqual(order([BASELINE, candidate("lucky", 7, 1.2), candidate("steady", 8, 1)]), [
    "steady",
    "weekday_mean",
    "lucky",
  ]);
});

Deno.test("ranked: between equals the simpler one, given first, stays first", () => {
  assert.deepEqual(order([BASELINE, candidate("learned", 9, 1.1)]), ["weekday_mean", "learned"]);
  assert.deepEqual(order([candidate("a", 0, 0), candidate("b", 0, 0)]), ["a", "b"]);
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
    known({ candidates: [BASELINE, candidate("holt_winters", 12, 1.2)] }),
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
      candidates: [candidate("a", 9, 1.2), candidate("b", 9.1, 1), candidate("c", 12, 1.1)],
    }),
    SETTINGS,
  );
  assert.equal(
    reason,
    "Lowest expected error, all series of net_in_p95 considered: mean error here 9.1 Mbit/s over 1 cutoff, a 9 Mbit/s",
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
  const candidates = [candidate("last_value", 12, 1.2, true), BASELINE, candidate("holt_winters", 5, 0.9)];
  const { model, mae, reason } = choose(known({ comparedDays: 29, candidates }), SETTINGS);
  assert.deepEqual([model, mae], ["last_value", 12]);
  assert.match(reason, /compared on 29 forecast days, and 30 are needed/);
  assert.equal(choose(known({ comparedDays: 30, candidates }), SETTINGS).model, "holt_winters");
});
