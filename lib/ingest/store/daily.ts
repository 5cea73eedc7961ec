/** Makes the daily figures of the months that changed; those of other months stay as they are. */
import { identifier, literal } from "../../warehouse/bind.ts";
import type { DuckDBWarehouse } from "../../warehouse/duckdb.ts";
import { exists } from "../../pipeline/store.ts";
import type { LogEntry, Workspace } from "./workspace.ts";

const read = (name: string): Promise<string> => Deno.readTextFile(new URL(name, import.meta.url));

/** Samples that are made into days at once: what a percentile holds in memory. */
const SAMPLES_AT_ONCE = 25_000_000;

/** First moment of a month YYYY-MM, and of one some months later, milliseconds since 1970. */
function startOf(month: string, later = 0): number {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return Date.UTC(year, number - 1 + later);
}

/** Months side by side, as many as hold no more samples than may be made into days at once. */
export function grouped(months: readonly string[], log: readonly LogEntry[]): string[][] {
  const groups: string[][] = [];
  let held = Infinity;
  for (const month of [...months].sort()) {
    const samples = log.filter((entry) => entry.months.includes(month))
      .reduce((sum, { kept, months }) => sum + kept / months.length, 0);
    const follows = groups.at(-1)?.at(-1) !== undefined &&
      startOf(groups.at(-1)!.at(-1)!, 1) === startOf(month);
    if (!follows || held + samples > SAMPLES_AT_ONCE) {
      groups.push([]);
      held = 0;
    }
    groups.at(-1)!.push(month);
    held += samples;
  }
  return groups;
}

async function makeDays(
  warehouse: DuckDBWarehouse,
  workspace: Workspace,
  entries: readonly LogEntry[],
  months: readonly string[],
): Promise<string> {
  const files = entries.map(({ id, order }) =>
    `SELECT ${order} AS ordinal, server, metric, statistic, interval_seconds, ms, value
     FROM read_parquet(${literal(workspace.samples(id))})`
  );
  await warehouse.run(
    `CREATE OR REPLACE TEMP VIEW samples AS
     SELECT *, CAST(floor(ms / 86400000) AS INTEGER) AS day FROM (${files.join(" UNION ALL ")})
     WHERE ms >= ${startOf(months[0]!)} AND ms < ${startOf(months.at(-1)!, 1)}`,
  );
  const current = files.length === 1 ? "SELECT * FROM samples" : await read("current.duckdb.sql");
  await warehouse.run(`CREATE OR REPLACE TEMP VIEW current_samples AS ${current}`);
  const to = `${workspace.scratch}daily-${months[0]}.parquet`;
  await warehouse.copyTo(await read("daily.duckdb.sql"), to);
  return to;
}

/**
 * @param changed  months whose files changed, YYYY-MM
 */
export async function rebuildDaily(
  warehouse: DuckDBWarehouse,
  workspace: Workspace,
  log: readonly LogEntry[],
  changed: ReadonlySet<string>,
  progress: (done: number, of: number) => void,
): Promise<void> {
  const months = [...changed].sort();
  const parts: string[] = [];
  let done = 0;
  for (const group of grouped(months, log)) {
    const entries = log.filter((entry) => entry.months.some((month) => group.includes(month)));
    if (entries.length > 0) parts.push(await makeDays(warehouse, workspace, entries, group));
    progress(done += group.length, months.length);
  }
  const relations = parts.map((path) => `SELECT * FROM read_parquet(${literal(path)})`);
  if (await exists(workspace.daily)) {
    relations.push(
      `SELECT * FROM read_parquet(${literal(workspace.daily)})
       WHERE strftime(date, '%Y-%m') NOT IN (${months.map(literal).join(", ")})`,
    );
  }
  const made = `${workspace.scratch}daily.parquet`;
  await warehouse.copyTo(
    `SELECT * FROM (${relations.join(" UNION ALL ")}) ORDER BY server_id, metric, date`,
    made,
  );
  await Deno.rename(made, workspace.daily);
}

/** What a new partition replaces of earlier ones: days of a series, and their samples. */
export async function replacedBy(
  warehouse: DuckDBWarehouse,
  samples: string,
  earlier: readonly string[],
): Promise<{ days: number; samples: number }> {
  if (earlier.length === 0) return { days: 0, samples: 0 };
  const day = "CAST(floor(ms / 86400000) AS INTEGER)";
  const [found] = await warehouse.query<{ days: number; samples: number }>(`
    WITH spans AS (
      SELECT server, metric, statistic, ${day} AS day, min(ms) AS first_ms, max(ms) AS last_ms
      FROM read_parquet(${literal(samples)}) GROUP BY ALL
    )
    SELECT count(*) AS samples, count(DISTINCT (old.server, old.metric, old.statistic, ${
    identifier("day")
  })) AS days
    FROM read_parquet([${earlier.map(literal).join(", ")}], union_by_name = true) AS old
    JOIN spans ON spans.server = old.server AND spans.metric = old.metric AND spans.statistic = old.statistic
      AND spans.day = CAST(floor(old.ms / 86400000) AS INTEGER) AND old.ms BETWEEN first_ms AND last_ms`);
  return found!;
}
