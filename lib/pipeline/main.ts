/** The command `npm run pipeline`: brings snapshots up to date. */
import { parseArgs } from "node:util";
import { suggestion } from "../config/nearest.ts";
import { ConfigError } from "../config/validate.ts";
import { makeSnapshots, type RunLog } from "./engine.ts";
import { duration, terminalReporter } from "./progress.ts";
import { openProject, type Project, ROOT } from "./project.ts";
import { DEFAULT_PROFILE } from "./settings.ts";

const HELP = `Brings the snapshots in data/snapshots up to date; what has not changed is not made again.

  npm run pipeline -- [snapshot…] [options]

  snapshot…        make these and all they need (default: all)
  --profile NAME   lay config/profiles/NAME.yaml over config/ (default: ${DEFAULT_PROFILE})
  --explain        say what would run and why; run nothing
  --force          make them even when they are up to date
  --only           make just the named ones, from what their inputs are now
  --workers N      workers for phases by series (default: one per core)
  --models VERSION forecast by saved models (data/models) without training; only with the snapshot forecasts
  --help           this text

Settings can be overridden from the environment or .env: HEADROOM_RISK__HIGH=85 sets risk.high.
`;

interface Command {
  snapshots: string[];
  profile: string;
  explain: boolean;
  force: boolean;
  only: boolean;
  workers: number;
  models: string | undefined;
}

class UsageError extends Error {}

function read(args: string[]): Command | "help" {
  const { values, positionals } = parseCommand(args);
  if (values.help) return "help";
  const workers = Number(values.workers ?? navigator.hardwareConcurrency);
  if (!Number.isInteger(workers) || workers < 1) {
    throw new UsageError(`Cannot use --workers as it must be a whole number from 1: ${values.workers}`);
  }
  if (values.only && positionals.length === 0) {
    throw new UsageError("Cannot use --only as it needs snapshots to name");
  }
  if (values.models !== undefined && positionals.join() !== "forecasts") {
    throw new UsageError(
      `Cannot use --models as only forecasts can be made by saved models: npm run pipeline -- forecasts --models ${values.models}`,
    );
  }
  return {
    models: values.models,
    snapshots: positionals,
    profile: values.profile ?? Deno.env.get("HEADROOM_PROFILE") ?? DEFAULT_PROFILE,
    explain: values.explain ?? false,
    force: values.force ?? false,
    only: values.only ?? false,
    workers,
  };
}

function parseCommand(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        profile: { type: "string" },
        explain: { type: "boolean" },
        force: { type: "boolean" },
        only: { type: "boolean" },
        workers: { type: "string" },
        models: { type: "string" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(
      `Cannot read the command: ${(error as Error).message}. See npm run pipeline -- --help`,
    );
  }
}

function refuseUnknown(project: Project, snapshots: readonly string[]): void {
  const names = project.phases.map((phase) => phase.schema.name);
  for (const name of snapshots) {
    if (!names.includes(name)) {
      throw new UsageError(
        `Cannot make "${name}" as no loader makes it: ${names.join(", ")}${suggestion(name, names)}`,
      );
    }
  }
}

function summary(log: RunLog, explain: boolean): string {
  const count = (outcome: string) => log.steps.filter((step) => step.outcome === outcome).length;
  if (explain) return `${count("would_run")} would run, ${count("kept")} are up to date`;
  return `${count("made")} made, ${count("kept")} up to date in ${duration(log.seconds)}, ` +
    `peak memory ${log.peak_memory_mib} MiB`;
}

function explained(log: RunLog): string[] {
  return log.steps.map(({ snapshot, outcome, because }) =>
    outcome === "kept" ? `kept ${snapshot}: up to date` : `would make ${snapshot} because ${because}`
  );
}

async function run(args: string[]): Promise<number> {
  const reporter = terminalReporter();
  try {
    const command = read(args);
    if (command === "help") {
      console.log(HELP);
      return 0;
    }
    const project = await openProject(ROOT, command.profile);
    refuseUnknown(project, command.snapshots);
    const log = await makeSnapshots(project, command, reporter);
    if (command.explain) explained(log).forEach(reporter.line);
    reporter.line(summary(log, command.explain));
    return 0;
  } catch (error) {
    const expected = error instanceof UsageError || error instanceof ConfigError || error instanceof Error;
    reporter.line(expected ? error.message : String(error));
    return error instanceof UsageError || error instanceof ConfigError ? 2 : 1;
  }
}

if (import.meta.main) Deno.exit(await run(Deno.args));
