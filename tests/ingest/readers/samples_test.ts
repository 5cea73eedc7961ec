import assert from "node:assert/strict";
import { READERS } from "../../../lib/ingest/readers/index.ts";
import { ingest } from "../../../lib/ingest/store/run.ts";
import { configured } from "../../configured.ts";

const SAMPLES = new URL("../../../data/samples/formats", import.meta.url).pathname;

/** What the command makes of each sample: format, values read, kept, quarantined, left aside. */
const EXPECTED: Readonly<Record<string, readonly [string, number, number, number, number]>> = {
  "azure/az-monitor-metrics-list.json": ["azure", 12, 11, 0, 1],
  "azure/diagnostic-PT1H.jsonl": ["azure-records", 96, 72, 0, 24],
  "azure/event-hub-records.json": ["azure-records", 16, 12, 0, 4],
  "azure/rest-metrics-several.json": ["azure", 12, 12, 0, 0],
  "azure/rest-metrics.json": ["azure", 146, 140, 0, 6],
  "bitbrains/12.csv": ["bitbrains", 240, 230, 0, 10],
  "cloudwatch/get-metric-data-with-queries.json": ["cloudwatch-data", 36, 24, 0, 12],
  "cloudwatch/get-metric-data.json": ["cloudwatch-data", 111, 72, 39, 0],
  "cloudwatch/i-0abc1234def567890_CPUUtilization.json": ["cloudwatch-statistics", 48, 48, 0, 0],
  "cloudwatch/metric-stream.jsonl": ["cloudwatch-stream", 220, 120, 20, 80],
  "cloudwatch/web-01_p95.json": ["cloudwatch-statistics", 24, 0, 24, 0],
  "datadog/query.json": ["datadog", 150, 94, 24, 32],
  "nab/ec2_cpu_utilization_24ae8d.csv": ["timestamp-value", 600, 600, 0, 0],
  "prometheus/range_nan_inf.json": ["prometheus-json", 14, 0, 14, 0],
  "prometheus/range_raw_counter.json": ["prometheus-json", 224, 13, 0, 211],
  "prometheus/promtool_tsdb_dump_node_load1.txt": ["promtool", 185, 0, 0, 185],
  "sadf/sadf-dT_cpu_localtime_sao-paulo.csv": ["sadf", 50, 49, 0, 1],
  "sadf/sadf-d_cpu-all-percpu.csv": ["sadf", 58, 19, 0, 39],
  "sadf/sadf-d_multi-activity-concatenated.csv": ["sadf", 163, 90, 0, 73],
  "sadf/sadf-dh_horizontal.csv": ["sadf", 88, 58, 0, 30],
  "sadf/sadf-j.json": ["sadf-json", 121, 40, 0, 81],
  "vrops/vm-view-de.csv": ["vrops", 24, 24, 0, 0],
  "vrops/vm-view-en.csv": ["vrops", 288, 236, 0, 52],
  "zabbix/history-without-items.json": ["zabbix", 20, 0, 20, 0],
  "zabbix/items-and-history.json": ["zabbix", 168, 80, 0, 88],
  "zabbix/items-and-trends.json": ["zabbix", 49, 48, 0, 1],
};

async function taken(files: readonly string[], timezone: string | undefined, folder = SAMPLES) {
  const root = `${await Deno.makeTempDir()}/`;
  try {
    return await ingest({
      root,
      files: files.map((file) => `${folder}/${file}`),
      format: undefined,
      timezone,
      map: undefined,
      inventory: undefined,
      dry_run: true,
      settings: configured("ingest"),
      readers: READERS,
      now: Date.UTC(2026, 11, 1),
      threads: 1,
      input: new ReadableStream<Uint8Array>(),
      say: () => {},
      progress: () => {},
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("ingest: every sample is taken in as its reader reads it, and no value is lost", async () => {
  const outcomes = await taken(Object.keys(EXPECTED), "UTC");
  const found = outcomes.map(({ file, format, read, kept, quarantined, skipped }) => [
    file.slice(SAMPLES.length + 1),
    [format, read, kept, quarantined, skipped],
  ]);
  assert.deepEqual(Object.fromEntries(found), EXPECTED);
});

Deno.test("ingest: what a reader asks of a person is said, not only kept", async () => {
  const [outcome] = await taken(["cloudwatch/web-01_p95.json"], undefined);
  assert.match(
    outcome?.warnings.join("\n") ?? "",
    /24 quarantined \(server\): .*--map: series: \{"web-01_p95.json"/,
  );
});

Deno.test("ingest: local times without a zone are refused until somebody says the zone", async () => {
  const [outcome] = await taken(["sadf/sadf-dT_cpu_localtime_sao-paulo.csv"], undefined);
  assert.equal(outcome?.state, "refused");
  assert.match(outcome?.warnings[0] ?? "", /--timezone/);
});

Deno.test("ingest: a value beyond all time, size or length costs that value, not the file", async () => {
  const folder = await Deno.makeTempDir();
  const rows = [
    "# hostname;interval;timestamp;CPU;%user;%nice;%system;%iowait;%steal;%idle",
    "a;60;9999999999999999999999;-1;1;0;0;0;0;88",
    "a;99999999999999;1767225600;-1;1;0;0;0;0;88",
    `b;60;1767225600;-1;1;0;0;0;0;${"9".repeat(400)}`,
    "c;60;1767225600;-1;1;0;0;0;0;88",
  ];
  await Deno.writeTextFile(`${folder}/far.csv`, rows.join("\n"));
  const [outcome] = await taken(["far.csv"], undefined, folder);
  await Deno.remove(folder, { recursive: true });
  assert.deepEqual([outcome?.read, outcome?.kept, outcome?.quarantined], [4, 2, 2]);
});

Deno.test("ingest: a JSON document may be one line, of any length; a line of a table may not", async () => {
  const folder = await Deno.makeTempDir();
  const values = Array.from(
    { length: 50_000 },
    (_, index) => [1_767_225_600 + 60 * index, String(7 * index)],
  );
  const metric = { __name__: "node_cpu_seconds_total", cpu: "0", mode: "idle", instance: "a:9100" };
  const answer = { status: "success", data: { resultType: "matrix", result: [{ metric, values }] } };
  await Deno.writeTextFile(`${folder}/long.json`, JSON.stringify(answer));
  await Deno.writeTextFile(`${folder}/long.csv`, `server,time,cpu\na,b,${"1".repeat(2 ** 21)}\n`);
  const [table, json] = await taken(["long.csv", "long.json"], undefined, folder);
  await Deno.remove(folder, { recursive: true });
  assert.deepEqual([json?.read, json?.kept], [50_000, 49_999]);
  assert.match(table?.warnings[0] ?? "", /a line must be at most 1048576 bytes long, of all but JSON/);
});
