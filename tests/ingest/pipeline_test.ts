/** What the pipeline makes of the store: readings and servers, with an inventory and without. */
import assert from "node:assert/strict";
import { ROOT } from "../../lib/pipeline/project.ts";
import { bind } from "../../lib/warehouse/bind.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";
import type { Scalar } from "../../lib/warehouse/warehouse.ts";
import { type Playground, withPlayground } from "./workspace.ts";

async function query(sql: string, parameters: Record<string, Scalar>) {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    return await warehouse.query(bind(await Deno.readTextFile(ROOT + sql), parameters));
  } finally {
    warehouse.close();
  }
}

const servers = async ({ root }: Playground) =>
  (await query("lib/fleet/ingested_servers.duckdb.sql", {
    file: `${root}data/workspace/daily.parquet`,
    inventory: `${root}data/workspace/inventory.parquet`,
  })).sort((a, b) => String(a.server_id) < String(b.server_id) ? -1 : 1);

const readings = async ({ root }: Playground) =>
  await query("lib/telemetry/ingested_readings.duckdb.sql", {
    file: `${root}data/workspace/daily.parquet`,
    min_observed_pct: 50,
  });

/** Samples of a day at some interval; the value is the hour. */
function day(server: string, column: string, seconds: number, hours = 24): string {
  const rows = Array.from({ length: hours * 3600 / seconds }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 1) + index * seconds * 1000).toISOString();
    return `${at},${server},${Math.floor(index * seconds / 3600) + 2}\n`;
  });
  return `time,server,${column}\n${rows.join("")}`;
}

Deno.test("servers: without an inventory all but name and first day is unknown", () =>
  withPlayground(async (playground) => {
    await playground.take([await playground.file("a.csv", day("a", "cpu_pct", 300))]);
    assert.deepEqual(await servers(playground), [{
      server_id: "a",
      business_unit: "unknown",
      region: "unknown",
      criticality: "unknown",
      environment: "unknown",
      archetype: "unknown",
      service: "unknown",
      instance_type: "unknown",
      vcpu: null,
      memory_gib: null,
      disk_gib: null,
      network_mbps: null,
      usd_per_month: null,
      in_service_from: "2026-01-01",
    }]);
  }));

Deno.test("servers: an inventory says what it says, of servers that are measured", () =>
  withPlayground(async (playground) => {
    const inventory = await playground.file(
      "servers.csv",
      "Server ID;Region;criticality;vCPU;usd_per_month;colour\na;eu-west-1;high;4;70;red\nz;eu-nl;low;2;;blue\n",
    );
    const said: string[] = [];
    await playground.take([await playground.file("a.csv", day("a", "cpu_pct", 300))], {
      inventory,
      say: (line) => void said.push(line),
    });
    const [a, ...others] = await servers(playground);
    assert.deepEqual([a!.region, a!.criticality, a!.vcpu, a!.usd_per_month, others], [
      "eu-west-1",
      "High",
      4,
      70,
      [],
    ]);
    assert.deepEqual(said, ['inventory: 2 servers; not used: "colour"']);
  }));

Deno.test("inventory: a server twice, one without name, a number that is none are refused by line", () =>
  withPlayground(async ({ file, take }) => {
    const cases: [string, RegExp][] = [
      ["server_id,vcpu\na,1\na,2\n", /"a" stands twice/],
      ["server_id,vcpu\na,1\n,2\n", /line 3 does not/],
      ["server_id,vcpu\na,1\nb,many\n", /vcpu must be a number above 0: "many" in line 3/],
      ["name,vcpu\na,1\nb,2\n", /with the column server_id/],
    ];
    for (const [index, [text, rule]] of cases.entries()) {
      const inventory = await file(`${index}.csv`, text);
      await assert.rejects(take([], { inventory }), rule);
    }
    await assert.rejects(take([], { inventory: "/nowhere.csv" }), /there is no such file/);
  }));

Deno.test("readings: samples count as 5-minute pieces, whatever the interval", () =>
  withPlayground(async (playground) => {
    await playground.take([await playground.file("a.csv", day("a", "cpu_pct", 3600))]);
    const [row] = await readings(playground);
    assert.deepEqual([row!.samples, Number(row!.cpu_p95).toFixed(6), row!.cpu_max, row!.memory_p95], [
      288,
      "23.850000",
      25,
      null,
    ]);
  }));

Deno.test("readings: a metric watched for less than half the day has no figure that day", () =>
  withPlayground(async (playground) => {
    await playground.take([
      await playground.file("cpu.csv", day("a", "cpu_pct", 300)),
      await playground.file("memory.csv", day("a", "mem_pct", 300, 11)),
    ]);
    const [row] = await readings(playground);
    assert.deepEqual([row!.cpu_p95 !== null, row!.memory_p95, row!.samples], [true, null, 288]);
  }));
