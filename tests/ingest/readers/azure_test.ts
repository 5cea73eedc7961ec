import assert from "node:assert/strict";
import { machineOf } from "../../../lib/ingest/readers/azure.ts";
import { azureMetrics } from "../../../lib/ingest/readers/azure_metrics.ts";
import { azureRecords } from "../../../lib/ingest/readers/azure_records.ts";
import type { SeriesMap } from "../../../lib/ingest/series.ts";
import { counts, reading, sampleText, valuesOf } from "./reading.ts";

const VM = (group: string, name: string): string =>
  `/subscriptions/1/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;

const metric = (resource: string, name: string, ...data: Record<string, unknown>[]) => ({
  id: `${resource}/providers/Microsoft.Insights/metrics/${name}`,
  name: { value: name, localizedValue: name },
  unit: "Percent",
  timeseries: [{ metadatavalues: [], data }],
});

const answer = (interval: string | undefined, ...value: unknown[]): string =>
  JSON.stringify({ interval, value });

Deno.test("azureMetrics: the REST answer; intervals without a measurement are not there", async () => {
  const batch = await reading(azureMetrics, "x", sampleText("azure/rest-metrics.json"));
  assert.deepEqual(counts(batch), { cpu: 34, "cpu maximum": 34, memory: 36, net_in: 36 });
  assert.equal(batch.skipped["no measurement in the interval"], 2);
  const { value: _, ...first } = batch.samples[0]!;
  assert.deepEqual(first, {
    server: "vm-app-01",
    at: Date.UTC(2026, 2, 28, 22),
    metric: "cpu",
    unit: "percent",
    statistic: "average",
    interval_seconds: 300,
    line: 1,
  });
  assert.equal(valuesOf(batch, "memory")[10], 59);
  const network = batch.samples.find((sample) => sample.metric === "net_in");
  assert.deepEqual([network?.unit, network?.statistic], ["bytes", "sum"]);
});

Deno.test("azureMetrics: the command line writes intervals and nulls its own way", async () => {
  const batch = await reading(azureMetrics, "x", sampleText("azure/az-monitor-metrics-list.json"));
  assert.deepEqual([batch.samples.length, batch.samples[0]?.interval_seconds], [11, 300]);
  assert.deepEqual(batch.skipped, { "no measurement in the interval": 1 });
});

Deno.test("azureMetrics: several machines in one answer, told apart by their resource", async () => {
  const batch = await reading(azureMetrics, "x", sampleText("azure/rest-metrics-several.json"));
  assert.deepEqual([...new Set(batch.samples.map(({ server }) => server))], ["testvm1", "testvm2"]);
});

Deno.test("azureMetrics: without an interval the distance of the values counts", async () => {
  const data = [0, 1].map((minute) => ({ timeStamp: `2026-01-01T00:0${minute}:00Z`, total: 7.5e6 }));
  const batch = await reading(
    azureMetrics,
    "x",
    answer(undefined, metric(VM("a", "x"), "Network Out Total", ...data)),
  );
  assert.deepEqual(batch.samples.map(({ interval_seconds }) => interval_seconds), [60, 60]);
});

Deno.test("azureMetrics: what is left is least where use is largest", async () => {
  const data = { timeStamp: "2026-01-01T00:00:00Z", minimum: 10, maximum: 30 };
  const text = answer("PT1H", metric(VM("a", "x"), "Available Memory Percentage", data));
  const batch = await reading(azureMetrics, "x", text);
  assert.deepEqual(batch.samples.map(({ value, statistic }) => [value, statistic]), [[90, "maximum"]]);
});

Deno.test("azureMetrics: two machines of one name are asked for", async () => {
  const data = { timeStamp: "2026-01-01T00:00:00Z", average: 1 };
  const text = answer("PT5M", ...["a", "b"].map((group) => metric(VM(group, "web"), "Percentage CPU", data)));
  const asked = await reading(azureMetrics, "x", text);
  assert.deepEqual([asked.samples.length, asked.rejected[0]?.rule], [1, "server"]);
  const id = `${VM("b", "web")}/providers/Microsoft.Insights/metrics/Percentage CPU`;
  const told: SeriesMap = { series: { [id]: { server: "web-b" } } };
  assert.deepEqual((await reading(azureMetrics, "x", text, told)).samples.map(({ server }) => server), [
    "web",
    "web-b",
  ]);
});

Deno.test("azureMetrics: an error and a cut answer are told", async () => {
  const error = '{"error": {"code": "BadRequest", "message": "no such metric"}}';
  await assert.rejects(reading(azureMetrics, "x", error), /no such metric/);
  const cut = sampleText("azure/rest-metrics.json").slice(0, 9000);
  const batch = await reading(azureMetrics, "x", cut);
  assert.match(batch.rejected.at(-1)!.reason, /it ends inside value\[\]/);
});

Deno.test("azureRecords: lines of a storage account and the document of an event hub say the same", async () => {
  const lines = await reading(azureRecords, "x", sampleText("azure/diagnostic-PT1H.jsonl"));
  assert.deepEqual(counts(lines), { cpu: 24, "cpu maximum": 24, net_out: 24 });
  assert.deepEqual(lines.samples[0]?.interval_seconds, 60);
  assert.equal(lines.samples[0]?.server, "vm-app-01");
  const hub = await reading(azureRecords, "x", sampleText("azure/event-hub-records.json"));
  assert.deepEqual(
    hub.samples.map(({ value }) => value),
    lines.samples.slice(0, 12).map(({ value }) => value),
  );
});

Deno.test("azureRecords: a broken line costs that line", async () => {
  const lines = sampleText("azure/diagnostic-PT1H.jsonl").split("\n");
  lines[4] = lines[4]!.slice(0, 50);
  const batch = await reading(azureRecords, "x", lines.join("\n"));
  assert.deepEqual(batch.rejected.map(({ line }) => line), [5]);
  assert.equal(batch.read, 96);
});

Deno.test("machineOf: machines, no groups of them nor their parts", () => {
  assert.equal(machineOf(VM("a", "Web-01")), "web-01");
  assert.equal(
    machineOf(`${VM("a", "Web-01")}/providers/Microsoft.Insights/metrics/Percentage CPU`),
    "web-01",
  );
  assert.equal(machineOf(VM("a", "x").replace("virtualMachines", "virtualMachineScaleSets")), undefined);
});
