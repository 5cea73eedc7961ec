/** The published answers of the M4 competition (data/samples/m4-hourly/SOURCE.md). */
import assert from "node:assert/strict";
import { mase, smape } from "../../lib/models/accuracy/measures.ts";
import { seasonalScale } from "../../lib/models/accuracy/scale.ts";
import { type Model, predict } from "../../lib/models/model.ts";
import { lastValue } from "../../lib/models/naive/last_value.ts";
import { seasonalNaive } from "../../lib/models/naive/seasonal_naive.ts";

const HOURS = 48;
const SEASON = 24;

/** Values by series; the header and each series' name are left out. */
async function panel(name: string): Promise<Float64Array[]> {
  const file = await Deno.open(
    new URL(`../../data/samples/m4-hourly/Hourly-${name}.csv.gz`, import.meta.url),
  );
  const text = await new Response(file.readable.pipeThrough(new DecompressionStream("gzip"))).text();
  return text.trim().split("\n").slice(1).map((line) =>
    Float64Array.from(
      line.split(",").slice(1).map((cell) => cell.replaceAll('"', "").trim()).filter(Boolean),
      Number,
    )
  );
}

const [histories, futures] = [await panel("train"), await panel("test")];
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function score(model: Model): { smape: string; mase: string } {
  const scores = histories.map((values, index) => {
    const series = { start: 0, values, season: SEASON, bounds: { min: -Infinity, max: Infinity } };
    const [actual, predicted] = [futures[index]!, predict(model, series, {}, HOURS)];
    return { smape: smape(actual, predicted), mase: mase(actual, predicted, seasonalScale(values, SEASON)) };
  });
  return {
    smape: mean(scores.map(({ smape }) => smape)).toFixed(3),
    mase: mean(scores.map(({ mase }) => mase)).toFixed(3),
  };
}

Deno.test("M4 hourly: 414 series of 48 hours to forecast", () => {
  assert.equal(histories.length, 414);
  assert.ok(futures.every(({ length }) => length === HOURS));
});

Deno.test("M4 hourly: the naive forecast scores as published, 43.003 sMAPE and 11.608 MASE", () => {
  assert.deepEqual(score(lastValue), { smape: "43.003", mase: "11.608" });
});

Deno.test("M4 hourly: the seasonal naive forecast scores as published, 13.912 sMAPE and 1.193 MASE", () => {
  assert.deepEqual(score(seasonalNaive), { smape: "13.912", mase: "1.193" });
});
