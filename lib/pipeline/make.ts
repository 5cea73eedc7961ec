/** Carries out a phase's work and writes its rows, ordered by key and typed as the schema says. */
import type { Section, Settings } from "../config/settings.ts";
import { bind, identifier } from "../warehouse/bind.ts";
import { type DuckDBWarehouse, type LoadType, openWarehouse } from "../warehouse/duckdb.ts";
import type { ColumnTable, Row } from "../warehouse/warehouse.ts";
import type { JsonWork, PartsWork, Phase, SeriesWork, SqlWork, TableWork } from "./phase.ts";
import { columnRules } from "./schemas/rules.ts";
import { isDocument, type SnapshotSchema } from "./schemas/snapshot.ts";

export interface MakeTask {
  root: string;
  /** Where each needed snapshot lies. */
  inputs: Readonly<Record<string, string>>;
  settings: Settings;
  /** The file to write. */
  output: string;
  scratch: string;
}

/** Columns in schema order and type; the relation must have just these. */
async function typed(warehouse: DuckDBWarehouse, relation: string, schema: SnapshotSchema): Promise<string> {
  const rules = columnRules(schema);
  const found = new Set((await warehouse.describe(relation)).map(({ name }) => name));
  const missing = rules.filter(({ name }) => !found.delete(name)).map(({ name }) => name);
  if (missing.length > 0 || found.size > 0) {
    throw new TypeError(
      `Cannot store snapshot "${schema.name}" as its columns must be those of its schema:` +
        (missing.length > 0 ? ` missing ${missing.join(", ")}` : "") +
        (found.size > 0 ? ` not declared ${[...found].join(", ")}` : ""),
    );
  }
  const columns = rules.map(({ name, type }) =>
    `CAST(${identifier(name)} AS ${type}) AS ${identifier(name)}`
  );
  return `SELECT ${columns.join(", ")} FROM (${relation})`;
}

const orderBy = (schema: SnapshotSchema) => ` ORDER BY ${schema.key.map(identifier).join(", ")}`;

const loadTypes = (schema: SnapshotSchema): Record<string, LoadType> =>
  Object.fromEntries(
    columnRules(schema).map(({ name, type }) => [name, type === "BIGINT" ? "DOUBLE" : type]),
  );

/** Rows as columns, in the schema's order. Numbers become doubles; SQL casts them on the way out. */
function columnsOf(
  rows: readonly Row[],
  schema: SnapshotSchema,
): { columns: ColumnTable; types: Record<string, LoadType> } {
  const rules = columnRules(schema);
  const columns = Object.fromEntries(rules.map(({ name, type }) => {
    const values = rows.map((row) => row[name] ?? null);
    if (type === "VARCHAR" || type === "DATE" || type === "BOOLEAN") {
      return [name, values.map((value) => value === null ? null : String(value))];
    }
    return [name, Float64Array.from(values, (value) => value === null ? NaN : Number(value))];
  }));
  const types = Object.fromEntries(
    rules.map(({ name }): [string, LoadType] => [name, Array.isArray(columns[name]) ? "VARCHAR" : "DOUBLE"]),
  );
  return { columns, types };
}

async function attachInputs(
  warehouse: DuckDBWarehouse,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, path] of Object.entries(inputs)) {
    if (path.endsWith(".parquet")) await warehouse.attach(name, path);
  }
}

/** What DuckDB may hold at a time; beyond it spills. The same on every machine, and two phases fit into 3 GiB. */
const MEMORY_LIMIT_MIB = 900;

/** An open warehouse with the inputs attached, for the length of a task. */
export async function withWarehouse<T>(
  task: Pick<MakeTask, "inputs" | "scratch">,
  threads: number,
  use: (warehouse: DuckDBWarehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await openWarehouse({ threads, spillTo: task.scratch, memoryLimitMib: MEMORY_LIMIT_MIB });
  try {
    await attachInputs(warehouse, task.inputs);
    return await use(warehouse);
  } finally {
    warehouse.close();
  }
}

async function makeSql(warehouse: DuckDBWarehouse, work: SqlWork, schema: SnapshotSchema, task: MakeTask) {
  const inputs = Object.fromEntries(
    Object.entries(work.inputs).map(([name, path]) => [name, task.root + path]),
  );
  const text = await Deno.readTextFile(task.root + work.file);
  const relation = bind(text, { ...work.parameters, ...inputs }).trim().replace(/;$/, "");
  await warehouse.copyTo(await typed(warehouse, relation, schema) + orderBy(schema), task.output);
}

async function makeTable(
  warehouse: DuckDBWarehouse,
  work: TableWork<Section, unknown>,
  schema: SnapshotSchema,
  task: MakeTask,
  warn: (message: string) => void,
) {
  const rows = await work.rows({ settings: task.settings, warehouse, warn }) as readonly Row[];
  const declared = new Set(Object.keys(schema.columns.shape));
  for (const name of new Set(rows.flatMap((row) => Object.keys(row)))) {
    if (!declared.has(name)) {
      throw new TypeError(
        `Cannot store snapshot "${schema.name}" as columns must be declared: "${name}" is not`,
      );
    }
  }
  await writeRows(warehouse, rows, schema, task.output);
}

/** Writes rows as a snapshot's file, ordered by key. */
export async function writeRows(
  warehouse: DuckDBWarehouse,
  rows: readonly Row[],
  schema: SnapshotSchema,
  output: string,
): Promise<void> {
  const { columns, types } = columnsOf(rows, schema);
  await warehouse.load("made", columns, types);
  await warehouse.copyTo(await typed(warehouse, "SELECT * FROM made", schema) + orderBy(schema), output);
}

async function makeJson(
  warehouse: DuckDBWarehouse,
  work: JsonWork<Section, unknown>,
  phase: Phase,
  task: MakeTask,
  warn: (message: string) => void,
) {
  if (!isDocument(phase.schema)) {
    throw new TypeError(`Cannot make "${phase.schema.name}" as JSON needs a document schema`);
  }
  const value = phase.schema.shape.parse(await work.value({ settings: task.settings, warehouse, warn }));
  await Deno.writeTextFile(task.output, JSON.stringify(value) + "\n");
}

/** Makes SQL, table and JSON phases: those that run in one place. Returns the phase's warnings. */
export async function makeWhole(phase: Phase, task: MakeTask): Promise<string[]> {
  const warnings: string[] = [];
  const warn = (message: string) => void warnings.push(message);
  const work = phase.work(task.settings);
  await withWarehouse(task, 1, async (warehouse) => {
    if (work.kind === "json") return await makeJson(warehouse, work, phase, task, warn);
    const schema = phase.schema as SnapshotSchema;
    if (work.kind === "sql") await makeSql(warehouse, work, schema, task);
    else if (work.kind === "table") await makeTable(warehouse, work, schema, task, warn);
    else throw new TypeError(`Cannot make "${schema.name}" in one place as its work is by series`);
  });
  return warnings;
}

/** What one worker makes at a time: some servers of a series phase, or one part of a phase by parts. */
export type Share = { servers: readonly string[] } | { part: number };

/** Makes one share of a phase. Returns its warnings. */
export async function makeShard(phase: Phase, task: MakeTask, share: Share): Promise<string[]> {
  const warnings: string[] = [];
  const schema = phase.schema as SnapshotSchema;
  const work = phase.work(task.settings);
  await withWarehouse(task, 1, async (warehouse) => {
    const context = {
      settings: task.settings,
      warehouse,
      warn: (message: string) => void warnings.push(message),
    };
    const columns = "part" in share
      ? await (work as PartsWork<Section>).columns({ ...context, ...share })
      : await (work as SeriesWork<Section>).columns({ ...context, ...share });
    await warehouse.load("made", columns, loadTypes(schema));
    await warehouse.copyTo(
      await typed(warehouse, "SELECT * FROM made", schema) + orderBy(schema),
      task.output,
    );
  });
  return warnings;
}

/** Joins the shards of a phase into one file; those of a series phase are given in order of their servers. */
export async function joinShards(
  schema: SnapshotSchema,
  shards: readonly string[],
  task: MakeTask,
  bySeries: boolean,
): Promise<void> {
  await withWarehouse({ inputs: {}, scratch: task.scratch }, 1, async (warehouse) => {
    await warehouse.attach("shards", shards);
    // Shards are sorted and follow each other when they hold some servers each and the key begins with the server.
    const order = bySeries && schema.key[0] === "server_id" ? "" : orderBy(schema);
    await warehouse.copyTo(`SELECT * FROM shards${order}`, task.output);
  });
}
