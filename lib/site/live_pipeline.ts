/** The live notebook's hold on the process that runs the pipeline: replaced, when code is edited, by one that waits. */
import type { LiveReply, LiveRequest, LiveRun } from "../pipeline/live_run.ts";
import { end, start } from "./ending.ts";
import { lines } from "./lines.ts";

/** How Deno runs the pipeline: no more than `npm run pipeline` may do. */
export const RUN_PIPELINE = [
  "run",
  "--no-check",
  "--allow-read=.",
  "--allow-write=data",
  "--allow-env",
  "--allow-ffi=node_modules",
  "--allow-run=deno",
];

/** A run that was given up because another took its place. */
export class Superseded extends Error {}

interface Loaded {
  child: Deno.ChildProcess;
  replies: AsyncIterator<string>;
  requests: WritableStreamDefaultWriter<Uint8Array>;
}

export class LivePipeline {
  private loaded: Loaded;
  /** Has loaded packages, and none of our code yet. */
  private waiting: Loaded | undefined;
  private running = false;
  private closed = false;

  constructor(private readonly profile: string) {
    this.loaded = this.load();
  }

  private load(): Loaded {
    const child = start(Deno.execPath(), {
      args: [...RUN_PIPELINE, "lib/pipeline/live.ts", this.profile],
      stdin: "piped",
      stdout: "piped",
    });
    return {
      child,
      replies: lines(child.stdout)[Symbol.asyncIterator](),
      requests: child.stdin.getWriter(),
    };
  }

  /**
   * Brings snapshots up to date.
   * @throws Superseded when {@link replace} took its place; Error with what is wrong when a phase or the code failed
   */
  async run(request: LiveRequest): Promise<LiveRun> {
    const { replies, requests, child } = this.loaded;
    this.running = true;
    try {
      await requests.write(new TextEncoder().encode(`${request}\n`));
      const { value } = await replies.next() as IteratorResult<string, undefined>;
      if (value === undefined) throw this.ended(child);
      const reply = JSON.parse(value) as LiveReply;
      if ("error" in reply) throw new Error(reply.error);
      return reply;
    } finally {
      if (child === this.loaded.child) this.running = false;
    }
  }

  private ended(child: Deno.ChildProcess): Error {
    if (this.closed || child !== this.loaded.child) return new Superseded("Given up for a newer edit");
    this.loaded = this.next();
    return new Error("Cannot bring the snapshots up to date as the pipeline ended without an answer");
  }

  /** Has a process wait for the next edit of code, if none does. */
  prepare(): void {
    if (!this.closed) this.waiting ??= this.load();
  }

  private next(): Loaded {
    const next = this.waiting ?? this.load();
    this.waiting = undefined;
    return next;
  }

  /** Takes a fresh process for code that has changed; a run under way is given up. */
  replace(): void {
    const { child } = this.loaded;
    this.loaded = this.next();
    this.running = false;
    end(child);
  }

  /** Gives up a run under way, if there is one. */
  giveUp(): void {
    if (this.running) this.replace();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    end(this.loaded.child);
    if (this.waiting !== undefined) end(this.waiting.child);
  }
}
