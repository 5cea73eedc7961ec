/**
 * How fast each candidate of config/models.yaml is, and our MSTL beside augurs':
 *
 *     npm run bench:models
 *
 * One fit and a forecast of 180 days, on simulated series of one region and three years, on one core. Models that
 * learn from all series together are not timed here: their time is that of the snapshot global_models.
 */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { canFit, type FitContext, type Model, predict } from "../../lib/models/model.ts";
import { candidates } from "../../lib/models/models.ts";
import { seasonalScale } from "../../lib/models/accuracy/scale.ts";
import { mae } from "../../lib/models/accuracy/measures.ts";
import { seasonalAdjustment } from "../../lib/models/decomposition/seasonal_adjustment.ts";
import { configured } from "../configured.ts";
import { simulate, simulatedCalendar } from "../models/simulate.ts";

commandLine(import.meta.url);

interface Mstl {
  fit(values: Float64Array): void;
  predict(horizon: number): { point: number[] };
  free(): void;
}

interface Augurs {
  default(source: { module_or_path: Uint8Array }): Promise<unknown>;
  MSTL: { ets(periods: number[]): Mstl };
}

const [DAYS, HORIZON, SERIES, FROM] = [1096, 180, 60, "2022-01-01"];
const settings = configured("models");
const context: FitContext = { regressors: simulatedCalendar(FROM, DAYS + HORIZON) };
const fleet = Array.from({ length: SERIES }, (_, id) => {
  const { series } = simulate(`speed ${id}`, FROM, DAYS + HORIZON, 0);
  return {
    known: { ...series, values: series.values.slice(0, DAYS) },
    future: series.values.slice(DAYS),
  };
});

/** Milliseconds for each series after a few to warm up, and the mean scaled error. */
function measured(forecast: (index: number) => Float64Array): { ms: number; mase: number } {
  for (let index = 0; index < SERIES / 4; index++) forecast(index);
  const started = performance.now();
  const forecasts = fleet.map((_, index) => forecast(index));
  const ms = (performance.now() - started) / SERIES;
  const errors = fleet.map(({ known, future }, index) =>
    mae(future, forecasts[index]!) / seasonalScale(known.values, known.season)
  );
  return { ms, mase: errors.reduce((sum, error) => sum + error, 0) / SERIES };
}

function row(name: string, { ms, mase }: { ms: number; mase: number }): string {
  const cells = [ms.toFixed(2), (1000 / ms).toFixed(0), mase.toFixed(3)];
  return name.padEnd(24) + cells.map((cell) => cell.padStart(14)).join("");
}

// A new series object each time: nothing may be known from the run before.
const ours = (model: Model) =>
  measured((index) => predict(model, { ...fleet[index]!.known }, context, HORIZON));

console.log("".padEnd(24) + ["ms", "series per s", "MASE"].map((title) => title.padStart(14)).join(""));
for (const model of candidates(settings)) {
  const able = canFit(model, fleet[0]!.known, context);
  console.log(
    able ? row(model.name, ours(model)) : `${model.name.padEnd(24)} learns from all series together`,
  );
}

const { periods_days, history_days, ...mstl } = settings.mstl;
const jump = (window: number) => Math.ceil(window / 10);
const at = (path: string) => new URL(`../../node_modules/@bsull/augurs/${path}`, import.meta.url);
const augurs = await import(at("mstl.js").href) as Augurs;
await augurs.default({ module_or_path: await Deno.readFile(at("mstl_bg.wasm")) });
console.log(`\nMSTL with seasons of ${periods_days.join(" and ")} days`);
console.log(row(
  "ours",
  ours(seasonalAdjustment({ ...mstl, name: "mstl", periods: periods_days, history: history_days, jump })),
));
console.log(row(
  "augurs",
  measured((index) => {
    const model = augurs.MSTL.ets([...periods_days]);
    model.fit(fleet[index]!.known.values);
    const { point } = model.predict(HORIZON);
    model.free();
    return Float64Array.from(point);
  }),
));
