import assert from "node:assert/strict";
import { findingLegend, findingRows } from "../../src/components/charts/findings.ts";

const day = (text: string) => new Date(`2025-03-${text}T00:00:00Z`);
const flagged = [{ date: day("09"), value: 98, explanation: "far above" }];
const changes = [{ date: day("02"), shift: -4.24, confidence: 0.9999 }];

Deno.test("findingRows: flagged days and changes in order of their days, a change with its sign and unit", () => {
  assert.deepEqual(findingRows({ metric: "cpu_p95", flagged, changes }), [
    { date: day("02"), finding: "change of level: −4.2\u202fpoints" },
    { date: day("09"), finding: "flagged: far above" },
  ]);
});

Deno.test("findingLegend: names only what is there", () => {
  const labels = (of: Partial<Parameters<typeof findingLegend>[0]>) =>
    findingLegend({ metric: "cpu_p95", flagged: [], changes: [], ...of }).map((item) => item.label);
  assert.deepEqual(labels({}), []);
  assert.deepEqual(labels({ changes }), ["change of level"]);
  assert.deepEqual(labels({ flagged }), ["flagged as anomalous, as measured"]);
});
