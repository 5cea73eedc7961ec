/** The command `npm run forecast`: forecasts any panel of series. */
import { duration, terminalReporter } from "../pipeline/progress.ts";
import { exists } from "../pipeline/store.ts";
import { type DuckDBWarehouse, openWarehouse } from "../warehouse/duckdb.ts";
import { candidates } from "./candidates.ts";
import { type Asked, boundsOf } from "./forecast.ts";
import { type Interval, intervals } from "./intervals.ts";
import { help, type Options, readOptions } from "./options.ts";
import type { Outcome } from "./outcome.ts";
import { forecastSideBySide } from "./pool.ts";
import { type Panel, readPanel } from "./read.ts";
import { Refusal, some } from "./refusal.ts";
import { SEASONS } from "./settings.ts";
import { writeForecasts } from "./write.ts";

const reporter = terminalReporter();

export async function refuseUnreadable(path: string): Promise<void> {
  try {
    if ((await Deno.stat(path)).isFile) return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  throw new Refusal(`Cannot read ${path} as there is no such file`);
}

export async function refuseUnwritable(path: string): Promise<void> {
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) || "/" : ".";
  try {
    if ((await Deno.stat(folder)).isDirectory) return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  throw new Refusal(`Cannot write ${path} as there is no such folder: ${folder}`);
}

/** Names of models that the panel's frequency or season does not have. */
function refuseModels({ frequency, season, models }: Asked): void {
  const names = candidates(frequency, season).map(({ name }) => name);
  const wrong = (models ?? []).filter((name) => !names.includes(name));
  if (wrong.length > 0) {
    throw new Refusal(
      `Cannot use --models as ${frequency} series with a season of ${season} have ${names.join(", ")}: ${
        some(wrong)
      }`,
    );
  }
}

/** Models that could not be fitted, and to which series. */
function refusals({ series }: Panel, outcomes: readonly Outcome[]): string[] {
  const by = new Map<string, string[]>();
  outcomes.forEach(({ refused }, index) =>
    refused.forEach((model) => by.set(model, [...by.get(model) ?? [], series[index]!.unique_id]))
  );
  return [...by].map(([model, ids]) => `${model} could not be fitted to ${some(ids)}`);
}

/** What the person should know of the panel although it is forecast. */
function remarks(
  panel: Panel,
  outcomes: readonly Outcome[],
  bands: readonly (readonly Interval[])[],
): string[] {
  const { unused, repairs, series } = panel;
  const unknown = series.filter((_, index) => Number.isNaN(bands[index]![0]!.low[0]!));
  return [
    ...repairs,
    ...refusals(panel, outcomes),
    ...(unused.length > 0 ? [`not used: column ${unused.join(", ")}`] : []),
    ...(unknown.length > 0
      ? [
        `without intervals, as too short to know their errors: ${
          some(unknown.map(({ unique_id }) => unique_id))
        }`,
      ]
      : []),
  ];
}

/** Models and for how many series each was taken, most first. */
function shares(outcomes: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const { model } of outcomes) counts.set(model, (counts.get(model) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([model, count]) => `${model} ${count}`).join(", ");
}

/** Writes under another name first, so that no reader ever meets half a file. */
export async function replace(path: string, write: (path: string) => Promise<number>): Promise<number> {
  const temporary = path.replace(/(\.\w+)$/, `.${Deno.pid}$1`);
  try {
    const rows = await write(temporary);
    await Deno.rename(temporary, path);
    return rows;
  } catch (error) {
    if (await exists(temporary)) await Deno.remove(temporary);
    throw error;
  }
}

async function forecast(options: Options, warehouse: DuckDBWarehouse): Promise<void> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  await refuseUnreadable(options.input);
  await refuseUnwritable(options.output);
  const panel = await readPanel(warehouse, options.input, options.frequency);
  const count = panel.series.length;
  reporter.line(`read ${count} ${panel.frequency} series in ${duration(seconds())}`);

  const asked: Asked = {
    frequency: panel.frequency,
    season: options.season ?? SEASONS[panel.frequency].season,
    horizon: options.horizon,
    models: options.models,
    combine: options.combine,
  };
  refuseModels(asked);
  const workers = options.workers ?? navigator.hardwareConcurrency;
  const outcomes = await forecastSideBySide(
    panel.series,
    asked,
    workers,
    (done) => reporter.progress("forecast", done, count, seconds(), "series"),
  );
  const least = panel.series.map(({ values }) => boundsOf(values).min);
  const bands = intervals(outcomes, options.levels, least);
  const rows = await replace(
    options.output,
    (path) => writeForecasts(warehouse, path, panel, outcomes, bands),
  );
  remarks(panel, outcomes, bands).forEach(reporter.line);
  reporter.line(`models: ${shares(outcomes)}`);
  reporter.line(`wrote ${options.output}: ${rows} rows in ${duration(seconds())}`);
}

async function run(args: string[]): Promise<number> {
  let warehouse: DuckDBWarehouse | undefined;
  try {
    const options = readOptions(args);
    if (options === "help") {
      console.log(help());
      return 0;
    }
    // One thread: rows are numbered in the order of the file.
    warehouse = await openWarehouse({ threads: 1 });
    await forecast(options, warehouse);
    return 0;
  } catch (error) {
    reporter.line(error instanceof Error ? error.message : String(error));
    return error instanceof Refusal ? 2 : 1;
  } finally {
    warehouse?.close();
  }
}

if (import.meta.main) Deno.exit(await run(Deno.args));
