import assert from "node:assert/strict";
import { datadog } from "../../../lib/ingest/readers/datadog.ts";
import { counts, reading, sampleText, valuesOf } from "./reading.ts";

const query = (...series: Record<string, unknown>[]): string => JSON.stringify({ status: "ok", series });
const idle = (more: Record<string, unknown>) => ({
  metric: "system.cpu.idle",
  scope: "env:prod,host:web-01",
  interval: 300,
  pointlist: [[1_767_225_600_000, 90], [1_767_225_900_000, null]],
  ...more,
});

Deno.test("datadog: idle turned round, a null is no value", async () => {
  const batch = await reading(datadog, "x", query(idle({})));
  assert.deepEqual(batch.samples, [{
    server: "web-01",
    at: Date.UTC(2026, 0, 1),
    metric: "cpu",
    value: 10,
    unit: "percent",
    statistic: "average",
    line: 1,
    interval_seconds: 300,
  }]);
  assert.deepEqual(batch.skipped, { "no value at that time": 1 });
});

Deno.test("datadog: shares from 0 to 1 stay what they are, the fullest device counts", async () => {
  const batch = await reading(datadog, "x", sampleText("datadog/query.json"));
  assert.deepEqual(counts(batch), { cpu: 22, memory: 24, disk: 24, net_in: 24 });
  assert.deepEqual([valuesOf(batch, "memory")[0], valuesOf(batch, "disk")[23]], [0.6, 0.623]);
  assert.deepEqual(batch.samples.find(({ metric }) => metric === "memory")?.unit, "fraction");
});

Deno.test("datadog: an average over devices is neither their sum nor the fullest", async () => {
  const batch = await reading(datadog, "x", sampleText("datadog/query.json"));
  assert.equal(batch.rejected.length, 24);
  assert.match(batch.rejected[0]!.reason, /must be sum:system.net.bytes_sent, or by \{host,device\}/);
});

Deno.test("datadog: the statistic is that of the rollup", async () => {
  const rolled = (how: string) =>
    query(idle({ expression: `avg:system.cpu.idle{*} by {host}.rollup(${how}, 3600)` }));
  assert.equal((await reading(datadog, "x", rolled("min"))).samples[0]?.statistic, "maximum");
  assert.equal((await reading(datadog, "x", rolled("sum"))).rejected[0]?.rule, "metric");
});

Deno.test("datadog: a stated unit counts before the documented one", async () => {
  const text = query(
    idle({ unit: [{ family: "percentage", name: "fraction" }, null], pointlist: [[0, 0.9]] }),
  );
  const [sample] = (await reading(datadog, "x", text)).samples;
  assert.deepEqual([sample?.value.toFixed(6), sample?.unit], ["0.100000", "fraction"]);
});

Deno.test("datadog: an error is said as Datadog said it", async () => {
  await assert.rejects(
    reading(datadog, "x", '{"status":"error","series":[],"error":"bad query"}'),
    /bad query/,
  );
});
