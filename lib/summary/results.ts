/** The results table of the README: every model on the backtest, best first. */
import type { Row } from "../warehouse/warehouse.ts";

const START = "<!-- results: npm run results -->";
const END = "<!-- /results -->";

/** Every model over the whole fleet, all metrics and horizons. */
export const LEADERBOARD = `
  SELECT model, mase, gain_vs_baseline, gain_vs_best_naive, share_of_possible, coverage_80, coverage_95
  FROM accuracy
  WHERE scope = 'fleet' AND metric = 'all' AND horizon_band = 'all'
  ORDER BY mase, model`;

const number = (value: unknown) => value === null ? "" : Number(value).toFixed(3);
const share = (value: unknown) => value === null ? "" : `${(100 * Number(value)).toFixed(1)} %`;

/**
 * A Markdown table of the leaderboard under a line that says what it was measured on.
 * @param asOf  last day of telemetry, YYYY-MM-DD
 * @param writtenOn  the day of writing, YYYY-MM-DD
 */
export function resultsTable(
  rows: readonly Row[],
  { servers, asOf, writtenOn }: { servers: number; asOf: string; writtenOn: string },
): string {
  const lines = rows.map((row) =>
    `| ${row["model"]} | ${number(row["mase"])} | ${share(row["gain_vs_baseline"])} | ` +
    `${share(row["gain_vs_best_naive"])} | ${share(row["share_of_possible"])} | ${
      share(row["coverage_80"])
    } | ` +
    `${share(row["coverage_95"])} |`
  );
  return [
    `Synthetic fleet of ${servers} servers, telemetry to ${asOf}, all metrics, horizons and scored cutoffs. ` +
    `Written by \`npm run results\` on ${writtenOn}.`,
    "",
    "| model | MASE | gain vs weekday mean | gain vs best naive | share of possible gain | coverage 80 % | coverage 95 % |",
    "|---|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

/**
 * The README with its results replaced.
 * @throws RangeError when the README has no place for them
 */
export function withResults(readme: string, table: string): string {
  const from = readme.indexOf(START);
  const to = readme.indexOf(END);
  if (from < 0 || to < from) {
    throw new RangeError(`Cannot place the results as the README must hold "${START}" and "${END}"`);
  }
  return `${readme.slice(0, from + START.length)}\n\n${table}\n\n${readme.slice(to)}`;
}
