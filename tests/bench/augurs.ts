/**
 * augurs' Prophet (Stan's optimiser in WebAssembly) as a judge of ours. It is no dependency: install it beside, with
 * `mkdir /tmp/judge && cd /tmp/judge && npm i @bsull/augurs@0.10.2 @bsull/augurs-prophet-wasmstan@0.2.0`.
 */
import type { Case } from "../models/prophet/cases.ts";

interface Training {
  ds: number[];
  y: number[];
  cap?: number[];
  floor?: number[];
  x?: Map<string, number[]>;
}

interface AugursProphet {
  addRegressor(name: string): void;
  fit(data: Training): void;
  predict(data: Omit<Training, "y">): { yhat: { point: number[] } };
  free(): void;
}

interface Augurs {
  default(source: { module_or_path: Uint8Array }): Promise<unknown>;
  Prophet: new (options: Record<string, unknown>) => AugursProphet;
}

const HOUR = 3600;

/** What both calls need of some steps. */
function inputs(
  { series, context: { regressors }, settings }: Case,
  steps: ArrayLike<number>,
): Omit<Training, "y"> {
  const ds = Array.from(steps, (step) => step * (series.season === 24 ? HOUR : 24 * HOUR));
  return {
    ds,
    ...(settings.growth === "saturating" &&
      { cap: ds.map(() => series.bounds.max), floor: ds.map(() => series.bounds.min) }),
    ...(regressors !== undefined && {
      x: new Map(regressors.names.map((name, index) => [
        name,
        Array.from(steps, (step) => regressors.columns[index]![step - regressors.start]!),
      ])),
    }),
  };
}

/** A function that fits a case with augurs and gives its forecast at the case's steps. */
export async function augurs(folder: string): Promise<(of: Case) => Float64Array> {
  const at = (path: string) => `file://${folder}/node_modules/@bsull/${path}`;
  const library = await import(at("augurs/prophet.js")) as Augurs;
  const stan = await import(at("augurs-prophet-wasmstan/prophet-wasmstan.js")) as { optimizer: unknown };
  await library.default({ module_or_path: await Deno.readFile(new URL(at("augurs/prophet_bg.wasm"))) });
  return (of) => {
    const { series, settings, context } = of;
    const model = new library.Prophet({
      optimizer: stan.optimizer,
      growth: settings.growth === "saturating" ? "logistic" : "linear",
      seasonalityMode: settings.effects,
      // Its default is 100; Prophet's is 10.
      holidaysPriorScale: settings.regressor_scale,
    });
    for (const name of context.regressors?.names ?? []) model.addRegressor(name);
    const present = [...series.values.keys()].filter((t) => !Number.isNaN(series.values[t]!));
    const y = present.map((t) => series.values[t]!);
    model.fit({ ...inputs(of, present.map((t) => series.start + t)), y });
    const { yhat } = model.predict(inputs(of, of.steps));
    model.free();
    return Float64Array.from(yhat.point);
  };
}
