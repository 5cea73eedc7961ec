/** Takes in one file: what is it, read it, judge it, keep it. */
import { parse as parseYaml, stringify } from "yaml";
import type { Settings } from "../../config/settings.ts";
import { exists } from "../../pipeline/store.ts";
import { literal } from "../../warehouse/bind.ts";
import type { DuckDBWarehouse } from "../../warehouse/duckdb.ts";
import { isZoneless } from "../clock.ts";
import { headText, textOf } from "../files/text.ts";
import { refuseLongLine, type Survey } from "../files/survey.ts";
import type { Judging } from "../judge.ts";
import { type Mapping, mapping as mappingShape } from "../mapping.ts";
import { longColumns, looksMeasured, type Named, type Proposal, propose } from "../propose.ts";
import type { Head, Reader, StreamReader } from "../reader.ts";
import { readerNamed, recognised, unrecognised } from "../recognise.ts";
import { Refusal } from "../refusal.ts";
import { NOTHING_TOLD, type SeriesMap, seriesMap } from "../series.ts";
import { type Shape, shapeOf } from "../shape.ts";
import { sourceOf } from "../source.ts";
import { type Cells, csvCells, parquetCells, rawValues, splitLine } from "../table.ts";
import { type Places, settle, type Settled } from "./settle.ts";
import { type Staged, stageStream, stageTable } from "./stage.ts";
import type { Workspace } from "./workspace.ts";

/** What a person said with --map. */
export interface Told {
  mapping: Mapping | undefined;
  series: SeriesMap;
}

export interface Taking {
  warehouse: DuckDBWarehouse;
  workspace: Workspace;
  readers: readonly Reader[];
  settings: Settings["ingest"];
  format: string | undefined;
  timezone: string | undefined;
  told: Told;
  dry_run: boolean;
  /** Milliseconds since 1970. */
  now: number;
  progress(read: number): void;
}

export interface Taken {
  format: string;
  settled: Settled;
  notes: string[];
}

/** @throws Refusal when it is neither a mapping of columns nor of series */
export function readTold(text: string, path: string): Told {
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch (error) {
    throw new Refusal(`Cannot use ${path} as it must be YAML: ${(error as Error).message.split("\n")[0]}`);
  }
  const isSeries = typeof value === "object" && value !== null && "series" in value;
  const parsed = (isSeries ? seriesMap : mappingShape).safeParse(value);
  if (!parsed.success) {
    const { path: at, message } = parsed.error.issues[0]!;
    throw new Refusal(`Cannot use ${path} as ${at.join(".") || "it"} is wrong: ${message}`);
  }
  return "series" in parsed.data
    ? { mapping: undefined, series: parsed.data }
    : { mapping: parsed.data, series: NOTHING_TOLD };
}

const baseName = (name: string): string => name.replace(/^.*[/!]/, "").replace(/\.gz$/i, "");

function judging({ settings, timezone, now }: Taking, mapping: Mapping | undefined): Judging {
  return {
    timezone: timezone ?? mapping?.time.timezone,
    time_format: mapping?.time.format ?? "iso",
    decimal: mapping?.decimal ?? ".",
    earliest: Date.parse(settings.earliest),
    latest: now + settings.future_days * 86_400_000,
    max_percent: settings.max_percent,
    max_mbps: settings.max_mbps,
  };
}

const stagePath = ({ workspace }: Taking, part: number): string =>
  `${workspace.scratch}stage-${String(part).padStart(6, "0")}.parquet`;

async function columnsOfParquet(warehouse: DuckDBWarehouse, path: string, name: string): Promise<string[]> {
  try {
    return (await warehouse.describe(`SELECT * FROM read_parquet(${literal(path)})`)).map((column) =>
      column.name
    );
  } catch (error) {
    throw new Refusal(
      `Cannot read ${name} as it must be whole Parquet: ${(error as Error).message.split("\n")[0]}`,
    );
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length;) from += await file.write(bytes.subarray(from));
}

const isReadable = ({ encoding, mixed_ends }: Survey): boolean => encoding === "utf-8" && !mixed_ends;

/** A file the SQL engine can read: UTF-8 with ends of line of one kind, gzip or plain. */
async function asUtf8(path: string, name: string, found: Survey, taking: Taking): Promise<string> {
  if (isReadable(found)) return path;
  const to = `${taking.workspace.scratch}utf8`;
  const file = await Deno.open(to, { write: true, create: true, truncate: true });
  const encoder = new TextEncoder();
  try {
    for await (const text of textOf(path, name, found)) {
      await writeAll(file, encoder.encode(found.mixed_ends ? text.replaceAll("\r", "") : text));
    }
  } finally {
    file.close();
  }
  return to;
}

interface Table {
  cells: Cells;
  shape: Shape;
}

async function openCsv(
  path: string,
  name: string,
  found: Survey,
  taking: Taking,
  said?: Mapping,
): Promise<Table | undefined> {
  refuseLongLine(name, found.longest_line, taking.settings.limits);
  const text = headText(found).replace(/^\uFEFF/, "");
  const guessed = shapeOf(text);
  if (said === undefined && guessed === undefined) return undefined;
  const skip_lines = said?.skip_lines ?? guessed!.skip_lines;
  const separator = said?.separator ?? guessed!.separator;
  const header = said === undefined
    ? guessed!.header
    : splitLine(text.split(/\r\n|\n|\r/)[skip_lines] ?? "", separator);
  const shape: Shape = guessed ?? { separator, decimal: ".", skip_lines, header, rows: [] };
  const packed = found.packing === "gzip" && isReadable(found);
  const cells = csvCells(await asUtf8(path, name, found, taking), header, { separator, skip_lines }, packed);
  return { cells, shape };
}

async function openParquet(path: string, name: string, taking: Taking): Promise<Table> {
  const header = await columnsOfParquet(taking.warehouse, path, name);
  const cells = parquetCells(path, header);
  const first = await taking.warehouse.query(`SELECT * FROM (${cells.relation}) LIMIT 200`);
  const rows = first.map((row) => header.map((_, index) => String(row[`c${index}`] ?? "")));
  return { cells, shape: { separator: ",", decimal: ".", skip_lines: 0, header, rows } };
}

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

interface TableRead {
  staged: Staged;
  notes: string[];
  counted: Pick<Places, "least" | "perRow" | "within">;
}

async function table(
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

async function stream(
  path: string,
  name: string,
  found: Survey,
  reader: StreamReader,
  taking: Taking,
): Promise<Staged> {
  const { limits } = taking.settings;
  const source = sourceOf(baseName(name), () => textOf(path, name, found), {
    line: limits.line_bytes,
    document: limits.document_mib * 2 ** 20,
  });
  return await stageStream(
    taking.warehouse,
    name,
    reader.read(source, taking.told.series),
    judging(taking, undefined),
    (part) => stagePath(taking, part),
    taking.progress,
  );
}

/** @throws Refusal when the file cannot be used */
export async function take(
  file: { path: string; name: string; found: Survey },
  to: { samples: string; quarantine: string },
  taking: Taking,
): Promise<Taken> {
  const { path, name, found } = file;
  const head: Head = { name: baseName(name), text: found.packing === "parquet" ? "" : headText(found) };
  const { readers, format, told, warehouse, workspace } = taking;
  const reader = format !== undefined
    ? format === "table" ? undefined : readerNamed(format, readers)
    : told.mapping !== undefined || found.packing === "parquet"
    ? undefined
    : recognised(head, readers);
  if (await exists(workspace.scratch)) await clear(workspace.scratch);
  for (const table of ["faults", "fault_scans"]) await warehouse.run(`DROP TABLE IF EXISTS ${table}`);
  let staged: Staged;
  let notes: string[] = [];
  let counted: TableRead["counted"] = { least: 0, perRow: 1, within: () => Promise.resolve(0) };
  if (reader?.kind === "stream") {
    staged = await stream(path, name, found, reader, taking);
  } else {
    const read = await table(path, name, found, taking, reader?.mapping(head) ?? told.mapping);
    if (read === undefined) throw new Refusal(unrecognised(head, readers));
    ({ staged, notes, counted } = read);
  }
  const settled = await settle(warehouse, staged, { file: name, ...to, ...counted });
  return { format: reader?.format ?? "table", settled, notes };
}

/** Removes what the file before left behind. */
async function clear(scratch: string): Promise<void> {
  for await (const { name } of Deno.readDir(scratch)) {
    if (/^(stage-|cells|utf8)/.test(name)) await Deno.remove(scratch + name);
  }
}
