/** The command `npm run forecast`: forecasts any panel of series. */
import type { Settings } from "../config/settings.ts";
import { regressionSettings } from "../models/models.ts";
import { duration, terminalReporter } from "../pipeline/progress.ts";
import { ROOT } from "../pipeline/project.ts";
import { DEFAULT_PROFILE, loadSettings } from "../pipeline/settings.ts";
import { type DuckDBWarehouse, openWarehouse } from "../warehouse/duckdb.ts";
import { type PanelFile, TELLING_BYTES, told, unpacked } from "./file.ts";
import { type Asked, boundsOf } from "./forecast.ts";
import { holidaysOf } from "./holidays.ts";
import { intervals } from "./intervals.ts";
import { help, type Options, readOptions, refuseHolidays, refuseModels } from "./options.ts";
import { forecastSideBySide } from "./pool.ts";
import { toldTo } from "./progress.ts";
import { type Panel, readPanel } from "./read.ts";
import { remarks, shares } from "./remarks.ts";
import { Refusal } from "./refusal.ts";
import { SEASONS } from "./settings.ts";
import { writeForecasts } from "./write.ts";

const reporter = terminalReporter();

type Use<T> = (file: PanelFile) => Promise<T>;

async function withFile<T>(path: string, name: string, use: Use<T>): Promise<T> {
  using file = await Deno.open(path);
  const first = new Uint8Array(TELLING_BYTES);
  await file.read(first);
  const found = told(first, path, name);
  if (found.kind !== "gzip") return await use(found);
  return await withStream(ReadableStream.from(unpacked(name, (await Deno.open(path)).readable)), name, use);
}

async function statOf(path: string): Promise<Deno.FileInfo> {
  try {
    const stat = await Deno.stat(path);
    if (!stat.isDirectory) return stat;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  throw new Refusal(`Cannot read ${path} as there is no such file`);
}

/** Keeps a stream in a file for as long as it is used: it is read more than once. */
async function withStream<T>(
  stream: ReadableStream<Uint8Array>,
  name: string,
  use: Use<T>,
): Promise<T> {
  const path = await Deno.makeTempFile({ prefix: "headroom-panel-" });
  try {
    await Deno.writeFile(path, stream);
    return await withFile(path, name, use);
  } finally {
    await Deno.remove(path);
  }
}

/**
 * Opens a panel for as long as it is used.
 * @param path  - for standard input
 * @throws Refusal when there is nothing to read
 */
export async function withPanelFile<T>(path: string, use: Use<T>): Promise<T> {
  if (path === "-") {
    if (Deno.stdin.isTerminal()) throw new Refusal("Cannot read standard input as nothing is piped into it");
    return await withStream(Deno.stdin.readable, "standard input", use);
  }
  // What is no plain file, such as the output of another command, can be read only once.
  if (!(await statOf(path)).isFile) return await withStream((await Deno.open(path)).readable, path, use);
  return await withFile(path, path, use);
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

/** Removes a file that may not have been begun. */
async function forget(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Writes CSV to standard output. */
async function pipe(write: (path: string) => Promise<number>): Promise<number> {
  const temporary = await Deno.makeTempFile({ prefix: "headroom-output-", suffix: ".csv" });
  try {
    const rows = await write(temporary);
    await (await Deno.open(temporary)).readable.pipeTo(Deno.stdout.writable);
    return rows;
  } finally {
    await Deno.remove(temporary);
  }
}

/**
 * Writes under another name first, so that no reader ever meets half a file.
 * @param path  - for standard output
 */
export async function replace(path: string, write: (path: string) => Promise<number>): Promise<number> {
  if (path === "-") return await pipe(write);
  const temporary = path.replace(/(\.\w+)$/, `.${Deno.pid}$1`);
  try {
    const rows = await write(temporary);
    await Deno.rename(temporary, path);
    return rows;
  } catch (error) {
    await forget(temporary);
    throw error;
  }
}

/** The product's own. */
const readSettings = (): Promise<Settings> =>
  loadSettings({ root: ROOT, profile: DEFAULT_PROFILE, environment: Deno.env.toObject() });

function askedOf(options: Options, { series, frequency }: Panel, { models, calendar }: Settings): Asked {
  const { season, horizon, models: named, combine, holidays } = options;
  return {
    frequency,
    season: season ?? SEASONS[frequency].season,
    horizon,
    models: named,
    combine,
    regression: regressionSettings(models),
    ...(holidays === undefined ? {} : {
      holidays: holidaysOf(holidays, series, frequency, horizon, calendar),
    }),
  };
}

async function forecast(options: Options, settings: Settings, warehouse: DuckDBWarehouse): Promise<void> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  await refuseUnwritable(options.output);
  const panel = await withPanelFile(
    options.input,
    (file) => readPanel(warehouse, file, options.frequency),
  );
  reporter.line(`read ${panel.series.length} ${panel.frequency} series in ${duration(seconds())}`);

  const asked = askedOf(options, panel, settings);
  refuseModels(asked);
  refuseHolidays(asked);
  const { outcomes, leftOut } = await forecastSideBySide(
    panel.series,
    asked,
    options.workers ?? navigator.hardwareConcurrency,
    toldTo(reporter, Deno.stderr.isTerminal(), seconds, duration),
  );
  const least = panel.series.map(({ values }) => boundsOf(values).min);
  const bands = intervals(outcomes, options.levels, least);
  const rows = await replace(
    options.output,
    (path) => writeForecasts(warehouse, path, panel, outcomes, bands),
  );
  [...remarks(panel, outcomes, bands), ...leftOut].forEach(reporter.line);
  reporter.line(`models: ${shares(outcomes)}`);
  reporter.line(
    `wrote ${options.output === "-" ? "standard output" : options.output}: ${rows} rows in ${
      duration(seconds())
    }`,
  );
}

async function run(args: string[]): Promise<number> {
  let warehouse: DuckDBWarehouse | undefined;
  try {
    const settings = await readSettings();
    const regression = regressionSettings(settings.models);
    const options = readOptions(args, regression);
    if (options === "help") {
      console.log(help(regression));
      return 0;
    }
    // One thread: rows are numbered in the order of the file.
    warehouse = await openWarehouse({ threads: 1 });
    await forecast(options, settings, warehouse);
    return 0;
  } catch (error) {
    reporter.line(error instanceof Error ? error.message : String(error));
    return error instanceof Refusal ? 2 : 1;
  } finally {
    warehouse?.close();
  }
}

if (import.meta.main) Deno.exit(await run(Deno.args));
