/** Times as extracts write them: zones, clocks put forward and back, epochs, day and month. */
import assert from "node:assert/strict";
import { isZoneless, refuseUnknownZone } from "../../lib/ingest/clock.ts";
import { type Asked, withPlayground } from "./workspace.ts";

/** The moments at which values were kept, and the rules the others broke. */
async function moments(lines: readonly string[], asked: Asked = {}, header = "time,server,cpu_pct") {
  let found: { kept: string[]; rules: string[]; warnings: string } = { kept: [], rules: [], warnings: "" };
  await withPlayground(async ({ file, take, rows }) => {
    const [outcome] = await take([await file("a.csv", [header, ...lines].join("\n") + "\n")], asked);
    const kept = outcome!.kept === 0 ? [] : await rows<{ at: string }>(
      "samples/*.parquet",
      "SELECT strftime(make_timestamp(ms * 1000), '%Y-%m-%dT%H:%M:%SZ') AS at FROM found ORDER BY ms",
    );
    const rules = outcome!.quarantined === 0
      ? []
      : await rows<{ rule: string }>("quarantine/*.parquet", "SELECT rule FROM found ORDER BY line");
    found = {
      kept: kept.map(({ at }) => at),
      rules: rules.map(({ rule }) => rule),
      warnings: outcome!.warnings.join(),
    };
  });
  return found;
}

Deno.test("isZoneless: a written time without Z, UTC or offset; epochs count from UTC", () => {
  for (const text of ["2026-01-01 00:00:00", "2026-01-01", "01.02.2026 10:00"]) {
    assert.ok(isZoneless(text), text);
  }
  for (
    const text of [
      "2026-01-01T00:00:00Z",
      "2026-01-01 00:00:00 UTC",
      "2026-01-01 00:00:00+01:00",
      "1767225600",
    ]
  ) {
    assert.ok(!isZoneless(text), text);
  }
});

Deno.test("refuseUnknownZone: names of the zone database only", () => {
  refuseUnknownZone("America/Sao_Paulo");
  assert.throws(() => refuseUnknownZone("Zurich"), /must be a name such as Europe\/Zurich/);
});

Deno.test("times: without a zone are refused, never guessed", async () => {
  const { kept, warnings } = await moments(["2026-01-01 00:00:00,a,5", "2026-01-01 00:05:00,a,6"]);
  assert.deepEqual(kept, []);
  assert.match(warnings, /times name no zone, such as "2026-01-01 00:00:00": say it with --timezone/);
});

Deno.test("times: local time in a zone becomes UTC, summer and winter", async () => {
  const { kept } = await moments(["2026-01-01 12:00:00,a,5", "2026-07-01 12:00:00,a,6"], {
    timezone: "Europe/Zurich",
  });
  assert.deepEqual(kept, ["2026-01-01T11:00:00Z", "2026-07-01T10:00:00Z"]);
});

Deno.test("times: an hour that clocks skipped is rejected", async () => {
  const { kept, rules } = await moments([
    "2026-03-29 01:55:00,a,5",
    "2026-03-29 02:30:00,a,6",
    "2026-03-29 03:00:00,a,6",
  ], {
    timezone: "Europe/Zurich",
  });
  assert.deepEqual(kept, ["2026-03-29T00:55:00Z", "2026-03-29T01:00:00Z"]);
  assert.deepEqual(rules, ["skipped_hour"]);
});

Deno.test("times: an hour that came twice keeps both, the first being the earlier", async () => {
  const { kept, rules } = await moments(
    [
      "2025-10-26 01:30:00,a,1",
      "2025-10-26 02:30:00,a,2",
      "2025-10-26 02:30:00,a,3",
      "2025-10-26 03:30:00,a,4",
    ],
    { timezone: "Europe/Zurich" },
  );
  assert.deepEqual(kept, [
    "2025-10-25T23:30:00Z",
    "2025-10-26T00:30:00Z",
    "2025-10-26T01:30:00Z",
    "2025-10-26T02:30:00Z",
  ]);
  assert.deepEqual(rules, []);
});

Deno.test("times: of that hour a single value is taken for the later", async () => {
  const { kept } = await moments(["2025-10-26 02:30:00,a,2", "2025-10-26 03:30:00,a,4"], {
    timezone: "Europe/Zurich",
  });
  assert.deepEqual(kept, ["2025-10-26T01:30:00Z", "2025-10-26T02:30:00Z"]);
});

Deno.test("times: offsets, UTC, Z and fractions of a second", async () => {
  const { kept } = await moments([
    "2026-01-01T02:00:00+01:00,a,5",
    "2026-01-01 01:05:00 UTC,a,5",
    "2026-01-01T01:10:00.250Z,a,5",
    "2026-01-01T00:15:00-0100,a,5",
  ]);
  assert.deepEqual(kept, [
    "2026-01-01T01:00:00Z",
    "2026-01-01T01:05:00Z",
    "2026-01-01T01:10:00Z",
    "2026-01-01T01:15:00Z",
  ]);
});

Deno.test("times: epochs in seconds and milliseconds", async () => {
  assert.deepEqual((await moments(["1767225600,a,5", "1767225900,a,6"])).kept, [
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:05:00Z",
  ]);
  assert.deepEqual((await moments(["1767225600000,a,5", "1767225900000,a,6"])).kept, [
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:05:00Z",
  ]);
});

Deno.test("times: day or month first is asked for where it shows nowhere", async () => {
  const { warnings } = await moments(["01/02/2026 10:00,a,5", "02/02/2026 10:00,a,6"], { timezone: "UTC" });
  assert.match(warnings, /is that day or month first\?/);
  const { kept } = await moments(["01/02/2026 10:00,a,5", "13/02/2026 10:00,a,6"], { timezone: "UTC" });
  assert.deepEqual(kept, ["2026-02-01T10:00:00Z", "2026-02-13T10:00:00Z"]);
});

Deno.test("times: far beyond any calendar are rejected, not a crash", async () => {
  const { kept, rules } = await moments([
    "1767225600,a,5",
    "1767225900,a,5",
    "1767226200,a,5",
    "1767226500,a,5",
    "99999999999999999999,a,6",
  ]);
  assert.deepEqual([kept.length, rules], [4, ["future"]]);
});
