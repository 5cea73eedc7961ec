/** Takes in an inventory: a CSV file with a row per server. */
import type { DuckDBWarehouse } from "../../warehouse/duckdb.ts";
import { suggestion } from "../../config/nearest.ts";
import { NUMBER_COLUMNS, TEXT_COLUMNS } from "../inventory.ts";
import { Refusal } from "../refusal.ts";
import { shapeOf } from "../shape.ts";
import { csvCells } from "../table.ts";
import { plainName } from "../words.ts";
import { bytesOf, headText, textOf } from "../files/text.ts";
import { refuseLongLine, type SizeLimits, survey } from "../files/survey.ts";

const KNOWN = ["server_id", ...TEXT_COLUMNS, ...NUMBER_COLUMNS];

export interface Inventory {
  servers: number;
  /** Columns that are none of ours. */
  unused: string[];
}

/** Writes an inventory without rows, so that the pipeline always finds one. */
export async function writeNoInventory(warehouse: DuckDBWarehouse, to: string): Promise<void> {
  const columns = [
    ...["server_id", ...TEXT_COLUMNS].map((name) => `CAST(NULL AS VARCHAR) AS ${name}`),
    ...NUMBER_COLUMNS.map((name) => `CAST(NULL AS DOUBLE) AS ${name}`),
  ];
  await warehouse.copyTo(`SELECT ${columns.join(", ")} WHERE FALSE`, to);
}

async function refuseBad(
  warehouse: DuckDBWarehouse,
  path: string,
  numbers: readonly string[],
): Promise<void> {
  const [none] = await warehouse.query<{ line: number | null }>(
    "SELECT min(line) AS line FROM inventory WHERE server_id IS NULL",
  );
  if (none!.line !== null) {
    throw new Refusal(`Cannot use ${path} as each row must name its server: line ${none!.line} does not`);
  }
  const [twice] = await warehouse.query<{ server_id: string }>(
    "SELECT server_id FROM inventory GROUP BY server_id HAVING count(*) > 1 ORDER BY server_id LIMIT 1",
  );
  if (twice !== undefined) {
    throw new Refusal(
      `Cannot use ${path} as each server must stand in it once: "${twice.server_id}" stands twice`,
    );
  }
  for (const name of numbers) {
    const [bad] = await warehouse.query<{ line: number; value: string }>(
      `SELECT line, ${name} AS value FROM inventory
       WHERE ${name} IS NOT NULL AND NOT COALESCE(TRY_CAST(${name} AS DOUBLE) > 0
         AND TRY_CAST(${name} AS DOUBLE) < 1e12, FALSE) ORDER BY line LIMIT 1`,
    );
    if (bad !== undefined) {
      throw new Refusal(
        `Cannot use ${path} as ${name} must be a number above 0: "${bad.value}" in line ${bad.line}`,
      );
    }
  }
}

/** @throws Refusal when it is no table, has a row without server, a server twice, or a number that is none */
export async function takeInventory(
  warehouse: DuckDBWarehouse,
  path: string,
  limits: SizeLimits,
  to: { utf8: string; parquet: string },
): Promise<Inventory> {
  const found = await survey(path, bytesOf(path), limits);
  refuseLongLine(path, found.longest_line, limits);
  const shape = shapeOf(headText(found));
  const header = shape?.header.map(plainName) ?? [];
  if (shape === undefined || !header.includes("server_id")) {
    throw new Refusal(`Cannot use ${path} as an inventory must be CSV with the column server_id`);
  }
  const file = await Deno.open(to.utf8, { write: true, create: true, truncate: true });
  for await (const text of textOf(path, path, found)) await file.write(new TextEncoder().encode(text));
  file.close();
  const { relation } = csvCells(to.utf8, header, shape, false);
  const has = (name: string) => header.includes(name);
  const cell = (name: string) =>
    has(name) ? `NULLIF(trim(c${header.indexOf(name)}), '')` : "CAST(NULL AS VARCHAR)";
  await warehouse.run(
    `CREATE OR REPLACE TEMP TABLE inventory AS SELECT line, ${
      KNOWN.map((name) => `${cell(name)} AS ${name}`).join(", ")
    } FROM (${relation})`,
  );
  const faults = await warehouse.query<{ line: number }>("SELECT line FROM faults ORDER BY line LIMIT 1");
  if (faults[0] !== undefined) {
    throw new Refusal(
      `Cannot use ${path} as each line must have ${header.length} cells: line ${faults[0].line} has not`,
    );
  }
  await refuseBad(warehouse, path, NUMBER_COLUMNS);
  const columns = [
    ...["server_id", ...TEXT_COLUMNS],
    ...NUMBER_COLUMNS.map((name) => `TRY_CAST(${name} AS DOUBLE) AS ${name}`),
  ];
  const servers = await warehouse.copyTo(
    `SELECT ${columns.join(", ")} FROM inventory ORDER BY server_id`,
    to.parquet,
  );
  const unused = header.filter((name) => !KNOWN.includes(name))
    .map((name) => `"${name}"${suggestion(name, KNOWN)}`);
  return { servers, unused };
}
