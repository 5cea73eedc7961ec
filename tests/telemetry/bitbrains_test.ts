import assert from "node:assert/strict";
import { bind } from "../../lib/warehouse/bind.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";
import type { DuckDBWarehouse } from "../../lib/warehouse/duckdb.ts";

const FILE = "data/samples/bitbrains/bitbrains_small_50vm.csv.gz";
const HEADER =
  "vm_id,interval_end_utc,duration_s,cpu_count,cpu_usage_mhz,cpu_capacity_mhz,mem_capacity_raw,cpu_pct";

async function withExtract(
  file: string,
  check: (warehouse: DuckDBWarehouse) => Promise<void>,
): Promise<void> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    for (
      const [table, sql] of [["servers", "fleet/bitbrains_servers"], [
        "readings",
        "telemetry/bitbrains_readings",
      ]]
    ) {
      const query = bind(await Deno.readTextFile(`lib/${sql}.duckdb.sql`), { file });
      await warehouse.run(`CREATE TABLE ${table} AS ${query}`);
    }
    await check(warehouse);
  } finally {
    warehouse.close();
  }
}

async function withRows(rows: string[], check: (warehouse: DuckDBWarehouse) => Promise<void>): Promise<void> {
  const file = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeTextFile(file, [HEADER, ...rows, ""].join("\n"));
    await withExtract(file, check);
  } finally {
    await Deno.remove(file);
  }
}

const DAILY = "SELECT server_id, date, cpu_p95, cpu_max, samples FROM readings ORDER BY server_id, date";

Deno.test("bitbrains readings: an interval over midnight counts for both days, by its minutes", () =>
  withRows(
    // 20 minutes to 00:10: two pieces before midnight, two after.
    ["7,2013-08-13T00:10:00Z,1200,1,260,2600,1,10", "7,2013-08-13T00:15:00Z,300,1,520,2600,1,20"],
    async (warehouse) =>
      assert.deepEqual(await warehouse.query(DAILY), [
        { server_id: "VM-0007", date: "2013-08-12", cpu_p95: 10, cpu_max: 10, samples: 2 },
        // R-7 over 10, 10, 20: position 1.9.
        { server_id: "VM-0007", date: "2013-08-13", cpu_p95: 19, cpu_max: 20, samples: 3 },
      ]),
  ));

Deno.test("bitbrains readings: time switched off is no sample, and a day of it has no figures", () =>
  withRows(
    ["7,2013-08-12T12:00:00Z,300,2,0,2600,1,40", "7,2013-08-14T00:00:00Z,129600,0,0,2600,1,0"],
    async (warehouse) =>
      assert.deepEqual(await warehouse.query(DAILY), [
        { server_id: "VM-0007", date: "2013-08-12", cpu_p95: 40, cpu_max: 40, samples: 1 },
        { server_id: "VM-0007", date: "2013-08-13", cpu_p95: null, cpu_max: null, samples: 0 },
      ]),
  ));

Deno.test("bitbrains servers: processors are the latest assigned while switched on", () =>
  withRows(
    [
      "7,2013-08-12T12:00:00Z,300,2,0,2600,1,40",
      "7,2013-08-12T13:00:00Z,300,4,0,2600,1,40",
      "7,2013-08-14T00:00:00Z,129600,0,0,2600,1,0",
    ],
    async (warehouse) =>
      assert.deepEqual(
        await warehouse.query("SELECT server_id, instance_type, vcpu, region, in_service_from FROM servers"),
        [{
          server_id: "VM-0007",
          instance_type: "vm-4vcpu",
          vcpu: 4,
          region: "eu-nl",
          in_service_from: "2013-08-12",
        }],
      ),
  ));

Deno.test("bitbrains readings: an unreadable value is refused with its line", () =>
  assert.rejects(
    withRows(["7,2013-08-12T12:00:00Z,300,2,0,2600,1,forty"], () => Promise.resolve()),
    /Line: 2[\s\S]*forty/,
  ));

Deno.test("bitbrains: an extract without a single interval is refused", () =>
  assert.rejects(
    withRows([], () => Promise.resolve()),
    /must hold at least one interval: .*\.csv holds none/,
  ));

Deno.test("bitbrains: a file cut short is refused", async () => {
  const file = await Deno.makeTempFile({ suffix: ".csv.gz" });
  try {
    await Deno.writeFile(file, (await Deno.readFile(FILE)).subarray(0, 100_000));
    await assert.rejects(withExtract(file, () => Promise.resolve()));
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("bitbrains sample: 50 machines, 31 days, one of them never more than two days on", () =>
  withExtract(FILE, async (warehouse) => {
    const [fleet] = await warehouse.query(
      "SELECT CAST(count(*) AS INTEGER) AS n, max(vcpu) AS vcpu FROM servers",
    );
    assert.deepEqual(fleet, { n: 50, vcpu: 32 });
    const [days] = await warehouse.query(
      "SELECT min(date) AS first, max(date) AS last, CAST(count(*) AS INTEGER) AS n, " +
        "CAST(count(cpu_p95) AS INTEGER) AS on_days FROM readings",
    );
    assert.deepEqual(days, { first: "2013-08-12", last: "2013-09-11", n: 1454, on_days: 1385 });
    const on = await warehouse.query(
      "SELECT CAST(count(cpu_p95) AS INTEGER) AS n FROM readings WHERE server_id = 'VM-1247'",
    );
    assert.deepEqual(on, [{ n: 2 }]);
  }));

/** Minutes at each value per machine and day, worked out from the file without SQL. */
async function fiveMinutesByValue(): Promise<Map<string, Map<number, number>>> {
  const stream = (await Deno.open(FILE)).readable.pipeThrough(new DecompressionStream("gzip"));
  const days = new Map<string, Map<number, number>>();
  for (const line of (await new Response(stream).text()).trimEnd().split("\n").slice(1)) {
    const [vm, end, duration, processors, , , , pct] = line.split(",");
    if (processors === "0") continue;
    const count = Math.round(Number(duration) / 300);
    const start = Date.parse(end!) - count * 300_000;
    for (let left = count, at = start; left > 0;) {
      const midnight = (Math.floor(at / 86_400_000) + 1) * 86_400_000;
      const pieces = Math.min(left, Math.ceil((midnight - at) / 300_000));
      const key = `VM-${vm!.padStart(4, "0")} ${new Date(at).toISOString().slice(0, 10)}`;
      const values = days.get(key) ?? new Map<number, number>();
      values.set(Number(pct), (values.get(Number(pct)) ?? 0) + pieces);
      days.set(key, values);
      left -= pieces;
      at += pieces * 300_000;
    }
  }
  return days;
}

/** R-7 quantile of values that each occur a number of times. */
function quantileOfCounts(counts: ReadonlyMap<number, number>, p: number): number {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const at = (position: number): number => {
    let seen = 0;
    for (const [value, count] of sorted) if ((seen += count) > position) return value;
    throw new RangeError(`Cannot take a quantile as the position must be below ${total}: ${position}`);
  };
  const position = p * (total - 1);
  const lower = Math.floor(position);
  return at(lower) + (position - lower) * (at(Math.min(lower + 1, total - 1)) - at(lower));
}

Deno.test("bitbrains sample: every daily P95 equals one worked out without SQL", () =>
  withExtract(FILE, async (warehouse) => {
    const expected = await fiveMinutesByValue();
    const rows = await warehouse.query<{ server_id: string; date: string; cpu_p95: number }>(
      "SELECT server_id, date, cpu_p95 FROM readings WHERE samples > 0",
    );
    assert.equal(rows.length, expected.size);
    for (const { server_id, date, cpu_p95 } of rows) {
      const worked = quantileOfCounts(expected.get(`${server_id} ${date}`)!, 0.95);
      assert.ok(Math.abs(worked - cpu_p95) < 1e-9, `${server_id} ${date}: ${cpu_p95}, worked out ${worked}`);
    }
  }));
