/** Forecasts of panels that no setting was chosen on, against the naive model that hindsight would take. */

import assert from "node:assert/strict";
import { mae } from "../../lib/models/accuracy/measures.ts";
import { predict } from "../../lib/models/model.ts";
import { candidates } from "../../lib/panel/candidates.ts";
import { type Asked, forecastAll } from "../../lib/panel/forecast.ts";
import { daily, hourly, REGRESSION } from "./cases.ts";

const cases: readonly {
  asked: Asked;
  make: (name: string, steps: number) => Float64Array;
  history: number;
}[] = [
  {
    asked: {
      frequency: "daily",
      season: 7,
      horizon: 28,
      models: undefined,
      combine: "blend",
      regression: REGRESSION,
    },
    make: daily,
    history: 300,
  },
  {
    asked: {
      frequency: "hourly",
      season: 24,
      horizon: 48,
      models: undefined,
      combine: "blend",
      regression: REGRESSION,
    },
    make: hourly,
    history: 700,
  },
];

for (const { asked, make, history } of cases) {
  Deno.test(`forecastAll: ${asked.frequency} series, no naive model errs less by more than 2 %`, () => {
    const whole = Array.from({ length: 8 }, (_, id) => make(`accuracy ${id}`, history + asked.horizon));
    const known = whole.map((values) => ({ start: 0, values: values.slice(0, history) }));
    const total = (means: readonly Float64Array[]) =>
      means.reduce((sum, mean, id) => sum + mae(whole[id]!.slice(history), mean), 0);
    const ours = total(forecastAll(known, asked).map(({ mean }) => mean));
    const bounds = { min: 0, max: Infinity };
    for (const model of candidates(asked.frequency, asked.season, REGRESSION).filter(({ naive }) => naive)) {
      const theirs = total(
        known.map((of) => predict(model, { ...of, season: asked.season, bounds }, {}, asked.horizon)),
      );
      assert.ok(ours <= 1.02 * theirs, `${ours} is above ${theirs} of ${model.name}`);
    }
  });
}
