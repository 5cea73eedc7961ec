/** Turns judged values into a partition of the store and a quarantine, and accounts for every one. */
import { literal } from "../../warehouse/bind.ts";
import type { DuckDBWarehouse } from "../../warehouse/duckdb.ts";
import { REASONS } from "../judge.ts";
import { type Staged, stagedRelation } from "./stage.ts";

export interface Settled {
  read: number;
  kept: number;
  quarantined: number;
  /** Values left aside on purpose, by reason. */
  skipped: Map<string, number>;
  /** Rejected values by rule. */
  rules: Map<string, number>;
  /** Of these the most frequent reasons, with their rule and how many values have them. */
  reasons: readonly Reason[];
  /** Of the kept, those above 100 % of capacity. */
  over_capacity: number;
}

export interface Reason {
  rule: string;
  reason: string;
  n: number;
}

/** Reasons that are told; a value within a reason can make every one of them another. */
const TOLD_REASONS = 20;

const MS_PER_HOUR = 3_600_000;

const hasFaults = async (warehouse: DuckDBWarehouse): Promise<boolean> =>
  (await warehouse.tables()).includes("faults");

/** Lines that are no row of the table, once each. A quote without its end takes the lines behind it along. */
async function faultLines(warehouse: DuckDBWarehouse): Promise<number> {
  await warehouse.run(`CREATE OR REPLACE TEMP TABLE fault_lines AS
    WITH records AS (
      SELECT line, first(error_type ORDER BY column_idx) AS error_type, first(csv_line) AS record
      FROM faults GROUP BY line
    ),
    lines AS (
      SELECT line, error_type, unnest(string_split(rtrim(record, chr(10)), chr(10))) AS text,
        generate_subscripts(string_split(rtrim(record, chr(10)), chr(10)), 1) - 1 AS behind
      FROM records
    )
    SELECT line + behind AS line, error_type, left(text, 200) AS text,
      row_number() OVER (ORDER BY line, behind) AS nth
    FROM lines`);
  const [found] = await warehouse.query<{ n: number }>("SELECT count(*) AS n FROM fault_lines");
  return found!.n;
}

async function countByRule(warehouse: DuckDBWarehouse, staged: Staged): Promise<Map<string | null, number>> {
  if (staged.parts.length === 0) return new Map();
  const rows = await warehouse.query<{ rule: string | null; n: number }>(
    `SELECT rule, count(*) AS n FROM (${stagedRelation(staged)}) GROUP BY rule ORDER BY rule`,
  );
  return new Map(rows.map(({ rule, n }) => [rule, n]));
}

async function hasDuplicates(warehouse: DuckDBWarehouse, staged: Staged): Promise<boolean> {
  const [found] = await warehouse.query<{ n: number }>(`SELECT count(*) AS n FROM (
    SELECT ms = lag(ms) OVER (PARTITION BY server, metric, statistic ORDER BY ms) AS same
    FROM (${stagedRelation(staged)}) WHERE rule IS NULL) WHERE same`);
  return found!.n > 0;
}

/**
 * Of values at one time the last one in the file counts. Where clocks were put back and a local time came twice,
 * the first of two is the earlier hour and no duplicate; a single one is taken for the later hour.
 */
const deduplicated = (staged: Staged): string => `
WITH numbered AS (
  SELECT *, count(*) OVER times AS alike,
    row_number() OVER (PARTITION BY server, metric, statistic, ms ORDER BY line) AS nth
  FROM (${stagedRelation(staged)}) WHERE rule IS NULL
  WINDOW times AS (PARTITION BY server, metric, statistic, ms)
)
SELECT * REPLACE (
  CASE WHEN folded AND alike = 2 AND nth = 1 THEN ms - ${MS_PER_HOUR} ELSE ms END AS ms,
  CASE WHEN nth < alike AND NOT (folded AND alike = 2) THEN 'duplicate' END AS rule
)
FROM numbered`;

const reasonOf = `COALESCE(reason, CASE rule ${
  Object.entries(REASONS).map(([rule, reason]) => `WHEN ${literal(rule)} THEN ${literal(reason)}`).join(" ")
} END)`;

/** What readers ask of a person stands in a reason, so reasons must be seen and not only kept. */
async function reasonsOf(warehouse: DuckDBWarehouse, staged: Staged): Promise<Reason[]> {
  return await warehouse.query<{ rule: string; reason: string; n: number }>(
    `SELECT rule, ${reasonOf} AS reason, count(*) AS n FROM (${stagedRelation(staged)})
     WHERE rule NOT IN ('empty', 'unmapped') GROUP BY rule, reason ORDER BY n DESC, rule, reason LIMIT ${TOLD_REASONS}`,
  );
}

/** A line of a table that could not be cut is not counted by the reader of the lines behind it: it is added here. */
const placeOf = (faults: boolean): string =>
  faults ? "line + (SELECT count(*) FROM fault_lines WHERE fault_lines.line - nth < judged.line)" : "line";

interface Quarantining {
  file: string;
  relations: string[];
  faults: boolean;
}

async function writeQuarantine(
  warehouse: DuckDBWarehouse,
  { file, relations, faults }: Quarantining,
  to: string,
): Promise<number> {
  const rejected = relations.map((relation) =>
    `SELECT ${placeOf(faults)} AS line, rule, ${reasonOf} AS reason,
      COALESCE(text, left(concat_ws(' | ', server, strftime(make_timestamp(ms * 1000), '%Y-%m-%dT%H:%M:%SZ'), metric,
        value), 200)) AS text
     FROM (${relation}) AS judged WHERE rule NOT IN ('empty', 'unmapped')`
  );
  const uncut = faults
    ? [`SELECT line, 'structure' AS rule, CASE error_type WHEN 'INVALID ENCODING' THEN 'must be valid text'
         ELSE ${
      literal(REASONS.structure!)
    } || ' (' || lower(error_type) || ')' END AS reason, text FROM fault_lines`]
    : [];
  return await warehouse.copyTo(
    `SELECT ${literal(file)} AS file, CAST(line AS BIGINT) AS line, rule, reason, text
     FROM (${[...rejected, ...uncut].join(" UNION ALL ")}) ORDER BY line, rule, text`,
    to,
  );
}

async function unmapped(warehouse: DuckDBWarehouse, staged: Staged): Promise<{ name: string; n: number }[]> {
  return await warehouse.query(
    `SELECT COALESCE(text, '') AS name, count(*) AS n FROM (${stagedRelation(staged)})
     WHERE rule = 'unmapped' GROUP BY name ORDER BY n DESC, name LIMIT 200`,
  );
}

async function overCapacity(warehouse: DuckDBWarehouse, samples: string): Promise<number> {
  const [found] = await warehouse.query<{ n: number }>(
    `SELECT count(*) AS n FROM read_parquet(${literal(samples)})
     WHERE value > 100 AND metric IN ('cpu', 'memory', 'disk')`,
  );
  return found!.n;
}

/** Values left aside by reason: the reader's own, empty cells, metrics that are none of ours. */
async function leftAside(
  warehouse: DuckDBWarehouse,
  staged: Staged,
  counts: ReadonlyMap<string | null, number>,
): Promise<Map<string, number>> {
  const skipped = new Map(staged.skipped);
  const empty = counts.get("empty") ?? 0;
  if (empty > 0) skipped.set("empty", empty);
  let unlisted = counts.get("unmapped") ?? 0;
  if (unlisted === 0) return skipped;
  for (const { name, n } of await unmapped(warehouse, staged)) {
    skipped.set(`metric "${name}" is not mapped`, n);
    unlisted -= n;
  }
  if (unlisted > 0) skipped.set("many more metrics that are not mapped", unlisted);
  return skipped;
}

/** Writes the partition; returns how many values it keeps. */
async function keep(
  warehouse: DuckDBWarehouse,
  staged: Staged,
  samples: string,
  { good, clean, doubled }: { good: number; clean: boolean; doubled: boolean },
): Promise<number> {
  if (doubled) {
    await warehouse.run(`CREATE OR REPLACE TEMP TABLE settled AS ${deduplicated(staged)}`);
    return await warehouse.copyTo(
      "SELECT * EXCLUDE (alike, nth) FROM settled WHERE rule IS NULL ORDER BY line, metric",
      samples,
    );
  }
  if (clean && staged.parts.length === 1) {
    // Nothing to leave out: the staged file is the partition.
    await Deno.rename(staged.parts[0]!, samples);
    return good;
  }
  return await warehouse.copyTo(`SELECT * FROM (${stagedRelation(staged)}) WHERE rule IS NULL`, samples);
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, n) => total + n, 0);

export interface Places {
  /** The file's name for the quarantine. */
  file: string;
  samples: string;
  quarantine: string;
  /** Rows a table has at least, by an independent count of its lines; 0 when there is none. */
  least: number;
  /** Values in a row. */
  perRow: number;
  /** Counts the line ends within quoted cells; asked only when rows seem to be missing. */
  within: () => Promise<number>;
}

/**
 * Writes the kept values to `samples` and the rejected ones to `quarantine` (neither when there are none).
 * @throws Error when a value came to nothing
 */
export async function settle(
  warehouse: DuckDBWarehouse,
  staged: Staged,
  { file, samples, quarantine, least, perRow, within }: Places,
): Promise<Settled> {
  const faults = await hasFaults(warehouse) ? await faultLines(warehouse) : 0;
  const counts = await countByRule(warehouse, staged);
  const skipped = await leftAside(warehouse, staged, counts);
  const good = counts.get(null) ?? 0;
  const rules = new Map<string, number>();
  for (const [rule, n] of counts) {
    if (rule !== null && rule !== "empty" && rule !== "unmapped") rules.set(rule, n);
  }
  if (faults > 0) rules.set("structure", (rules.get("structure") ?? 0) + faults);
  // Before anything is moved: a file without a rejected value may itself become the partition.
  const relations = sum(counts.values()) > good ? [stagedRelation(staged)] : [];
  const reasons = relations.length > 0 ? await reasonsOf(warehouse, staged) : [];
  const doubled = good > 0 && await hasDuplicates(warehouse, staged);
  const kept = good === 0
    ? 0
    : await keep(warehouse, staged, samples, { good, clean: counts.size === 1, doubled });
  if (good > kept) {
    rules.set("duplicate", good - kept);
    relations.push("SELECT * EXCLUDE (alike, nth) FROM settled WHERE rule IS NOT NULL");
  }
  const quarantined = rules.size === 0
    ? 0
    : await writeQuarantine(warehouse, { file, relations, faults: faults > 0 }, quarantine);
  const read = staged.read + faults;
  if (staged.combined > 0) skipped.set("joined with others of their moment into one sample", staged.combined);
  const found = kept + quarantined + sum(skipped.values());
  if (found !== read) {
    throw new Error(
      `Cannot take in ${file} as each value must be kept, quarantined or left aside: ${read} read, ` +
        `${found} found again`,
    );
  }
  const rows = staged.read / perRow + faults;
  if (rows < least && rows + await within() < least) {
    throw new Error(
      `Cannot take in ${file} as each line must be a row or be quarantined: ${least} lines, ` +
        `${staged.read / perRow} rows, ${faults} broken lines`,
    );
  }
  return {
    read,
    kept,
    quarantined,
    skipped,
    rules,
    reasons,
    over_capacity: kept === 0 ? 0 : await overCapacity(warehouse, samples),
  };
}
