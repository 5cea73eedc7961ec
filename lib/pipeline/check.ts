/** Holds a finished snapshot to its schema, in SQL, so that wide tables are checked in milliseconds. */
import { identifier, literal } from "../warehouse/bind.ts";
import type { DuckDBWarehouse } from "../warehouse/duckdb.ts";
import { type ColumnRule, columnRules } from "./schemas/rules.ts";
import type { SnapshotSchema } from "./schemas/snapshot.ts";

/** Each promise of a column as the SQL condition that breaks it and the rule in words. */
function breaches(rule: ColumnRule): { condition: string; rule: string }[] {
  const id = identifier(rule.name);
  const found: { condition: string; rule: string }[] = [];
  if (!rule.nullable) found.push({ condition: `${id} IS NULL`, rule: "must not be empty" });
  if (rule.minimum !== undefined) {
    found.push({ condition: `${id} < ${rule.minimum}`, rule: `must be at least ${rule.minimum}` });
  }
  if (rule.maximum !== undefined) {
    found.push({ condition: `${id} > ${rule.maximum}`, rule: `must be at most ${rule.maximum}` });
  }
  if (rule.values !== undefined) {
    const list = rule.values.map(literal).join(", ");
    found.push({ condition: `${id} NOT IN (${list})`, rule: `must be one of ${rule.values.join(", ")}` });
  }
  if (rule.type === "DOUBLE" || rule.type === "REAL") {
    found.push({ condition: `NOT isfinite(${id})`, rule: "must be a finite number" });
  }
  return found;
}

const keyed = (key: readonly string[]) => key.map(identifier).join(", ");

/** A row's key lies after that of the row before it, column by column. */
function isAfterLast([first, ...others]: readonly string[]): string {
  const [id, last] = [identifier(first!), identifier(`last ${first}`)];
  if (others.length === 0) return `${id} > ${last}`;
  return `${id} > ${last} OR (${id} = ${last} AND (${isAfterLast(others)}))`;
}

/** Whether each row's key lies after the last one's, so that none stands twice: one look, and nothing to remember. */
async function isAscending(
  warehouse: DuckDBWarehouse,
  relation: string,
  key: readonly string[],
): Promise<boolean> {
  const columns = key.map((name) =>
    `${identifier(name)}, lag(${identifier(name)}) OVER () AS ${identifier(`last ${name}`)}`
  );
  const [found] = await warehouse.query<{ rows: number; ascending: number }>(
    `SELECT count(*) AS "rows", count(*) FILTER (WHERE ${isAfterLast(key)}) AS ascending
    FROM (SELECT ${columns.join(", ")} FROM ${relation})`,
  );
  return found!.ascending >= found!.rows - 1;
}

/**
 * Checks the rows of a relation against its schema.
 * @throws RangeError naming column, rule, value and row of the first breach, or a key that stands twice
 */
export async function checkRows(
  warehouse: DuckDBWarehouse,
  relation: string,
  schema: SnapshotSchema,
): Promise<void> {
  const rules = columnRules(schema).flatMap((column) =>
    breaches(column).map((breach) => ({ column: column.name, ...breach }))
  );
  const counts = rules.map(({ condition }, index) => `count(*) FILTER (WHERE ${condition}) AS b${index}`)
    .join(", ");
  const [broken] = await warehouse.query<Record<string, number>>(`SELECT ${counts} FROM ${relation}`);
  const first = rules.findIndex((_, index) => broken![`b${index}`]! > 0);
  if (first >= 0) {
    const { column, rule, condition } = rules[first]!;
    const [row] = await warehouse.query(
      `SELECT ${keyed(schema.key)}, ${
        identifier(column)
      } AS "value" FROM ${relation} WHERE ${condition} LIMIT 1`,
    );
    const place = schema.key.map((name) => `${name} ${row![name]}`).join(", ");
    throw new RangeError(
      `Cannot accept snapshot "${schema.name}" as ${column} ${rule}: ${row!["value"]} at ${place}, ` +
        `and ${broken![`b${first}`]! - 1} rows more`,
    );
  }
  // Snapshots are stored by their key. Only of rows in another order must all keys be compared.
  if (await isAscending(warehouse, relation, schema.key)) return;
  const [twice] = await warehouse.query(
    `SELECT ${keyed(schema.key)}, count(*) AS "rows" FROM ${relation} GROUP BY ${
      keyed(schema.key)
    } HAVING count(*) > 1 LIMIT 1`,
  );
  if (twice !== undefined) {
    const place = schema.key.map((name) => `${name} ${twice[name]}`).join(", ");
    throw new RangeError(
      `Cannot accept snapshot "${schema.name}" as its key must be unique: ${twice["rows"]} rows at ${place}`,
    );
  }
}
