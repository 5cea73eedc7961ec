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
