/** What the live notebook has its pipeline do: runs within one process, and what it is told of them. */
import type { Settings } from "../config/settings.ts";
import { makeSnapshots, type RunLog, type Standing, standingFor, type Step } from "./engine.ts";
import { isFilePhase } from "./file_phase.ts";
import { terminalReporter } from "./progress.ts";
import { openProject, ROOT, snapshotNames } from "./project.ts";

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

/**
 * Brings snapshots up to date, as often as it is asked to; the code is loaded once.
 * @param profile  of the settings, which every run reads anew
 */
export function liveRuns(profile: string): (request: LiveRequest) => Promise<LiveReply> {
  let standing: Promise<Standing> | undefined;
  return async (request) => {
    try {
      // The imports are read by a process of their own, so that both go on at once.
      standing ??= snapshotNames(ROOT).then((names) => standingFor(ROOT, names));
      const [stands, project] = await Promise.all([standing, openProject(ROOT, profile)]);
      const pages = project.phases.filter((phase) => !isFilePhase(phase)).map(({ schema }) => schema.name);
      const options = {
        snapshots: request === "all" ? [] : pages,
        only: false,
        force: false,
        explain: false,
        workers: navigator.hardwareConcurrency,
      };
      return told(await makeSnapshots(project, options, terminalReporter(), stands), project.settings);
    } catch (error) {
      return { error: messageOf(error) };
    }
  };
}

const messageOf = (error: unknown): string => error instanceof Error ? error.message : String(error);
