import assert from "node:assert/strict";
import { aligned, failed, profileFor, refused, reportLines } from "../../lib/ingest/report.ts";

Deno.test("reportLines: a row per file, a total, then what was said; refusals in words", () => {
  const good = {
    ...refused("a.csv", ""),
    state: "taken in" as const,
    format: "table",
    read: 1234,
    kept: 1200,
    quarantined: 34,
    servers: 2,
    metrics: ["cpu"],
    first: "2026-01-01",
    last: "2026-01-31",
    warnings: ["34 quarantined"],
  };
  const lines = reportLines([good, refused("b.csv", "Cannot read b.csv as it is empty")]);
  assert.match(
    lines[1]!,
    /^a\.csv\s+table\s+taken in\s+1,234\s+1,200\s+34\s+0\s+2\s+cpu\s+2026-01-01\s+2026-01-31/,
  );
  assert.match(lines[3]!, /^2 files\s+1,234\s+1,200\s+34/);
  assert.deepEqual(lines.slice(4), ["a.csv: 34 quarantined", "refused: Cannot read b.csv as it is empty"]);
});

Deno.test("reportLines: names cannot steer the terminal", () => {
  assert.ok(!reportLines([refused("\u001b[2J.csv", "\u001b[31m\u202e")]).join("").match(/\p{Cc}|\p{Cf}/u));
});

Deno.test("aligned: columns as wide as their widest cell", () => {
  assert.deepEqual(aligned([["a", "bb"], ["ccc", "d"]]), ["a    bb", "ccc  d"]);
});

Deno.test("failed: a refused file or one of which nothing was kept", () => {
  const taken = { ...refused("a", ""), state: "taken in" as const };
  assert.ok(!failed([taken, { ...taken, state: "unchanged" }]));
  assert.ok(failed([taken, refused("b", "x")]));
  assert.ok(failed([{ ...taken, state: "empty" }]));
});

Deno.test("profileFor: half a year ahead needs more than a year of history", () => {
  assert.equal(profileFor([{ first: "2026-01-01", last: "2026-01-31" }]), "ingested_month");
  assert.equal(
    profileFor([{ first: "2024-01-01", last: "2024-06-30" }, { first: "2024-07-01", last: "2025-12-31" }]),
    "ingested",
  );
});
