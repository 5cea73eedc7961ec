/** Makes the daily figures of the months that changed; those of other months stay as they are. */
import { bind, identifier, literal } from "../../warehouse/bind.ts";
import type { DuckDBWarehouse } from "../../warehouse/duckdb.ts";
import { exists } from "../../pipeline/store.ts";
import type { LogEntry, Workspace } from "./workspace.ts";

const SQL = new URL("./daily.duckdb.sql", import.meta.url);

/** First and last moment of a month YYYY-MM, milliseconds since 1970. */
function bounds(month: string): { from_ms: number; until_ms: number } {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return { from_ms: Date.UTC(year, number - 1), until_ms: Date.UTC(year, number) };
}

async function monthly(
  warehouse: DuckDBWarehouse,
  workspace: Workspace,
  entries: readonly LogEntry[],
  month: string,
): Promise<string> {
  const files = entries.map(({ id, order }) => ({ path: workspace.samples(id), order }));
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE files AS SELECT * FROM (VALUES ${
      files.map(({ path, order }) => `(${literal(path)}, ${order})`).join(", ")
    }) AS listed (path, ordinal)`,
  );
  const to = `${workspace.scratch}daily-${month}.parquet`;
  const paths = `[${files.map(({ path }) => literal(path)).join(", ")}]`;
  await warehouse.run(
    `CREATE OR REPLACE TEMP VIEW kept AS
     SELECT * FROM read_parquet(${paths}, filename = true, union_by_name = true)`,
  );
  await warehouse.copyTo(bind(await Deno.readTextFile(SQL), bounds(month)), to);
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
  for (const [index, month] of months.entries()) {
    const entries = log.filter((entry) => entry.months.includes(month));
    if (entries.length > 0) parts.push(await monthly(warehouse, workspace, entries, month));
    progress(index + 1, months.length);
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
