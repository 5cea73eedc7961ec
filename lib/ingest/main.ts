/** The command `npm run ingest`: takes extracts of monitoring systems into the workspace. */
import { ROOT } from "../pipeline/project.ts";
import { terminalReporter } from "../pipeline/progress.ts";
import { loadSettings } from "../pipeline/settings.ts";
import { help, readOptions } from "./options.ts";
import { READERS } from "./readers/index.ts";
import { Refusal } from "./refusal.ts";
import { failed, profileFor, reportLines } from "./report.ts";
import { ingest } from "./store/run.ts";
import { Workspace } from "./store/workspace.ts";

const reporter = terminalReporter();

async function run(args: string[]): Promise<number> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    const { ingest: settings } = await loadSettings({
      root: ROOT,
      profile: "default",
      environment: Deno.env.toObject(),
    });
    const options = readOptions(args);
    if (options === "help") {
      console.log(help(READERS, settings.workspace));
      return 0;
    }
    const outcomes = await ingest({
      ...options,
      root: ROOT,
      settings,
      readers: READERS,
      now: Date.now(),
      threads: navigator.hardwareConcurrency,
      input: Deno.stdin.readable,
      say: reporter.line,
      progress: (name, done, of, unit) => reporter.progress(name, done, of, seconds(), unit),
    });
    reportLines(outcomes).forEach(reporter.line);
    if (options.dry_run) reporter.line("dry run: nothing was written");
    else if (outcomes.some(({ state }) => state === "taken in" || state === "unchanged")) {
      const log = await new Workspace(`${ROOT}${settings.workspace}/`).readLog();
      reporter.line(`next: npm start -- --profile ${profileFor(log)}`);
    }
    return failed(outcomes) ? 1 : 0;
  } catch (error) {
    reporter.line(error instanceof Error ? error.message : String(error));
    return error instanceof Refusal ? 2 : 1;
  }
}

if (import.meta.main) Deno.exit(await run(Deno.args));
