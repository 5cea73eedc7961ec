import assert from "node:assert/strict";
import { readKnownSeries } from "../../lib/models/selection/read.ts";
import { observations } from "../../lib/pipeline/schemas/observations.ts";
import { predictions } from "../../lib/pipeline/schemas/predictions.ts";
import { quality } from "../../lib/pipeline/schemas/quality.ts";
import { scores } from "../../lib/pipeline/schemas/scores.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { makeTable, withTables } from "../tables.ts";

const KEY = { server_id: "A", metric: "cpu_p95" };

/** Forecasts of a model at a cutoff, with errors by day; null where nothing was observed. */
function forecast(
  model: string,
  cutoff: string,
  dates: readonly string[],
  errors: readonly (number | null)[],
): Row[] {
  return dates.map((date, index) => ({
    ...KEY,
    model,
    cutoff,
    date,
    horizon_days: index + 1,
    actual: errors[index] === null ? null : 10 + errors[index]!,
    predicted: 10,
    scale: 2,
  }));
}

// The second cutoff falls on the second day after the first.
const FIRST = ["2025-01-02", "2025-01-03", "2025-01-04"];
const SECOND = ["2025-01-04", "2025-01-05", "2025-01-06"];
const ROWS = [
  ...forecast("weekday_mean", "2025-01-01", FIRST, [1, 3, 5]),
  ...forecast("weekday_mean", "2025-01-03", SECOND, [7, null, -2]),
  ...forecast("last_value", "2025-01-03", SECOND, [1, null, 1]),
];

Deno.test("scores.sql: counts an outcome from the day it was known on, and no missing one", async () => {
  await withTables([{ schema: predictions, rows: ROWS }], async (warehouse) => {
    await makeTable(warehouse, scores, "lib/models/selection/scores.sql", {});
    const rows = await warehouse.query(
      "SELECT known_at, model, cutoffs, days, mae, mase FROM scores ORDER BY ALL",
    );
    assert.deepEqual(rows, [
      // Of the first forecast two days were known when the second was made.
      { known_at: "2025-01-03", model: "weekday_mean", cutoffs: 1, days: 2, mae: 2, mase: 1 },
      { known_at: "2025-01-06", model: "last_value", cutoffs: 1, days: 2, mae: 1, mase: 0.5 },
      { known_at: "2025-01-06", model: "weekday_mean", cutoffs: 2, days: 5, mae: 3.6, mase: 1.8 },
    ]);
  });
});

const observed = (date: string, value: number | null): Row => ({
  ...KEY,
  date,
  value,
  flag: value === null ? "missing" : "observed",
});
const verdict = (word: string): Row => ({ ...KEY, verdict: word, reason: "too many gaps" });

async function knownSeries(word: string) {
  const days = [observed("2025-01-02", 4), observed("2025-01-03", 4), observed("2025-01-06", 5)];
  const tables = [
    { schema: predictions, rows: ROWS },
    { schema: observations, rows: days },
    { schema: quality, rows: [verdict(word)] },
  ];
  let known: Awaited<ReturnType<typeof readKnownSeries>> = [];
  await withTables(tables, async (warehouse) => {
    await makeTable(warehouse, scores, "lib/models/selection/scores.sql", {});
    known = await readKnownSeries(warehouse, { apart: 2, standard_errors: 1 });
  });
  return known;
}

Deno.test("readKnownSeries: history and errors as they were known on each day", async () => {
  const [then, now] = await knownSeries("assessed");
  assert.deepEqual([then!.known_at, then!.days, then!.constant, then!.refused], [
    "2025-01-03",
    2,
    true,
    null,
  ]);
  assert.deepEqual(then!.candidates, [{ model: "weekday_mean", naive: true, mae: 2, expected: 0 }]);
  assert.deepEqual([now!.known_at, now!.days, now!.constant, now!.cutoffs], ["2025-01-06", 3, false, 2]);
});

Deno.test("readKnownSeries: a model not scored on all days of the baseline is no candidate", async () => {
  const [, now] = await knownSeries("assessed");
  assert.deepEqual(now!.candidates.map(({ model }) => model), ["weekday_mean"]);
});

Deno.test("readKnownSeries: today's verdict refuses today, not the past", async () => {
  assert.deepEqual((await knownSeries("not_assessed")).map(({ refused }) => refused), [
    null,
    "too many gaps",
  ]);
});
