/** Takes in a table: by the mapping that was given, else by one its names and values leave no doubt of. */
import { stringify } from "yaml";
import { literal } from "../../warehouse/bind.ts";
import type { DuckDBWarehouse } from "../../warehouse/duckdb.ts";
import { isZoneless } from "../clock.ts";
import type { Survey } from "../files/survey.ts";
import type { Mapping } from "../mapping.ts";
import { longColumns, looksMeasured, type Named, type Proposal, propose } from "../propose.ts";
import { Refusal } from "../refusal.ts";
import { type Cells, rawValues } from "../table.ts";
import { baseName, judging, stagePath, type Taking } from "./context.ts";
import { openCsv, openParquet, type Table } from "./open.ts";
import type { Places } from "./settle.ts";
import { type Staged, stageTable } from "./stage.ts";

/**
 * A long table as it stands, in scratch: it is asked for all its metrics before it is read, as it may be sorted by
 * metric, and text is slow to read twice.
 */
async function copied({ cells, shape }: Table, taking: Taking): Promise<Table> {
  if (longColumns(shape) === undefined) return { cells, shape };
  const to = `${taking.workspace.scratch}cells.parquet`;
  await taking.warehouse.copyTo(cells.relation, to);
  return { cells: { ...cells, relation: `SELECT * FROM read_parquet(${literal(to)})` }, shape };
}

/** Every metric a long table names. */
async function namesOf(warehouse: DuckDBWarehouse, { cells, shape }: Table): Promise<Named[]> {
  const long = longColumns(shape);
  if (long === undefined) return [];
  const [name, value] = [long.metric, long.value].map((column) => `c${cells.header.indexOf(column)}`);
  const number = shape.decimal === "." ? value : `replace(replace(${value}, '.', ''), ',', '.')`;
  return await warehouse.query<{ name: string; largest: number }>(
    `SELECT ${name} AS name, COALESCE(max(TRY_CAST(${number} AS DOUBLE)), 0) AS largest
     FROM (${cells.relation}) WHERE ${name} IS NOT NULL GROUP BY name ORDER BY name LIMIT 1000`,
  );
}

/** The proposal, kept where it can be changed and given back. */
async function refuseToGuess(name: string, { mapping, doubts }: Proposal, taking: Taking): Promise<never> {
  const yaml = `# Proposal for ${baseName(name)}. Open questions:\n` +
    doubts.map((doubt) => `#   ${doubt.replaceAll(/\s+/g, " ")}\n`).join("") + stringify(mapping);
  const asked = doubts.join("; ");
  if (taking.dry_run) {
    throw new Refusal(`Cannot read ${name} without a mapping: ${asked}. A proposal for --map:\n${yaml}`);
  }
  const path = `${taking.workspace.mappings}${baseName(name).replaceAll(/[^\w.-]/g, "_").slice(0, 100)}.yaml`;
  await Deno.mkdir(taking.workspace.mappings, { recursive: true });
  await Deno.writeTextFile(path, yaml);
  throw new Refusal(
    `Cannot read ${name} without a mapping: ${asked}. A proposal is in ${path}: correct it, then add --map ${path}`,
  );
}

function refuseZoneless(
  name: string,
  { cells, shape }: Table,
  mapping: Mapping,
  zone: string | undefined,
): void {
  if (zone !== undefined || mapping.time.format.startsWith("epoch") || mapping.time.format.includes("%z")) {
    return;
  }
  const at = cells.header.indexOf(mapping.time.column);
  const zoneless = shape.rows.map((row) => row[at] ?? "").find(isZoneless);
  if (zoneless === undefined) return;
  throw new Refusal(
    `Cannot read ${name} as its times name no zone, such as "${zoneless}": say it with --timezone, for example ` +
      "--timezone UTC or --timezone Europe/Zurich",
  );
}

/** Line ends within quoted cells. */
async function endsWithin(warehouse: DuckDBWarehouse, { relation, header }: Cells): Promise<number> {
  const ends = header.map((_, index) =>
    `COALESCE(length(c${index}) - length(replace(c${index}, chr(10), '')), 0)`
  );
  const [found] = await warehouse.query<{ n: number }>(
    `SELECT COALESCE(CAST(sum(${ends.join(" + ")}) AS BIGINT), 0) AS n FROM (${relation})`,
  );
  return found!.n;
}

export interface TableRead {
  staged: Staged;
  notes: string[];
  counted: Pick<Places, "least" | "perRow" | "within">;
}

/**
 * Undefined when it is no table.
 * @throws Refusal when a person must say more
 */
export async function takeTable(
  path: string,
  name: string,
  found: Survey,
  taking: Taking,
  said: Mapping | undefined,
): Promise<TableRead | undefined> {
  let opened = found.packing === "parquet"
    ? await openParquet(path, name, taking)
    : await openCsv(path, name, found, taking, said);
  if (opened === undefined) return undefined;
  let mapping = said;
  const notes: string[] = [];
  if (mapping === undefined) {
    if (!looksMeasured(opened.shape.header)) return undefined;
    opened = await copied(opened, taking);
    const proposal = propose(opened.shape, await namesOf(taking.warehouse, opened), baseName(name));
    if (proposal.doubts.length > 0) await refuseToGuess(name, proposal, taking);
    mapping = proposal.mapping;
    notes.push(`read as ${describe(mapping)}`);
  }
  const rules = judging(taking, mapping);
  refuseZoneless(name, opened, mapping, rules.timezone);
  const staged = await stageTable(
    taking.warehouse,
    rawValues(opened.cells, mapping),
    rules,
    stagePath(taking, 0),
  );
  const perRow = mapping.wide?.length ?? 1;
  const { cells } = opened;
  const countable = found.packing !== "parquet" && found.encoding === "utf-8";
  const least = countable ? Math.max(0, found.lines - 1 - mapping.skip_lines) : 0;
  return {
    staged,
    notes,
    counted: { least, perRow, within: () => endsWithin(taking.warehouse, cells) },
  };
}

/** What a mapping takes for what, in one line. */
function describe({ server, time, wide, long }: Mapping): string {
  const metrics = wide?.map(({ column, metric, unit }) => `${column} = ${metric} in ${unit}`) ??
    Object.entries(long!.names).map(([name, { metric, unit }]) => `${name} = ${metric} in ${unit}`);
  const of = "column" in server ? server.column : `"${server.name}"`;
  return `server ${of}, time ${time.column} (${time.format}), ${metrics.join(", ")}`;
}
