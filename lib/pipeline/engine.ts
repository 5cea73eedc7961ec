/** Decides which phases must run, runs them in order, checks and stores what they make, and records why. */
import { cpuUsage } from "node:process";
import { duckdbVersion } from "../warehouse/duckdb.ts";
import { readableFault } from "../warehouse/fault.ts";
import { type CodeGraph, CodeReader, readCodeGraph } from "./closure.ts";
import { inOrder } from "./graph.ts";
import { canonicalJson, sha256 } from "./hash.ts";
import { withWarehouse } from "./make.ts";
import type { Ingredients, Manifest } from "./manifest.ts";
import { type Paths, pathsOf } from "./paths.ts";
import { peakMemory } from "./memory.ts";
import { pick, Producer } from "./produce.ts";
import { loaderUrl, type Project } from "./project.ts";
import { writeProvenance } from "./provenance.ts";
import { type AnyPhase, isFilePhase } from "./file_phase.ts";
import type { SqlWork } from "./phase.ts";
import { Pool } from "./pool.ts";
import { duration, type Reporter } from "./progress.ts";
import { reasons } from "./reason.ts";
import { chainLengths, runAll } from "./schedule.ts";
import { fileNameOf } from "./schemas/file.ts";
import { SAVED_FROM, saveModels } from "./save.ts";
import { Slots } from "./slots.ts";
import {
  exists,
  HashMemory,
  locked,
  makeFolders,
  readManifest,
  sweep,
  writeManifest,
  writeWhole,
} from "./store.ts";
import { withSavedModels } from "./saved_models.ts";

export interface RunOptions {
  /** Snapshots to make, with all they need; empty for all. */
  snapshots: readonly string[];
  /** Make just the named ones, from what their inputs are now. */
  only: boolean;
  /** Make them even when they are up to date. */
  force: boolean;
  /** Say what would run and why, and run nothing. */
  explain: boolean;
  workers: number;
  /** A saved version: its fits and models take the place of those trained here. */
  models?: string;
}

export interface Step {
  snapshot: string;
  outcome: "made" | "kept" | "would_run";
  because: string;
  rows: number | null;
  seconds: number;
  /** From the start of the run: when it got its first place, and when its snapshot was in place. */
  from_seconds: number | null;
  to_seconds: number | null;
  peak_memory_mib: number | null;
  /** False when the bytes are the same as before, so that nothing after it runs. */
  changed: boolean;
}

export interface RunLog {
  profile: string;
  steps: Step[];
  seconds: number;
  /** Of all cores, of the process and its threads. */
  cpu_seconds: number;
  peak_memory_mib: number;
}

/** SHA-256 over all that decides a result. */
const fingerprintOf = ({ code, packages, config, inputs, files, runtime }: Ingredients): Promise<string> =>
  sha256(canonicalJson({ code, packages, config, inputs, files, runtime }));

/** Seconds since a moment of `performance.now()`, to 0.01. */
const secondsSince = (moment: number, until = performance.now()): number =>
  Number(((until - moment) / 1000).toFixed(2));

/** Seconds of processor time that this process has used, to 0.01. */
function cpuSeconds(): number {
  const { user, system } = cpuUsage();
  return Number(((user + system) / 1e6).toFixed(2));
}

const MADE_BY = new URL("./make.ts", import.meta.url).href;
const FILES_MADE_BY = new URL("./make_file.ts", import.meta.url).href;

const madeBy = (phase: AnyPhase): string => isFilePhase(phase) ? FILES_MADE_BY : MADE_BY;

class Run {
  private readonly steps = new Map<string, Step>();
  /** Snapshots that an explained run would make anew; what follows them may change too. */
  private readonly pending = new Set<string>();
  /** By snapshot: the longer the chain that waits for it, the sooner it gets a place. */
  private priorities: ReadonlyMap<string, number> = new Map();

  constructor(
    private readonly project: Project,
    private readonly options: RunOptions,
    private readonly paths: Paths,
    private readonly code: CodeReader,
    private readonly hashes: HashMemory,
    private readonly producer: Producer,
    private readonly reporter: Reporter,
    /** Files that take the place of snapshots no phase of this run makes. */
    private readonly given: ReadonlyMap<string, string>,
    /** When the run began, by `performance.now()`. */
    private readonly began: number,
  ) {}

  /** Runs the phases as their needs allow; returns what became of them in the order given. */
  async all(ordered: readonly AnyPhase[]): Promise<Step[]> {
    const nodes = ordered.map((phase) => ({ name: phase.schema.name, needs: phase.needs, phase }));
    this.priorities = chainLengths(nodes);
    await runAll(nodes, async ({ name, phase }) => {
      try {
        this.steps.set(name, await locked(this.paths, name, () => this.swept(phase)));
      } catch (error) {
        const reason = readableFault(error instanceof Error ? error.message : String(error));
        const last = await exists(this.file(phase)) ? "; the last good one stays in place" : "";
        throw new Error(`Cannot make snapshot "${name}"${last}.\n  ${reason}`, { cause: error });
      }
    });
    return ordered.map((phase) => this.steps.get(phase.schema.name)!);
  }

  /** Runs a phase and clears what it leaves half-made, also when it fails: a full disk must be free again. */
  private async swept(phase: AnyPhase): Promise<Step> {
    try {
      return await this.one(phase);
    } finally {
      await sweep(this.paths, phase.schema.name);
    }
  }

  private file(phase: AnyPhase): string {
    return this.paths.snapshots + fileNameOf(phase.schema);
  }

  private sliceFile(phase: AnyPhase): string {
    return `${this.paths.slices}${phase.schema.name}.parquet`;
  }

  private phaseNamed(name: string): AnyPhase {
    const found = this.project.phases.find((phase) => phase.schema.name === name);
    if (found === undefined) throw new RangeError(`Cannot read snapshot "${name}" as no phase makes it`);
    return found;
  }

  private inputs(phase: AnyPhase): Record<string, string> {
    return Object.fromEntries(
      phase.needs.map((name) => [name, this.given.get(name) ?? this.file(this.phaseNamed(name))]),
    );
  }

  private sqlWork(phase: AnyPhase): SqlWork | undefined {
    if (isFilePhase(phase)) return undefined;
    const work = phase.work(pick(this.project.settings, phase.config));
    return work.kind === "sql" ? work : undefined;
  }

  /** All that decides the phase's result. */
  private async ingredients(phase: AnyPhase): Promise<Ingredients> {
    const work = this.sqlWork(phase);
    const { code, packages } = await this.code.read(
      [loaderUrl(this.project.root, phase.schema.name), madeBy(phase)],
      work ? [work.file] : [],
    );
    const inputs: Record<string, string> = {};
    for (const [name, file] of Object.entries(this.inputs(phase))) {
      const hash = await this.hashes.of(file);
      if (hash === undefined && !this.options.explain) {
        throw new Error(`Its input "${name}" has not been made yet`);
      }
      inputs[name] = hash ?? "not made yet";
    }
    const files: Record<string, string> = {};
    for (const path of Object.values(work?.inputs ?? {})) {
      const hash = await this.hashes.of(this.project.root + path);
      if (hash === undefined) {
        const made = path.startsWith("data/workspace/") ? ": npm run ingest makes it" : "";
        throw new Error(`Cannot read ${path} as there is no such file${made}`);
      }
      files[path] = hash;
    }
    return {
      code,
      packages,
      config: pick(this.project.settings, phase.config),
      inputs,
      files,
      runtime: { deno: Deno.version.deno, duckdb: duckdbVersion() },
    };
  }

  /** Why the phase must run; undefined when its snapshot is up to date. */
  private async because(
    phase: AnyPhase,
    before: Manifest | undefined,
    now: Ingredients,
    fingerprint: string,
  ) {
    const waiting = phase.needs.filter((name) => this.pending.has(name));
    if (waiting.length > 0) return `${waiting.join(", ")} would be made anew, and may change`;
    const have = await this.hashes.of(this.file(phase));
    if (have === undefined) return "there is no snapshot yet";
    if (before === undefined) return "there is no manifest for it";
    if (before.fingerprint !== fingerprint) {
      const found = reasons(before, now).join("; ");
      if (found !== "") return found;
      if (await fingerprintOf(before) !== before.fingerprint) return "its manifest was edited";
    }
    if (before.sha256 !== have) return "the snapshot is not the one its manifest describes";
    if (phase.slice !== undefined && !await exists(this.sliceFile(phase))) {
      return "its part for the site is missing";
    }
    return undefined;
  }

  /** Why a phase runs that is up to date. */
  private unneeded(): string | undefined {
    return this.options.force ? "it was forced; nothing had changed" : undefined;
  }

  private async one(phase: AnyPhase): Promise<Step> {
    const { name } = phase.schema;
    const before = await readManifest(this.paths, name);
    const now = await this.ingredients(phase);
    const fingerprint = await fingerprintOf(now);
    const because = await this.because(phase, before, now, fingerprint) ?? this.unneeded();
    const untouched = {
      snapshot: name,
      rows: before?.rows ?? null,
      seconds: 0,
      from_seconds: null,
      to_seconds: null,
      peak_memory_mib: null,
      changed: false,
    };
    if (because === undefined) {
      if (before !== undefined && before.fingerprint !== fingerprint && !this.options.explain) {
        // Other settings, but none that it reads: its record is the one a run would write now.
        await writeManifest(this.paths, { ...before, config: now.config, fingerprint });
      }
      return { ...untouched, outcome: "kept", because: "up to date" };
    }
    if (this.options.explain) {
      this.pending.add(name);
      return { ...untouched, outcome: "would_run", because };
    }
    return await this.make(phase, now, fingerprint, because, before);
  }

  private async make(
    phase: AnyPhase,
    now: Ingredients,
    fingerprint: string,
    because: string,
    before: Manifest | undefined,
  ): Promise<Step> {
    const { name } = phase.schema;
    await sweep(this.paths, name);
    const making = `${this.paths.scratch}${name}.making.`;
    const product = await this.producer.produce(
      phase,
      this.inputs(phase),
      now.inputs,
      making,
      this.priorities.get(name) ?? 0,
    );
    const { rows, columns, warnings, reads, startedAt, seconds, peakMib } = product;
    await Deno.rename(product.file, this.file(phase));
    const slice = await this.slice(phase, making);
    const { size: bytes } = await Deno.stat(this.file(phase));
    const hash = (await this.hashes.of(this.file(phase)))!;
    const result = { fingerprint, ...now, reads, rows, columns, bytes, sha256: hash, slice, warnings };
    const measured = { seconds: Number(seconds.toFixed(2)), peak_memory_mib: peakMib, because };
    const manifest = { snapshot: name, question: phase.question, ...result, measured };
    const repeats = before !== undefined &&
      canonicalJson({ ...before, measured }) === canonicalJson(manifest);
    if (!repeats) await writeManifest(this.paths, manifest);
    const changed = before?.sha256 !== hash;
    const counted = columns.length === 0 ? `${bytes} bytes` : `${rows} rows`;
    this.reporter.line(
      `made ${name}: ${counted} in ${duration(seconds)} because ${because}${
        changed ? "" : " (same bytes as before)"
      }`,
    );
    for (const warning of warnings) this.reporter.line(`  note: ${warning}`);
    return {
      snapshot: name,
      outcome: "made",
      because,
      rows,
      seconds,
      from_seconds: secondsSince(this.began, startedAt),
      to_seconds: secondsSince(this.began),
      peak_memory_mib: peakMib,
      changed,
    };
  }

  private async slice(phase: AnyPhase, making: string): Promise<Manifest["slice"]> {
    if (phase.slice === undefined) return null;
    const { query, note } = phase.slice;
    const output = `${making}slice.parquet`;
    const inputs = { ...this.inputs(phase), [phase.schema.name]: this.file(phase) };
    const rows = await withWarehouse(
      { inputs, scratch: this.paths.scratch },
      1,
      (warehouse) => warehouse.copyTo(query, output),
    );
    await Deno.rename(output, this.sliceFile(phase));
    const { size: bytes } = await Deno.stat(this.sliceFile(phase));
    return { note, rows, bytes, sha256: (await this.hashes.of(this.sliceFile(phase)))! };
  }
}

/** The phases to run, each after what it needs. */
function phasesToRun(
  { phases }: Project,
  { snapshots, only }: RunOptions,
  given: ReadonlyMap<string, string>,
): AnyPhase[] {
  const made = new Set(phases.map((phase) => phase.schema.name));
  const nodes = phases.map((phase) => ({
    name: phase.schema.name,
    needs: phase.needs.filter((need) => made.has(need) || !given.has(need)),
    phase,
  }));
  const wanted = snapshots.length > 0 ? snapshots : nodes.map((node) => node.name);
  return inOrder(nodes, wanted)
    .filter((node) => !only || wanted.includes(node.name))
    .map((node) => node.phase);
}

/** What one run may take over from another of the same process. It holds as long as no code changes. */
export interface Standing {
  graph: CodeGraph;
  /** Closed by whoever opened it. */
  pool: Pool;
}

/** Reads the imports of the loaders of some snapshots and has workers for them. */
export async function standingFor(root: string, snapshots: readonly string[]): Promise<Standing> {
  const entries = snapshots.map((name) => loaderUrl(root, name));
  return { graph: await readCodeGraph([...entries, MADE_BY, FILES_MADE_BY]), pool: new Pool() };
}

/**
 * Brings snapshots up to date.
 * @param standing  what an earlier run of this process has left; read anew without
 * @throws Error naming the snapshot that could not be made and why; what was good before stays as it was
 */
export async function makeSnapshots(
  opened: Project,
  options: RunOptions,
  reporter: Reporter,
  standing?: Standing,
): Promise<RunLog> {
  const started = performance.now();
  const paths = pathsOf(opened.root, opened.profile);
  await makeFolders(paths);
  const { project, given, notes } = await withSavedModels(opened, paths, options.models);
  for (const note of notes) reporter.line(note);
  const ordered = phasesToRun(project, options, given);
  const { graph, pool } = standing ??
    await standingFor(project.root, ordered.map(({ schema }) => schema.name));
  const code = await CodeReader.open(project.root, graph);
  const hashes = await HashMemory.open(paths);
  const slots = new Slots(options.workers);
  try {
    const producer = new Producer(project, options.workers, paths, slots, pool, reporter);
    const run = new Run(project, options, paths, code, hashes, producer, reporter, given, started);
    const { value: steps, peakMib } = await peakMemory(() => run.all(ordered));
    const log: RunLog = {
      profile: project.profile,
      steps,
      seconds: secondsSince(started),
      cpu_seconds: cpuSeconds(),
      peak_memory_mib: peakMib,
    };
    if (options.explain) return log;
    await writeProvenance(opened, paths);
    await writeWhole(`${paths.snapshots}run.json`, JSON.stringify(log));
    const trained = SAVED_FROM.every((name) => ordered.some(({ schema }) => schema.name === name));
    if (trained && !options.only) (await saveModels(project, paths)).forEach(reporter.line);
    return log;
  } finally {
    if (standing === undefined) pool.close();
    await hashes.save();
  }
}
