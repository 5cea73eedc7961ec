/** Scores of a panel as a CSV or Parquet file. */
import { literal } from "../warehouse/bind.ts";
import type { DuckDBWarehouse } from "../warehouse/duckdb.ts";
import { METHODS } from "./detectors/index.ts";
import { DIRECTIONS } from "./explain.ts";
import type { Outcome } from "./outcome.ts";
import type { Panel } from "./panel.ts";

/** Word of a code, null for none. */
const word = (code: string, words: readonly string[]): string =>
  `list_extract([${words.map(literal).join(", ")}], ${code} + 1)`;

/**
 * Writes unique_id, ds, y, score, flagged, method, direction and explanation, one row per row of the input in its
 * order. Score and what follows are empty where y is; the explanation is there for what reaches the threshold.
 * @returns the number of rows
 */
export async function writeScores(
  warehouse: DuckDBWarehouse,
  path: string,
  panel: Panel,
  outcomes: readonly Outcome[],
): Promise<number> {
  const score = new Float64Array(panel.rows);
  const flagged = new Uint8Array(panel.rows);
  const method = new Int32Array(panel.rows);
  const direction = new Int32Array(panel.rows);
  const explained: [number, string][] = [];
  panel.series.forEach(({ rows }, series) => {
    const outcome = outcomes[series]!;
    rows.forEach((row, index) => {
      score[row - 1] = outcome.score[index]!;
      flagged[row - 1] = outcome.flagged[index]!;
      method[row - 1] = outcome.method[index]!;
      direction[row - 1] = outcome.direction[index]!;
    });
    for (const [index, text] of outcome.explanations) explained.push([rows[index]!, text]);
  });
  const row = Int32Array.from({ length: panel.rows }, (_, index) => index + 1);
  await warehouse.load("scores", { row, score, flagged, method, direction }, {
    row: "INTEGER",
    score: "DOUBLE",
    flagged: "BOOLEAN",
    method: "INTEGER",
    direction: "INTEGER",
  });
  await warehouse.load("explanations", {
    row: Int32Array.from(explained, ([number]) => number),
    explanation: explained.map(([, text]) => text),
  }, { row: "INTEGER", explanation: "VARCHAR" });
  const sql = `SELECT unique_id, ds, value AS y, round(score, 6) AS score, flagged,
      CASE WHEN method >= 0 THEN ${word("method", METHODS)} END AS method,
      CASE WHEN direction >= 0 THEN ${word("direction", DIRECTIONS)} END AS direction, explanation
    FROM panel JOIN scores USING (row) LEFT JOIN explanations USING (row) ORDER BY row`;
  if (/\.parquet$/i.test(path)) return await warehouse.copyTo(sql, path);
  await warehouse.run(`COPY (${sql}) TO ${literal(path)} (FORMAT csv, HEADER)`);
  return panel.rows;
}
