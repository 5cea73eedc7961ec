/** What the store promises: nothing twice, nothing lost, the later file counts. */
import assert from "node:assert/strict";
import { withPlayground } from "./workspace.ts";

/** Five-minute samples of one server from a moment on. */
function samples(from: string, values: readonly number[], server = "a"): string {
  const start = Date.parse(from);
  return "time,server,cpu_pct\n" +
    values.map((value, index) => `${new Date(start + index * 300_000).toISOString()},${server},${value}\n`)
      .join("");
}

const ramp = (length: number, from = 2) => Array.from({ length }, (_, index) => from + index % 90);

Deno.test("store: a day is its P95 by linear interpolation (R-7), maximum, mean and number of samples", () =>
  withPlayground(async ({ file, take, daily }) => {
    await take([await file("a.csv", samples("2026-01-01T00:00:00Z", [10, 20, 30, 40, 50]))]);
    assert.deepEqual(
      await daily("server_id, metric, date, p95, max, mean, samples, statistic, interval_seconds"),
      [
        {
          server_id: "a",
          metric: "cpu",
          date: "2026-01-01",
          p95: 48,
          max: 50,
          mean: 30,
          samples: 5,
          statistic: "raw",
          interval_seconds: 300,
        },
      ],
    );
  }));

Deno.test("store: the same file twice changes no byte", () =>
  withPlayground(async ({ file, take, contents }) => {
    const path = await file("a.csv", samples("2026-01-01T00:00:00Z", ramp(400)));
    await take([path]);
    const before = await contents();
    const [again] = await take([path]);
    assert.equal(again!.state, "unchanged");
    assert.deepEqual(await contents(), before);
  }));

Deno.test("store: new days are appended, and a day cut at any hour is made of both files", () =>
  withPlayground(async ({ file, take, daily }) => {
    const all = ramp(600);
    await take([await file("first.csv", samples("2026-01-30T00:00:00Z", all.slice(0, 350)))]);
    await take([await file("second.csv", samples("2026-01-31T05:10:00Z", all.slice(350)))]);
    const apart = await daily("date, p95, max, mean, samples, observed_pct");
    await withPlayground(async (whole) => {
      await whole.take([await whole.file("all.csv", samples("2026-01-30T00:00:00Z", all))]);
      assert.deepEqual(apart, await whole.daily("date, p95, max, mean, samples, observed_pct"));
    });
    assert.deepEqual(apart.map(({ samples }) => samples), [288, 288, 24]);
  }));

Deno.test("store: a corrected file replaces what it corrects, no more, and the log says so", () =>
  withPlayground(async ({ root, file, take, daily }) => {
    await take([await file("day.csv", samples("2026-01-01T00:00:00Z", Array(288 * 3).fill(10)))]);
    const [outcome] = await take([
      await file("corrected.csv", samples("2026-01-02T00:00:00Z", Array(288).fill(70))),
    ]);
    assert.deepEqual(await daily("p95, samples"), [{ p95: 10, samples: 288 }, { p95: 70, samples: 288 }, {
      p95: 10,
      samples: 288,
    }]);
    assert.match(outcome!.warnings.join(), /replaces 288 samples of earlier files on 1 days/);
    const log = JSON.parse(await Deno.readTextFile(`${root}data/workspace/ingest_log.json`));
    assert.deepEqual(
      log.map((
        entry: Record<string, unknown>,
      ) => [entry.file, entry.order, entry.replaced_days, entry.replaced_samples]),
      [
        ["day.csv", 1, 0, 0],
        ["corrected.csv", 2, 1, 288],
      ],
    );
  }));

Deno.test("store: a correction with fewer samples leaves none of the old ones within its span", () =>
  withPlayground(async ({ file, take, daily }) => {
    await take([await file("old.csv", samples("2026-01-01T00:00:00Z", [1, 99, 3, 4]))]);
    const fixed = samples("2026-01-01T00:00:00Z", [1, 99, 3, 4]).split("\n").filter((line) =>
      !line.endsWith(",99")
    );
    await take([await file("new.csv", fixed.join("\n"))]);
    assert.deepEqual(await daily("max, samples"), [{ max: 4, samples: 3 }]);
  }));

Deno.test("store: the same file read in another zone takes the place of the first reading", () =>
  withPlayground(async ({ file, take, daily }) => {
    const path = await file(
      "a.csv",
      "time,server,cpu_pct\n2026-01-01 00:30:00,a,5\n2026-01-01 00:35:00,a,6\n",
    );
    await take([path], { timezone: "UTC" });
    await take([path], { timezone: "Europe/Zurich" });
    assert.deepEqual(await daily("date"), [{ date: "2025-12-31" }]);
  }));

Deno.test("store: the order of rows, the number of threads and the cut of months change nothing", () =>
  withPlayground(async (one) => {
    const lines = samples("2026-01-30T00:00:00Z", ramp(900)).trimEnd().split("\n");
    await one.take([await one.file("a.csv", lines.join("\n"))], { threads: 1 });
    const columns = "date, p95, max, mean, samples, observed_pct";
    const expected = await one.daily(columns);
    await withPlayground(async (two) => {
      const shuffled = [lines[0]!, ...lines.slice(1).toReversed()];
      await two.take([await two.file("a.csv", shuffled.join("\n"))], { threads: 2 });
      assert.deepEqual(await two.daily(columns), expected);
    });
  }));

Deno.test("store: every value is kept, quarantined with its line and reason, or left aside", () =>
  withPlayground(async ({ file, take, rows }) => {
    const path = await file(
      "a.csv",
      "time,server,cpu_pct,mem_pct\n" +
        "2026-01-01T00:00:00Z,a,10,20\n" + // 2
        "2026-01-01T00:05:00Z,a,x,\n" + // 3
        "broken\n" + // 4
        "2026-01-01T00:10:00Z,,10,20\n" + // 5
        "1970-01-01T00:00:00Z,a,10,20\n" + // 6
        "2036-01-01T00:00:00Z,a,10,20\n" + // 7
        "2026-01-01T00:15:00Z,a,-1,1e18\n" + // 8
        "2026-01-01T00:20:00Z,a,NaN,inf\n" + // 9
        "yesterday,a,10,20\n" + // 10
        "2026-01-01T00:00:00Z,a,11,20\n", // 11
    );
    const [outcome] = await take([path]);
    assert.deepEqual([outcome!.read, outcome!.kept, outcome!.quarantined, outcome!.skipped], [19, 2, 16, 1]);
    assert.deepEqual(
      await rows(
        "quarantine/*.parquet",
        "SELECT line, rule, count(*) AS n FROM found GROUP BY ALL ORDER BY ALL",
      ),
      [
        { line: 2, rule: "duplicate", n: 2 },
        { line: 3, rule: "value", n: 1 },
        { line: 4, rule: "structure", n: 1 },
        { line: 5, rule: "server", n: 2 },
        { line: 6, rule: "too_old", n: 2 },
        { line: 7, rule: "future", n: 2 },
        { line: 8, rule: "magnitude", n: 1 },
        { line: 8, rule: "negative", n: 1 },
        { line: 9, rule: "not_finite", n: 2 },
        { line: 10, rule: "time", n: 2 },
      ],
    );
    const [bare] = await rows(
      "quarantine/*.parquet",
      "SELECT count(*) AS n FROM found WHERE reason IS NULL OR text IS NULL OR file IS NULL",
    );
    assert.deepEqual(bare, { n: 0 });
  }));

Deno.test("store: values above 100 % are kept and told", () =>
  withPlayground(async ({ file, take, daily }) => {
    const [outcome] = await take([await file("a.csv", samples("2026-01-01T00:00:00Z", [90, 104]))]);
    assert.deepEqual(await daily("max"), [{ max: 104 }]);
    assert.match(outcome!.warnings.join(), /1 above 100 % of capacity: kept/);
  }));

Deno.test("store: missing days are missing, not zero", () =>
  withPlayground(async ({ file, take, daily }) => {
    const [outcome] = await take([
      await file(
        "a.csv",
        samples("2026-01-30T00:00:00Z", [50, 50]) +
          samples("2026-02-02T00:00:00Z", [60, 60]).split("\n").slice(1).join("\n"),
      ),
    ]);
    assert.deepEqual(await daily("date, p95"), [{ date: "2026-01-30", p95: 50 }, {
      date: "2026-02-02",
      p95: 60,
    }]);
    assert.equal(outcome!.gap_days, 2);
  }));

Deno.test("store: a P95 of long averages is loudly marked and says of what it is", () =>
  withPlayground(async ({ file, take, daily }) => {
    const hourly = "time,server,cpu_avg_pct\n" +
      Array.from({ length: 24 }, (_, hour) => `2026-01-01T${String(hour).padStart(2, "0")}:00:00Z,a,50\n`)
        .join("");
    const [outcome] = await take([await file("a.csv", hourly)]);
    assert.match(outcome!.warnings.join(), /60 minutes: THE DAILY P95/);
    assert.deepEqual(await daily("statistic, interval_seconds, observed_pct"), [
      { statistic: "average", interval_seconds: 3600, observed_pct: 100 },
    ]);
  }));

Deno.test("store: a dry run says the same and writes nothing", () =>
  withPlayground(async ({ root, file, take }) => {
    const path = await file("a.csv", samples("2026-01-01T00:00:00Z", ramp(20)));
    const [dry] = await take([path], { dry_run: true });
    await assert.rejects(Deno.stat(`${root}data/workspace`), Deno.errors.NotFound);
    const [wet] = await take([path]);
    assert.deepEqual(dry, wet);
  }));
