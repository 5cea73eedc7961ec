/** Models that learn from all series of a panel together. */
import assert from "node:assert/strict";
import { mae } from "../../lib/models/accuracy/measures.ts";
import { predict } from "../../lib/models/model.ts";
import { drift } from "../../lib/models/naive/drift.ts";
import { lastValue } from "../../lib/models/naive/last_value.ts";
import { lastStep, type Series, upTo } from "../../lib/models/series.ts";
import { isAble } from "../../lib/panel/backtest.ts";
import { cutoffsOf } from "../../lib/panel/global/cutoffs.ts";
import { leftOut } from "../../lib/panel/global/left_out.ts";
import { Level } from "../../lib/panel/global/level.ts";
import { panelModel } from "../../lib/panel/global/model.ts";
import { train, trainAt, type Training } from "../../lib/panel/global/train.ts";
import { Refusal } from "../../lib/panel/refusal.ts";
import { stream } from "../../lib/random/stream.ts";
import { daily } from "./cases.ts";
import { trainingWith } from "./trained.ts";

const UNBOUNDED = { min: -Infinity, max: Infinity };
const of = (values: Float64Array, start = 19723): Series => ({ start, values, season: 7, bounds: UNBOUNDED });
const HORIZON = 14;
const training = trainingWith(of(daily("global", 300)), "daily", daily, HORIZON);
const cutoff = lastStep(training.series[0]!) - 60;

Deno.test("trainAt: spoiling what comes after the cutoff does not move a tree", () => {
  const spoilt: Training = {
    ...training,
    series: training.series.map((series) => ({
      ...series,
      values: series.values.map((value, t) => series.start + t > cutoff ? 7 * value : value),
    })),
  };
  const trees = trainAt(cutoff, training);
  assert.deepEqual([...trees.keys()], training.names);
  assert.deepEqual(trainAt(cutoff, spoilt), trees);
  assert.notDeepEqual(trainAt(cutoff + 60, spoilt), trainAt(cutoff + 60, training));
});

Deno.test("train: a panel too small to learn from trains nothing, and says so", () => {
  const alone = { ...training, series: training.series.slice(0, 1) };
  const short = { ...training, series: training.series.map((series) => of(series.values.slice(0, 40))) };
  for (const [panel, reason] of [[alone, /takes 2 and more: 1/], [short, /takes 1000 steps/]] as const) {
    const trained = train(panel);
    assert.equal(trained.size, 0);
    assert.match(leftOut(panel, trained, undefined).join(), reason);
    assert.throws(() => leftOut(panel, trained, [...panel.names]), Refusal);
    assert.equal(leftOut(panel, trained, [...panel.names, "drift"]).length, 1);
  }
  assert.deepEqual(
    leftOut(training, new Map([["boosting", []], ["boosting_median", []], ["forest", []]]), undefined),
    [],
  );
});

Deno.test("cutoffsOf: from the first origin most series have, and where series end; never after the last", () => {
  // 300 days, 14 ahead: a dozen origins a week apart, the last on day 285.
  assert.deepEqual(cutoffsOf([of(new Float64Array(300), 0)], HORIZON), [208, 233, 259, 299]);
  const one = of(new Float64Array(200), 0);
  const others = Array.from({ length: 20 }, () => of(new Float64Array(300), 0));
  assert.deepEqual(cutoffsOf([one, ...others], HORIZON), [208, 233, 259, 299], "one in 21 ends earlier");
  assert.ok(cutoffsOf([one, ...others.slice(0, 5)], HORIZON).includes(199), "one in 6 ends earlier");
  assert.deepEqual(cutoffsOf([of(new Float64Array(2), 0)], HORIZON), []);
});

Deno.test("panelModel: forecasts by the trees of the last cutoff that had come, and none before the first", () => {
  const early = trainAt(cutoff - 90, training).get("boosting")!;
  const late = trainAt(cutoff, training).get("boosting")!;
  const both = panelModel(
    "boosting",
    [{ cutoff: cutoff - 90, trees: early }, { cutoff, trees: late }],
    training,
  );
  const only = (trees: typeof early) => panelModel("boosting", [{ cutoff: 0, trees }], training);
  const at = (step: number) => upTo(training.series[0]!, step);
  assert.deepEqual(predict(both, at(cutoff - 1), {}, 9), predict(only(early), at(cutoff - 1), {}, 9));
  assert.deepEqual(predict(both, at(cutoff), {}, 9), predict(only(late), at(cutoff), {}, 9));
  assert.equal(isAble(both, at(cutoff - 90)), true);
  assert.equal(isAble(both, at(cutoff - 91)), false);
});

Deno.test("panelModel: a new series borrows what others do: growth, where its own last days mislead", () => {
  const grown = (id: number, days: number) => {
    const { normal } = stream(5, "growth", id);
    return Float64Array.from({ length: days }, (_, t) => 100 + 5 * id + 0.5 * t + 6 * normal());
  };
  const panel: Training = {
    ...training,
    series: Array.from({ length: 12 }, (_, id) => of(grown(id, 200))),
  };
  const trained = train({ ...panel, names: ["boosting", "forest"] });
  const future = (id: number) => grown(id, 28 + HORIZON);
  const ids = Array.from({ length: 12 }, (_, id) => 50 + id);
  const error = (model: typeof drift) =>
    ids.reduce((sum, id) => {
      const known = of(future(id).slice(0, 28), panel.series[0]!.start + 172);
      return sum + mae(future(id).slice(28), predict(model, known, {}, HORIZON));
    }, 0);
  for (const name of ["boosting", "forest"] as const) {
    const borrowed = error(panelModel(name, trained.get(name)!, panel));
    for (const own of [drift, lastValue]) {
      assert.ok(borrowed < 0.9 * error(own), `${name} ${borrowed} against ${own.name} ${error(own)}`);
    }
  }
});

Deno.test("Level: the season taken out, gaps and all; the unit is the change over a season", () => {
  const week = [0, 1, 2, 3, 4, -5, -5];
  const values = Float64Array.from(
    { length: 70 },
    (_, t) => t % 11 === 3 ? NaN : 10 + week[t % 7]! + (t >= 63 ? 2 : 0),
  );
  const level = new Level(of(values, 0), "daily");
  assert.ok(Math.abs(level.level - 12) < 1.1, `${level.level}`);
  for (let h = 0; h < 7; h++) assert.ok(Math.abs(level.expected(70 + h) - level.level - week[h]!) < 1);
  assert.equal(new Level(of(new Float64Array(30).fill(4)), "daily").scale, 0);
});
