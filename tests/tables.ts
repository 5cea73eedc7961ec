/** A warehouse with tiny tables in the shape of their snapshots; columns not given are null. */
import { columnRules } from "../lib/pipeline/schemas/rules.ts";
import type { SnapshotSchema } from "../lib/pipeline/schemas/snapshot.ts";
import { bind, identifier, literal } from "../lib/warehouse/bind.ts";
import { type DuckDBWarehouse, type LoadType, openWarehouse } from "../lib/warehouse/duckdb.ts";
import type { ColumnTable, Row, Scalar } from "../lib/warehouse/warehouse.ts";

export interface Table {
  schema: SnapshotSchema;
  rows: readonly Row[];
}

/** Creates or replaces a table. */
export async function createTable(warehouse: DuckDBWarehouse, { schema, rows }: Table): Promise<void> {
  const rules = columnRules(schema);
  const columns = rules.map(({ name, type }) => `${identifier(name)} ${type}`).join(", ");
  await warehouse.run(`CREATE OR REPLACE TABLE ${identifier(schema.name)} (${columns})`);
  if (rows.length === 0) return;
  const values = rows.map((row) => `(${rules.map(({ name }) => literal(row[name] ?? null)).join(", ")})`);
  await warehouse.run(`INSERT INTO ${identifier(schema.name)} VALUES ${values.join(", ")}`);
}

/** Runs a check on a warehouse that holds these tables. */
export async function withTables(
  tables: readonly Table[],
  check: (warehouse: DuckDBWarehouse) => Promise<void>,
): Promise<void> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    for (const table of tables) await createTable(warehouse, table);
    await check(warehouse);
  } finally {
    warehouse.close();
  }
}

/** Makes a snapshot's table of typed columns. */
export async function loadTable(
  warehouse: DuckDBWarehouse,
  schema: SnapshotSchema,
  columns: ColumnTable,
): Promise<void> {
  const types = columnRules(schema).map(({ name, type }) => [name, type] as const);
  await warehouse.load(schema.name, columns, Object.fromEntries(types) as Record<string, LoadType>);
}

/** Makes a snapshot's table from its SQL file, as the pipeline would. */
export async function makeTable(
  warehouse: DuckDBWarehouse,
  schema: SnapshotSchema,
  file: string,
  parameters: Readonly<Record<string, Scalar>>,
): Promise<void> {
  const columns = columnRules(schema).map(({ name, type }) =>
    `CAST(${identifier(name)} AS ${type}) AS ${identifier(name)}`
  );
  const query = bind(await Deno.readTextFile(new URL(`../${file}`, import.meta.url)), parameters);
  await warehouse.run(
    `CREATE OR REPLACE TABLE ${identifier(schema.name)} AS SELECT ${columns.join(", ")} FROM (${query})`,
  );
}

/** Rows of `calendar` for one region and consecutive days, none of them special. */
export function plainCalendar(region: string, first: string, days: number): Row[] {
  return Array.from({ length: days }, (_, index) => {
    const date = new Date(Date.parse(first) + index * 86_400_000);
    const day_of_week = (date.getUTCDay() + 6) % 7 + 1;
    return {
      region,
      date: date.toISOString().slice(0, 10),
      day_of_week,
      is_weekend: day_of_week > 5,
      is_holiday: false,
      is_month_end: false,
      is_quarter_end: false,
      days_to_quarter_end: 30,
    };
  });
}
