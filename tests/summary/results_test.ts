import assert from "node:assert/strict";
import { resultsTable, withResults } from "../../lib/summary/results.ts";

const ROW = {
  model: "drift",
  mase: 1.23456,
  gain_vs_baseline: 0.25,
  gain_vs_best_naive: -0.1,
  share_of_possible: null,
  coverage_80: 0.801,
  coverage_95: null,
};

Deno.test("resultsTable: shares in percent, nothing where nothing is known", () => {
  const table = resultsTable([ROW], { servers: 120, asOf: "2025-12-31", writtenOn: "2026-01-01" });
  assert.equal(table.split("\n").at(-1), "| drift | 1.235 | 25.0 % | -10.0 % |  | 80.1 % |  |");
});

Deno.test("withResults: replaces what stands between the marks and nothing else", () => {
  const readme = "before\n<!-- results: npm run results -->\nold\n<!-- /results -->\nafter";
  const once = withResults(readme, "NEW");
  assert.equal(once, "before\n<!-- results: npm run results -->\n\nNEW\n\n<!-- /results -->\nafter");
  assert.equal(withResults(once, "NEW"), once);
  assert.throws(() => withResults("no marks", "NEW"), RangeError);
});
