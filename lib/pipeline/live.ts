/**
 * The pipeline for the live notebook: loaded once, then run for each line on stdin. Every run reads settings, SQL
 * and data anew; an edit of code takes a new process. Answers with one line of JSON on stdout.
 */
import type { Settings } from "../config/settings.ts";
import { makeSnapshots, type RunLog, type Standing, standingFor, type Step } from "./engine.ts";
import { isFilePhase } from "./file_phase.ts";
import { terminalReporter } from "./progress.ts";
import { openProject, readPhases, ROOT } from "./project.ts";

/** What is to be made: all, or all but the files that readers take away. */
export type LiveRequest = "all" | "pages";

export type LiveReply = LiveRun | { error: string };

export interface LiveRun {
  /** Snapshots made, and those of them whose content is another than before. */
  made: string[];
  changed: string[];
  /** Seconds in which at least one phase ran. */
  phase_seconds: number;
  /** The settings in force. */
  settings: Settings;
}

/** Seconds in which at least one step ran: those that ran side by side count once. */
export function busySeconds(steps: readonly Pick<Step, "from_seconds" | "to_seconds">[]): number {
  const ran = steps
    .flatMap(({ from_seconds, to_seconds }) =>
      from_seconds === null || to_seconds === null ? [] : [[from_seconds, to_seconds] as const]
    )
    .sort(([a], [b]) => a - b);
  let [busy, until] = [0, 0];
  for (const [from, to] of ran) {
    busy += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return busy;
}

function told({ steps }: RunLog, settings: Settings): LiveRun {
  const made = steps.filter(({ outcome }) => outcome === "made");
  return {
    made: made.map(({ snapshot }) => snapshot),
    changed: made.filter(({ changed }) => changed).map(({ snapshot }) => snapshot),
    phase_seconds: busySeconds(steps),
    settings,
  };
}

async function run(request: LiveRequest, profile: string, standing: Standing): Promise<LiveReply> {
  try {
    const project = await openProject(ROOT, profile);
    const pages = project.phases.filter((phase) => !isFilePhase(phase)).map(({ schema }) => schema.name);
    const options = {
      snapshots: request === "all" ? [] : pages,
      only: false,
      force: false,
      explain: false,
      workers: navigator.hardwareConcurrency,
    };
    return told(await makeSnapshots(project, options, terminalReporter(), standing), project.settings);
  } catch (error) {
    return { error: messageOf(error) };
  }
}

const messageOf = (error: unknown): string => error instanceof Error ? error.message : String(error);

/** The standing of the code as it is, or why it cannot be loaded. */
async function load(): Promise<Standing | { error: string }> {
  try {
    return await standingFor({ root: ROOT }, await readPhases(ROOT));
  } catch (error) {
    return { error: messageOf(error) };
  }
}

if (import.meta.main) {
  const profile = Deno.args[0];
  if (profile === undefined) throw new TypeError("Cannot run the pipeline live as a profile must be named");
  const standing = await load();
  const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
  for await (const line of lines) {
    const reply = "error" in standing ? standing : await run(line.trim() as LiveRequest, profile, standing);
    console.log(JSON.stringify(reply));
  }
  Deno.exit(0);
}
