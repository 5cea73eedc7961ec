/** The command `npm run detect`: scores every point of any panel of series. */
import { refuseUnwritable, replace, withPanelFile } from "../panel/main.ts";
import { Refusal } from "../panel/refusal.ts";
import { duration, terminalReporter } from "../pipeline/progress.ts";
import { ROOT } from "../pipeline/project.ts";
import { DEFAULT_PROFILE, loadSettings } from "../pipeline/settings.ts";
import { type DuckDBWarehouse, openWarehouse } from "../warehouse/duckdb.ts";
import { help, type Options, readOptions } from "./options.ts";
import type { Asked } from "./outcome.ts";
import { readPanel, refuseSteps } from "./panel.ts";
import { detectSideBySide } from "./pool.ts";
import type { Detection } from "./series.ts";
import { writeScores } from "./write.ts";

const reporter = terminalReporter();

async function readDetection(): Promise<Detection> {
  const environment = Deno.env.toObject();
  return (await loadSettings({ root: ROOT, profile: DEFAULT_PROFILE, environment })).anomalies.detection;
}

async function score(options: Options, detection: Detection, warehouse: DuckDBWarehouse): Promise<void> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  await refuseUnwritable(options.output);
  const panel = await withPanelFile(options.input, async (file) => {
    const read = await readPanel(warehouse, file);
    if (options.step !== undefined) refuseSteps(read, options.step, file);
    return read;
  });
  const count = panel.series.length;
  reporter.line(`read ${count} series, ${panel.rows} rows in ${duration(seconds())}`);
  const asked: Asked = {
    detection,
    threshold: options.threshold ?? detection.thresholds[options.profile],
    budget: options.budget ?? Infinity,
  };
  const outcomes = await detectSideBySide(
    panel.series,
    asked,
    options.workers ?? navigator.hardwareConcurrency,
    (done) => reporter.progress("detect", done, count, seconds(), "series"),
  );
  const rows = await replace(options.output, (path) => writeScores(warehouse, path, panel, outcomes));
  if (panel.unused.length > 0) reporter.line(`not used: column ${panel.unused.join(", ")}`);
  const flags = outcomes.reduce(
    (sum, { flagged }) => sum + flagged.reduce((total, flag) => total + flag, 0),
    0,
  );
  reporter.line(`flagged ${flags} of ${rows} rows, from a score of ${asked.threshold}`);
  reporter.line(`wrote ${options.output}: ${rows} rows in ${duration(seconds())}`);
}

async function run(args: string[]): Promise<number> {
  let warehouse: DuckDBWarehouse | undefined;
  try {
    const options = readOptions(args);
    const detection = await readDetection();
    if (options === "help") {
      console.log(help(detection.thresholds));
      return 0;
    }
    // One thread: rows are numbered in the order of the file.
    warehouse = await openWarehouse({ threads: 1 });
    await score(options, detection, warehouse);
    return 0;
  } catch (error) {
    reporter.line(error instanceof Error ? error.message : String(error));
    return error instanceof Refusal ? 2 : 1;
  } finally {
    warehouse?.close();
  }
}

if (import.meta.main) Deno.exit(await run(Deno.args));
