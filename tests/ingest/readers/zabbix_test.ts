import assert from "node:assert/strict";
import { zabbix } from "../../../lib/ingest/readers/zabbix.ts";
import { type Item, measured, parametersOf } from "../../../lib/ingest/readers/zabbix_items.ts";
import type { SeriesMap } from "../../../lib/ingest/series.ts";
import { counts, reading, sampleText, valuesOf } from "./reading.ts";

const item = (key: string, more: Partial<Item> = {}): Item => ({
  server: "a",
  key,
  name: "",
  units: "",
  delay: 60,
  ...more,
});

Deno.test("zabbix: items before the history say what the numbers are", async () => {
  const batch = await reading(zabbix, "x", sampleText("zabbix/items-and-history.json"));
  assert.deepEqual(counts(batch), { cpu: 20, memory: 20, disk: 20, net_in: 20 });
  assert.deepEqual([valuesOf(batch, "memory")[0], valuesOf(batch, "disk")[0]], [39.5, 77.5]);
  // eth0 and eth1 are asked 5 s apart, in one round of a minute.
  assert.deepEqual(valuesOf(batch, "net_in").slice(0, 2), [3_000_000, 3_000_001]);
  const [first] = batch.samples;
  assert.deepEqual([first?.server, first?.at, first?.statistic], ["db-01", 1_774_735_200_104, "raw"]);
});

Deno.test("zabbix: without items it asks for them, or takes what the map says", async () => {
  const text = sampleText("zabbix/history-without-items.json");
  const asked = await reading(zabbix, "x", text);
  assert.equal(asked.rejected.length, 20);
  assert.match(
    asked.rejected[0]!.reason,
    /item.get with selectHosts.*\{"44001": \{server: …, metric: …, unit: …\}\}/,
  );
  const told: SeriesMap = { series: { 44001: { server: "db-01", metric: "cpu", unit: "percent" } } };
  assert.deepEqual(counts(await reading(zabbix, "x", text, told)), { cpu: 20 });
});

Deno.test("zabbix: trends are averages and maxima of an hour", async () => {
  const batch = await reading(zabbix, "x", sampleText("zabbix/items-and-trends.json"));
  assert.deepEqual(counts(batch), { cpu: 24, "cpu maximum": 24 });
  const { statistic, interval_seconds, value } = batch.samples[0]!;
  assert.deepEqual([statistic, interval_seconds, value], ["average", 3600, 20]);
});

Deno.test("zabbix: what is no number is rejected, an error is said as Zabbix said it", async () => {
  const told: SeriesMap = { series: { 1: { server: "a", metric: "cpu", unit: "percent" } } };
  const text = '[{"itemid":"1","clock":"1","value":"on"},{"itemid":"1","clock":"x","value":"1"},7]';
  const batch = await reading(zabbix, "x", text, told);
  assert.deepEqual(batch.rejected.map(({ rule }) => rule), ["value", "time", "structure"]);
  await assert.rejects(
    reading(zabbix, "x", '{"error":{"code":-32602,"data":"No permissions"}}'),
    /No permissions/,
  );
});

Deno.test("measured: keys as the agent and the templates mean them", () => {
  const cases: [Item, unknown][] = [
    [item("system.cpu.util", { name: "CPU utilization" }), { metric: "cpu", unit: "percent", left: false }],
    [item("system.cpu.util[,idle]"), { metric: "cpu", unit: "percent", left: true }],
    [item("system.cpu.util[,iowait]"), { left_aside: "time of processors in other modes than idle" }],
    [item("vfs.fs.size[/var,pfree]"), {
      metric: "disk",
      unit: "percent",
      left: true,
      part: "/var",
      joined: "fullest",
    }],
    [item("vfs.fs.size[/var,free]"), { left_aside: "item that is not used: vfs.fs.size" }],
    [item('net.if.out["eth0"]', { units: "bps" }), {
      metric: "net_out",
      unit: "bit/s",
      left: false,
      part: "eth0",
      joined: "sum",
    }],
    [item("net.if.in[eth0,errors]", { units: "" }), { left_aside: "item that is not used: net.if.in" }],
  ];
  for (const [of, expected] of cases) assert.deepEqual(measured(of), expected, of.key);
  for (const key of ["system.cpu.util", "net.if.in[eth0]"]) assert.ok("ask" in measured(item(key)), key);
});

Deno.test("parametersOf: quoted, empty and none", () => {
  assert.deepEqual(parametersOf('net.if.in["a,b",bytes]'), ["a,b", "bytes"]);
  assert.deepEqual(parametersOf("system.cpu.util[,idle]"), ["", "idle"]);
  assert.deepEqual(parametersOf("system.cpu.util"), []);
});
