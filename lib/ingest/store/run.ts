/** A run over many files: each is taken in or refused on its own, then the daily figures follow. */
import type { Settings } from "../../config/settings.ts";
import { sha256 } from "../../pipeline/hash.ts";
import { exists } from "../../pipeline/store.ts";
import { literal } from "../../warehouse/bind.ts";
import { type DuckDBWarehouse, openWarehouse } from "../../warehouse/duckdb.ts";
import { withEntries } from "../files/archive.ts";
import { findFiles, unreadable } from "../files/find.ts";
import { type SizeLimits, type Survey, survey } from "../files/survey.ts";
import { bytesOf } from "../files/text.ts";
import { PRELUDE } from "../judge.ts";
import type { Reader } from "../reader.ts";
import { Refusal } from "../refusal.ts";
import { type FileOutcome, refused } from "../report.ts";
import { NOTHING_TOLD } from "../series.ts";
import { rebuildDaily, replacedBy } from "./daily.ts";
import { takeInventory, writeNoInventory } from "./inventory.ts";
import type { Settled } from "./settle.ts";
import { readTold, type Taking, type Told } from "./context.ts";
import { take } from "./take.ts";
import { type LogEntry, Workspace } from "./workspace.ts";

export interface Run {
  /** Project root, ending in a slash. */
  root: string;
  files: readonly string[];
  format: string | undefined;
  timezone: string | undefined;
  map: string | undefined;
  inventory: string | undefined;
  dry_run: boolean;
  settings: Settings["ingest"];
  readers: readonly Reader[];
  /** Milliseconds since 1970. */
  now: number;
  threads: number;
  input: AsyncIterable<Uint8Array>;
  say(line: string): void;
  progress(name: string, done: number, of: number, unit: string): void;
}

export const sizeLimits = ({ limits }: Settings["ingest"]): SizeLimits & { archive_entries: number } => ({
  line_bytes: limits.line_bytes,
  unpacked_bytes: limits.unpacked_mib * 2 ** 20,
  unpacked_ratio: limits.unpacked_ratio,
  archive_entries: limits.archive_entries,
});

interface Extent {
  servers: number;
  metrics: string[];
  first: string;
  last: string;
  months: string[];
  gap_days: number;
  interval_seconds: number | null;
}

/** What the kept samples of a file span. */
async function extentOf(warehouse: DuckDBWarehouse, samples: string): Promise<Extent> {
  await warehouse.run(`CREATE OR REPLACE TEMP TABLE extent AS
    SELECT server, metric, CAST(floor(ms / 86400000) AS INTEGER) AS day, count(*) AS n, max(interval_seconds) AS said,
      min(ms) AS first_ms, max(ms) AS last_ms
    FROM read_parquet(${literal(samples)}) GROUP BY server, metric, day`);
  const [found] = await warehouse.query<{
    servers: number;
    metrics: string;
    first: string;
    last: string;
    gap_days: number;
    interval_seconds: number | null;
  }>(`SELECT count(DISTINCT server) AS servers,
      array_to_string(list_sort(list(DISTINCT metric)), ' ') AS metrics,
      CAST(DATE '1970-01-01' + min(day) AS VARCHAR) AS first, CAST(DATE '1970-01-01' + max(day) AS VARCHAR) AS last,
      (SELECT CAST(sum(days) AS BIGINT) FROM (
        SELECT max(day) - min(day) + 1 - count(*) AS days FROM extent GROUP BY server, metric)) AS gap_days,
      COALESCE(max(said), median(CASE WHEN n > 1 THEN (last_ms - first_ms) / 1000.0 / (n - 1) END)) AS interval_seconds
    FROM extent`);
  const months = await warehouse.query<{ month: string }>(
    "SELECT DISTINCT strftime(DATE '1970-01-01' + day, '%Y-%m') AS month FROM extent ORDER BY month",
  );
  return { ...found!, metrics: found!.metrics.split(" "), months: months.map(({ month }) => month) };
}

function warningsOf(
  settled: Settled,
  extent: Extent | undefined,
  notes: readonly string[],
  coarse: number,
): string[] {
  const seconds = extent?.interval_seconds ?? 0;
  return [
    ...notes,
    ...settled.reasons.map(({ rule, reason, n }) => `${n} quarantined (${rule}): ${reason}`),
    ...[...settled.rules].flatMap(([rule, n]) => {
      const told = settled.reasons.filter((one) => one.rule === rule).reduce((sum, one) => sum + one.n, 0);
      if (told === n) return [];
      return [`${n - told} quarantined (${rule})${told > 0 ? ", for other reasons" : ""}`];
    }),
    ...[...settled.skipped].slice(0, 20).map(([reason, n]) => `${n} left aside: ${reason}`),
    ...(settled.over_capacity > 0 ? [`${settled.over_capacity} above 100 % of capacity: kept`] : []),
    ...(seconds > coarse
      ? [
        `one sample stands for ${
          Math.round(seconds / 60)
        } minutes: THE DAILY P95 IS ONE OF SUCH AVERAGES AND ` +
        "HIDES SHORTER PEAKS",
      ]
      : []),
  ];
}

/** From here reading takes so long that a person is told of it. */
const LARGE = 64 * 2 ** 20;

class Runner {
  readonly outcomes: FileOutcome[] = [];
  readonly changed = new Set<string>();
  readonly log: LogEntry[];
  private unpacked = 0;

  constructor(
    private readonly run: Run,
    private readonly taking: Taking,
    private readonly reading: string,
    log: readonly LogEntry[],
  ) {
    this.log = [...log];
  }

  private get limits() {
    return sizeLimits(this.run.settings);
  }

  /** Refusals are told in the table; anything else is a fault of ours and ends the run. */
  async file(path: string, name: string, inArchive = false): Promise<void> {
    try {
      const found = await survey(name, bytesOf(path), this.limits);
      if (found.packing !== "zip") return await this.one(path, name, found);
      if (inArchive) throw new Refusal(`Cannot read ${name} as archives within archives are not opened`);
      await this.archive(path, name);
    } catch (error) {
      const known = error instanceof Refusal || error instanceof Deno.errors.NotFound ||
        error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.FilesystemLoop;
      const reason = known ? unreadable(name, error) : fault(name, error);
      this.outcomes.push(refused(name, reason));
    }
  }

  private async archive(path: string, name: string): Promise<void> {
    await withEntries(path, name, this.limits, async (entries) => {
      if (entries.length === 0) throw new Refusal(`Cannot read ${name} as there must be a file in it`);
      for (const entry of entries) {
        const to = `${this.taking.workspace.scratch}entry-${++this.unpacked}`;
        try {
          await entry.unpack(to);
          await this.file(to, entry.name, true);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          this.outcomes.push(refused(entry.name, error.message));
        } finally {
          if (await exists(to)) await Deno.remove(to);
        }
      }
    });
  }

  private async one(path: string, name: string, found: Survey): Promise<void> {
    const shown = name.replace(/^.*\//, "");
    const id = (await sha256(new TextEncoder().encode([found.sha256, shown, this.reading].join("\n")))).slice(
      0,
      16,
    );
    const same = this.log.find((entry) => entry.id === id);
    if (same !== undefined) {
      const { format, servers, metrics, first, last } = same;
      this.outcomes.push({
        ...refused(name, ""),
        state: "unchanged",
        format,
        servers,
        metrics,
        first,
        last,
        warnings: [],
      });
      return;
    }
    const { workspace, dry_run } = this.taking;
    const scratch = {
      samples: `${workspace.scratch}${id}.samples`,
      quarantine: `${workspace.scratch}${id}.quarantine`,
    };
    if (found.unpacked > LARGE) {
      this.run.say(`reading ${name}: ${Math.round(found.unpacked / 2 ** 20)} MiB of text`);
    }
    const { format, settled, notes } = await take({ path, name, found }, scratch, this.taking);
    const extent = settled.kept === 0 ? undefined : await extentOf(this.taking.warehouse, scratch.samples);
    const warnings = warningsOf(settled, extent, notes, this.run.settings.coarse_seconds);
    const skipped = [...settled.skipped.values()].reduce((sum, n) => sum + n, 0);
    const { read, kept, quarantined } = settled;
    const outcome: FileOutcome = {
      file: name,
      state: kept === 0 ? "empty" : "taken in",
      format,
      read,
      kept,
      quarantined,
      skipped,
      servers: extent?.servers ?? 0,
      metrics: extent?.metrics ?? [],
      first: extent?.first ?? "",
      last: extent?.last ?? "",
      gap_days: extent?.gap_days ?? 0,
      warnings: kept === 0 ? [...warnings, "nothing could be kept"] : warnings,
    };
    if (dry_run) {
      for (const made of Object.values(scratch)) if (await exists(made)) await Deno.remove(made);
    } else {
      if (quarantined > 0) await Deno.rename(scratch.quarantine, workspace.quarantine(id));
      if (extent !== undefined) {
        await this.enter(id, { path, shown, sha256: found.sha256 }, outcome, extent, scratch.samples);
      }
    }
    this.outcomes.push(outcome);
  }

  /** Puts a partition in its place and writes it down. */
  private async enter(
    id: string,
    { shown, sha256 }: { path: string; shown: string; sha256: string },
    outcome: FileOutcome,
    { months }: Extent,
    samples: string,
  ): Promise<void> {
    const { workspace, warehouse } = this.taking;
    // The same content under the same name, read otherwise: the earlier reading no longer counts.
    const reread = this.log.findIndex((entry) => entry.sha256 === sha256 && entry.file === shown);
    if (reread !== -1) { for (const month of this.log.splice(reread, 1)[0]!.months) this.changed.add(month); }
    const earlier = this.log.filter((entry) => entry.months.some((month) => months.includes(month)));
    const replaced = await replacedBy(
      warehouse,
      samples,
      earlier.map((entry) => workspace.samples(entry.id)),
    );
    if (replaced.days > 0) {
      outcome.warnings = [
        ...outcome.warnings,
        `replaces ${replaced.samples} samples of earlier files on ${replaced.days} days of a series`,
      ];
    }
    await Deno.rename(samples, workspace.samples(id));
    for (const month of months) this.changed.add(month);
    this.log.push({
      id,
      order: (this.log.at(-1)?.order ?? 0) + 1,
      file: shown,
      sha256,
      format: outcome.format,
      read: outcome.read,
      kept: outcome.kept,
      quarantined: outcome.quarantined,
      skipped: outcome.skipped,
      servers: outcome.servers,
      metrics: [...outcome.metrics],
      first: outcome.first,
      last: outcome.last,
      months,
      replaced_days: replaced.days,
      replaced_samples: replaced.samples,
    });
  }
}

/** A fault that is no refusal: what the engine says of it, on one line. */
const fault = (name: string, error: unknown): string =>
  `Cannot read ${name}: ${(error instanceof Error ? error.message : String(error)).split("\n")[0]}`;

async function spool(run: Run, to: string): Promise<void> {
  const most = run.settings.limits.unpacked_mib * 2 ** 20;
  const file = await Deno.open(to, { write: true, create: true, truncate: true });
  let bytes = 0;
  try {
    for await (const part of run.input) {
      bytes += part.length;
      if (bytes > most) throw new Refusal(`Cannot read standard input as it must be at most ${most} bytes`);
      for (let from = 0; from < part.length;) from += await file.write(part.subarray(from));
    }
  } finally {
    file.close();
  }
}

async function told({ map }: Run): Promise<{ told: Told; text: string }> {
  if (map === undefined) return { told: { mapping: undefined, series: NOTHING_TOLD }, text: "" };
  let text: string;
  try {
    text = await Deno.readTextFile(map);
  } catch (error) {
    throw new Refusal(unreadable(map, error));
  }
  return { told: readTold(text, map), text };
}

async function everyFile(run: Run, runner: Runner, workspace: Workspace): Promise<void> {
  const found = await findFiles(run.files, run.settings.limits.files);
  for (const { name, reason } of found.unusable) runner.outcomes.push(refused(name, reason));
  for (const [index, { path, name }] of found.files.entries()) {
    run.progress(name, index, found.files.length, "files");
    if (path === "-") {
      const to = `${workspace.scratch}input`;
      await spool(run, to);
      await runner.file(to, name);
    } else await runner.file(path, name);
  }
}

/**
 * Takes files in and rebuilds what changed.
 * @throws Refusal when the command as a whole cannot be followed, before anything is written
 */
export async function ingest(run: Run): Promise<FileOutcome[]> {
  const { settings } = run;
  const workspace = new Workspace(`${run.root}${settings.workspace}/`);
  const existed = await exists(workspace.root);
  const { told: said, text } = await told(run);
  await workspace.open();
  const warehouse = await openWarehouse({
    threads: run.threads,
    spillTo: workspace.scratch,
    memoryLimitMib: settings.memory_mib,
  });
  try {
    await warehouse.run("SET TimeZone = 'UTC'");
    await warehouse.run(PRELUDE);
    if (run.inventory !== undefined) await inventory(run, warehouse, workspace);
    const reading = JSON.stringify([run.format ?? "", run.timezone ?? "", text]);
    const taking: Taking = {
      warehouse,
      workspace,
      readers: run.readers,
      settings,
      format: run.format,
      timezone: run.timezone,
      told: said,
      dry_run: run.dry_run,
      now: run.now,
      progress: (read) => run.progress("values", read, read, "values"),
    };
    const runner = new Runner(run, taking, reading, await workspace.readLog());
    await everyFile(run, runner, workspace);
    if (!run.dry_run && runner.changed.size > 0) {
      await rebuildDaily(
        warehouse,
        workspace,
        runner.log,
        runner.changed,
        (done, of) => run.progress("daily figures", done, of, "months"),
      );
      if (!await exists(workspace.inventory)) await writeNoInventory(warehouse, workspace.inventory);
      await workspace.writeLog(runner.log);
    }
    return runner.outcomes;
  } finally {
    warehouse.close();
    await workspace.close();
    if (run.dry_run && !existed) await Deno.remove(workspace.root, { recursive: true });
  }
}

async function inventory(run: Run, warehouse: DuckDBWarehouse, workspace: Workspace): Promise<void> {
  const made = {
    utf8: `${workspace.scratch}inventory.csv`,
    parquet: `${workspace.scratch}inventory.parquet`,
  };
  let taken: Awaited<ReturnType<typeof takeInventory>>;
  try {
    taken = await takeInventory(warehouse, run.inventory!, sizeLimits(run.settings), made);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(unreadable(run.inventory!, error));
  }
  if (!run.dry_run) await Deno.rename(made.parquet, workspace.inventory);
  run.say(
    `inventory: ${taken.servers} servers${
      taken.unused.length > 0 ? `; not used: ${taken.unused.join(", ")}` : ""
    }`,
  );
}
