/** Produces one snapshot's file: carries out the phase's work, in shards where it is by series, and checks it. */
import type { Section, Settings } from "../config/settings.ts";
import { openWarehouse } from "../warehouse/duckdb.ts";
import { checkRows } from "./check.ts";
import { type AnyPhase, type FilePhase, isFilePhase } from "./file_phase.ts";
import { joinShards, makeWhole, type Share, withWarehouse } from "./make.ts";
import { type FileTask, makeFile } from "./make_file.ts";
import { peakMemory } from "./memory.ts";
import type { Paths } from "./paths.ts";
import type { Pool } from "./pool.ts";
import type { Phase } from "./phase.ts";
import { loaderUrl, type Project } from "./project.ts";
import type { Reporter } from "./progress.ts";
import { watched } from "./reads.ts";
import { isDocument, type SnapshotSchema } from "./schemas/snapshot.ts";
import type { Places, Slots } from "./slots.ts";
import { Stopwatch, timedPlaces } from "./stopwatch.ts";
import type { WorkerResult, WorkerTask } from "./worker.ts";

/**
 * Servers per shard. Fixed, and not drawn from the number of workers, because row groups end where shards end:
 * the bytes of a snapshot must not depend on the machine that made it.
 */
const SERVERS_PER_SHARD = 8;

function sharesOf(servers: readonly string[]): Share[] {
  const shares = Math.max(1, Math.ceil(servers.length / SERVERS_PER_SHARD));
  return Array.from({ length: shares }, (_, index) => ({
    servers: servers.slice(index * SERVERS_PER_SHARD, (index + 1) * SERVERS_PER_SHARD),
  }));
}

/** Servers or parts in a share. */
const sizeOf = (share: WorkerTask["share"]): number =>
  typeof share === "object" && "servers" in share ? share.servers.length : 1;

/** The settings a phase may see: only the sections it names. */
export const pick = (settings: Settings, names: readonly Section[]): Settings =>
  Object.fromEntries(names.map((name) => [name, settings[name]])) as Settings;

export interface Product {
  /** The finished file, not yet in its place. */
  file: string;
  rows: number;
  columns: string[];
  warnings: string[];
  /** Paths of the settings that were read, in order. */
  reads: string[];
  /** The moment it got its first place, by `performance.now()`. */
  startedAt: number;
  /** Time during which it was at work, on however many places; waiting for one is not counted. */
  seconds: number;
  /** Most memory the whole process held meanwhile, whatever else ran beside it. */
  peakMib: number;
}

export class Producer {
  constructor(
    private readonly project: Project,
    private readonly workers: number,
    private readonly paths: Paths,
    private readonly slots: Slots,
    private readonly pool: Pool,
    private readonly reporter: Reporter,
  ) {}

  /**
   * Makes and checks the file of a phase's snapshot.
   * @param inputs  where each needed snapshot lies
   * @param hashes  content hash of each
   * @param making  how the names of unfinished files begin
   * @param priority  among phases that wait for a place: the highest comes first
   */
  async produce(
    phase: AnyPhase,
    inputs: Readonly<Record<string, string>>,
    hashes: Readonly<Record<string, string>>,
    making: string,
    priority: number,
  ): Promise<Product> {
    const watch = new Stopwatch();
    const places = timedPlaces(this.slots.at(priority), watch);
    if (isFilePhase(phase)) {
      return await this.produceFile(phase, { inputs, hashes }, making, { watch, places });
    }
    const file = making + (isDocument(phase.schema) ? "json" : "parquet");
    const { value: { warnings, reads }, peakMib } = await peakMemory(() =>
      this.carryOut(phase, inputs, { making, file, watch, places })
    );
    const counted = await watch.time(() => this.accept(phase, file));
    return {
      file,
      ...counted,
      warnings,
      reads: reads.sort(),
      startedAt: watch.startedAt,
      seconds: watch.seconds,
      peakMib,
    };
  }

  /** A file for readers has no schema of rows to be held to: what is in it came from snapshots that have. */
  private async produceFile(
    phase: FilePhase,
    given: Pick<FileTask, "inputs" | "hashes">,
    making: string,
    { watch, places }: { watch: Stopwatch; places: Places },
  ): Promise<Product> {
    const { root } = this.project;
    const file = making + phase.schema.extension;
    const reads = new Set<string>();
    const settings = watched(pick(this.project.settings, phase.config), (path) => void reads.add(path));
    const task = { root, ...given, settings, output: file, scratch: this.paths.scratch };
    const { value, peakMib } = await peakMemory(() => places.use(() => makeFile(phase, task)));
    const timed = { startedAt: watch.startedAt, seconds: watch.seconds, peakMib };
    return { file, ...value, columns: [], reads: [...reads].sort(), ...timed };
  }

  private async carryOut(
    phase: Phase,
    inputs: Readonly<Record<string, string>>,
    { making, file, watch, places }: { making: string; file: string; watch: Stopwatch; places: Places },
  ): Promise<WorkerResult> {
    const { root } = this.project;
    const settings = pick(this.project.settings, phase.config);
    const task = { root, inputs, settings, output: file, scratch: this.paths.scratch };
    const work = phase.work(settings);
    if (work.kind === "sql") {
      const reads = new Set<string>();
      const seen = { ...task, settings: watched(settings, (path) => void reads.add(path)) };
      const warnings = await places.use(() => makeWhole(phase, seen));
      return { warnings, reads: [...reads] };
    }
    const loader = loaderUrl(this.project.root, phase.schema.name);
    const onPool = (tasks: readonly WorkerTask[], unit?: string) =>
      this.onPool(phase.schema.name, tasks, { watch, places }, unit);
    // Not here, where it would keep workers waiting for their next shard.
    if (work.kind === "table" || work.kind === "json") {
      return await onPool([{ ...task, loader, share: "whole" }]);
    }
    const shares = work.kind === "series"
      ? sharesOf(await this.serverIds(task.inputs))
      : Array.from({ length: work.parts }, (_, part) => ({ part }));
    const shards = shares.map((share, index) => ({
      ...task,
      output: `${making}shard${String(index).padStart(6, "0")}.parquet`,
      loader,
      share,
    }));
    const result = await onPool(shards, work.kind === "series" ? "servers" : "parts");
    const files = shards.map((shard) => shard.output);
    await places.use(() => joinShards(phase.schema as SnapshotSchema, files, task, work.kind === "series"));
    return result;
  }

  /** Makes something on the workers; returns its warnings and the settings it read, each once. @param unit  to show progress in */
  private async onPool(
    name: string,
    tasks: readonly WorkerTask[],
    { watch, places }: { watch: Stopwatch; places: Places },
    unit?: string,
  ): Promise<WorkerResult> {
    const total = tasks.reduce((sum, { share }) => sum + sizeOf(share), 0);
    let done = 0;
    const results = await this.pool.makeAll(tasks, places, ({ share }) => {
      done += sizeOf(share);
      if (unit !== undefined) this.reporter.progress(name, done, total, watch.seconds, unit);
    });
    return {
      warnings: [...new Set(results.flatMap(({ warnings }) => warnings))],
      reads: [...new Set(results.flatMap(({ reads }) => reads))],
    };
  }

  private serverIds(inputs: Readonly<Record<string, string>>): Promise<string[]> {
    const servers = inputs["servers"];
    if (servers === undefined) {
      throw new Error(`A phase that works by series must need the snapshot "servers"`);
    }
    return withWarehouse({ inputs: { servers }, scratch: this.paths.scratch }, 1, async (warehouse) => {
      const rows = await warehouse.query<{ server_id: string }>(
        "SELECT server_id FROM servers ORDER BY server_id",
      );
      return rows.map((row) => row.server_id);
    });
  }

  /** Checks a finished file against its schema; returns its size. */
  private async accept(phase: Phase, output: string): Promise<{ rows: number; columns: string[] }> {
    const { schema } = phase;
    if (isDocument(schema)) return { rows: 1, columns: [] };
    // Checking only counts, so it may use every core.
    const warehouse = await openWarehouse({ threads: this.workers, spillTo: this.paths.scratch });
    try {
      await warehouse.attach("made", output);
      await checkRows(warehouse, "made", schema);
      const [count] = await warehouse.query<{ rows: number }>(`SELECT count(*) AS "rows" FROM made`);
      return { rows: count!.rows, columns: Object.keys(schema.columns.shape) };
    } finally {
      warehouse.close();
    }
  }
}
