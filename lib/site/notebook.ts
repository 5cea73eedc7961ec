/** Follows edits one after the other: a newer one takes the place of one under way. */
import { setTimeout as delay } from "node:timers/promises";
import { ConfigError } from "../config/validate.ts";
import { duration } from "../pipeline/progress.ts";
import { ROOT } from "../pipeline/project.ts";
import type { LiveRun } from "../pipeline/live_run.ts";
import { DATA_CACHE, say, settingsOf } from "./build.ts";
import { bundleForPages } from "./bundle.ts";
import { type Edit, joined, named, ofItself } from "./edits.ts";
import { codeOfSignal, Ended } from "./ending.ts";
import { followUp } from "./follow_up.ts";
import { touchConfiguration, writeTitle } from "./framework.ts";
import { writeChanges } from "./history.ts";
import type { LiveData } from "./live_data.ts";
import { type LivePipeline, Superseded } from "./live_pipeline.ts";
import type { Notices } from "./notices.ts";
import { prepareTables } from "./tables/files.ts";

/** Open pages get as long to draw an edit before its follow-up takes the processor from them. */
const DRAWING_MILLISECONDS = 2000;

export interface NotebookParts {
  profile: string;
  pipeline: LivePipeline;
  data: LiveData;
  notices: Notices;
  /** The title that pages show. */
  title: string;
}

export class Notebook {
  /** What has been edited and not been shown yet, and what is shown and not yet followed up. */
  private unshown: Edit | undefined;
  private unfinished: Edit | undefined;
  private queue: Promise<void> = Promise.resolve();
  private giveUp = new AbortController();
  private closed = false;
  private title: string;

  constructor(private readonly parts: NotebookParts) {
    this.title = parts.title;
  }

  /** Shows an edit; what is under way for an earlier one is given up. */
  take(edit: Edit): void {
    // Between the signal and the end nothing more can be started.
    if (this.closed || codeOfSignal() !== undefined) return;
    const at = performance.now();
    this.unshown = joined(this.unshown, edit);
    this.giveUp.abort();
    if (edit.code) this.parts.pipeline.replace();
    else if (edit.snapshots) this.parts.pipeline.giveUp();
    this.queue = this.queue.then(() => this.refresh(at));
  }

  /** Gives up what is under way and what waits its turn. */
  async close(): Promise<void> {
    this.closed = true;
    this.giveUp.abort();
    this.parts.pipeline.close();
    await this.queue;
  }

  private async refresh(at: number): Promise<void> {
    if (this.closed) return;
    const { signal } = this.giveUp = new AbortController();
    try {
      await this.showAll(at);
      await delay(DRAWING_MILLISECONDS, undefined, { signal });
      this.parts.pipeline.prepare();
      const edit = this.unfinished;
      if (edit === undefined || this.closed) return;
      await this.rest(edit, signal);
      if (this.unfinished === edit) this.unfinished = undefined;
    } catch (error) {
      // What was given up or failed is still to be done, with the next edit.
      if (error instanceof Superseded || error instanceof Ended || signal.aborted) return;
      this.complain(error instanceof Error ? error.message : String(error));
    }
  }

  private async showAll(at: number): Promise<void> {
    const edit = this.unshown;
    if (edit === undefined) return;
    if (edit.snapshots) await this.show(edit, at);
    else {
      await this.parts.data.follow();
      say(`${named(edit)} changed: open pages take it up at once, no snapshot depends on it`);
    }
    if (this.unshown === edit) this.unshown = undefined;
    this.unfinished = joined(this.unfinished, edit);
  }

  private async show(edit: Edit, at: number): Promise<void> {
    const { pipeline, data, notices } = this.parts;
    say(`${named(edit)} changed`);
    notices.tell({ state: "working", text: `${named(edit)} changed: bringing the data up to date` });
    const work = [pipeline.run("pages"), bundleForPages(edit.paths), this.entitle(edit)] as const;
    // All end before the next edit's begin, be one given up: two that bundle at a time stop each other's service.
    await Promise.allSettled(work);
    const [run] = await Promise.all(work);
    const { settings } = run;
    await writeChanges(ROOT, this.parts.profile, settings.site.changes.least_days);
    await prepareTables(this.parts.profile, settings, DATA_CACHE, new Date());
    await data.follow();
    const text = told(run, (performance.now() - at) / 1000);
    say(text);
    notices.tell({ state: "shown", text });
  }

  /** A new title has pages load anew, so they do it while phases run: before their data changes, not after. */
  private async entitle({ paths }: Edit): Promise<void> {
    if (!paths.some((path) => path.startsWith("config/"))) return;
    const title = await titleOf(this.parts.profile);
    if (title === undefined || title === this.title) return;
    await writeTitle(title);
    await touchConfiguration();
    this.parts.notices.entitle(title);
    this.title = title;
  }

  private async rest(edit: Edit, signal: AbortSignal): Promise<void> {
    const { profile, data, notices } = this.parts;
    const faults = await followUp({ profile, edit, data, say, signal });
    for (const path of ofItself(edit)) {
      say(`${path} is part of npm run dev itself: start it again to use it`);
    }
    if (faults.length > 0) this.complain(faults.join("\n"));
    else if (!edit.snapshots) notices.tell({ state: "shown", text: "" });
  }

  private complain(text: string): void {
    say(text);
    this.parts.notices.tell({ state: "failed", text });
  }
}

/** How long it took, and how much of that was work on snapshots. */
function told({ made, changed, phase_seconds }: LiveRun, seconds: number): string {
  const work = made.length === 0
    ? "no snapshot depends on it"
    : `${duration(phase_seconds)} of it for ${made.length} snapshots, of which ${changed.length} changed`;
  return `shown after ${duration(seconds)}: ${work}`;
}

/** The title in the settings; undefined while they are at fault, of which the pipeline tells. */
async function titleOf(profile: string): Promise<string | undefined> {
  try {
    return (await settingsOf(profile)).site.title;
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
