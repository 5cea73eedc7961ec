import assert from "node:assert/strict";
import { sadfText } from "../../../lib/ingest/readers/sadf_text.ts";
import { counts, reading, sampleText, valuesOf } from "./reading.ts";

const read = (name: string) => reading(sadfText, name, sampleText(`sadf/${name}`));
const CPU = "# hostname;interval;timestamp;CPU;%user;%nice;%system;%iowait;%steal;%idle\n";

Deno.test("sadfText: knows its own by the header, with and without a blank", () => {
  assert.equal(sadfText.recognise({ name: "x", text: CPU }), 1);
  assert.equal(sadfText.recognise({ name: "x", text: CPU.replace("# ", "#") }), 1);
  assert.equal(sadfText.recognise({ name: "x", text: "hostname;interval;timestamp\n" }), 0);
});

Deno.test("sadfText: the row of all CPUs counts, single ones and marks are left aside", async () => {
  const batch = await read("sadf-d_cpu-all-percpu.csv");
  assert.deepEqual(counts(batch), { cpu: 19 });
  assert.deepEqual(batch.skipped, {
    "one CPU of several, beside the row of all": 38,
    "restart or comment": 1,
  });
  assert.deepEqual(batch.samples[0], {
    server: "vm",
    at: Date.UTC(2026, 10, 22, 6, 49, 56),
    metric: "cpu",
    value: 11.6,
    unit: "percent",
    statistic: "average",
    interval_seconds: 5,
    line: 2,
  });
});

Deno.test("sadfText: times are in UTC, since 1970 or local, as the file says", async () => {
  const at = async (name: string) => (await read(name)).samples[0]?.at;
  assert.equal(await at("sadf-dC_cpu_with_comment.csv"), Date.UTC(2026, 10, 22, 6, 49, 56));
  assert.equal(await at("sadf-dU_cpu_epoch.csv"), Date.UTC(2026, 10, 22, 6, 49, 56));
  assert.equal(await at("sadf-dT_cpu_localtime_sao-paulo.csv"), "2026-11-22T03:49:56");
});

Deno.test("sadfText: several activities, each with its header, interfaces added up without loopback", async () => {
  const batch = await read("sadf-d_multi-activity-concatenated.csv");
  assert.deepEqual(counts(batch), { cpu: 33, memory: 33, net_in: 12, net_out: 12 });
  assert.equal(batch.skipped["loopback or virtual interface"], 72);
  assert.deepEqual(batch.rejected, []);
});

Deno.test("sadfText: -h holds all activities in one row", async () => {
  const batch = await read("sadf-dh_horizontal.csv");
  assert.deepEqual(counts(batch), { cpu: 29, memory: 29 });
  assert.equal(valuesOf(batch, "cpu")[0], 11.6);
  assert.equal(valuesOf(batch, "memory")[0], 1.89);
});

Deno.test("sadfText: -h repeats an activity for each item, as often as there are items", async () => {
  const header = "# hostname;interval;timestamp;CPU;%user;%idle[...];runq-sz;IFACE;rxkB/s;txkB/s[...]\n";
  const row =
    "a;60;2026-01-01 00:00:00 UTC;-1;5.00;90.00;0;5.00;90.00;7;lo;9.0;9.0;eth0;1.0;2.0;eth1;3.0;4.0\n";
  const batch = await reading(sadfText, "x", header + row);
  assert.deepEqual(batch.samples.map(({ metric, value, values }) => [metric, value, values]), [
    ["cpu", 10, undefined],
    ["net_in", 4, 2],
    ["net_out", 6, 2],
  ]);
});

Deno.test("sadfText: a disk is as full as its fullest file system, for ordinary users", async () => {
  const batch = await read("sadf-d_filesystems.csv");
  assert.equal(valuesOf(batch, "disk")[0], 71.16);
  const two = "# hostname;interval;timestamp;FILESYSTEM;MBfsfree;MBfsused;%fsused;%ufsused\n" +
    "a;60;2026-01-01 00:00:00 UTC;/dev/sda1;1;1;50.00;52.00\na;60;2026-01-01 00:00:00 UTC;/dev/sda2;1;9;90.00;94.00\n" +
    "a;60;2026-01-01 00:00:00 UTC;tmpfs;0;9;100.00;100.00\n";
  assert.deepEqual(valuesOf(await reading(sadfText, "x", two), "disk"), [94]);
});

Deno.test("sadfText: memory without buffers and cache, also where %memused counts them", async () => {
  const header = "# hostname;interval;timestamp;kbmemfree;kbmemused;%memused;kbbuffers;kbcached\n";
  // Before sysstat 12: 600 of 1000 used, of which 100 buffers and 200 cache.
  const old = header + "a;60;2026-01-01 00:00:00 UTC;400;600;60.00;100;200\n";
  assert.deepEqual(valuesOf(await reading(sadfText, "x", old), "memory"), [30]);
  const now = header + "a;60;2026-01-01 00:00:00 UTC;400;300;30.00;100;200\n";
  assert.deepEqual(valuesOf(await reading(sadfText, "x", now), "memory"), [30]);
});

Deno.test("sadfText: a decimal comma is a decimal mark", async () => {
  const batch = await reading(
    sadfText,
    "x",
    CPU + "a;60;2026-01-01 00:00:00 UTC;-1;1,00;0,00;0,00;0,00;0,00;88,40\n",
  );
  assert.deepEqual(valuesOf(batch, "cpu"), [11.6]);
});

Deno.test("sadfText: what it cannot read is rejected with its line", async () => {
  const rows = [
    "a;60;2026-02-30 00:00:00 UTC;-1;1;0;0;0;0;88",
    "a;60;2026-01-01 00:00:00 UTC;-1;1;0;0;0;0;x",
    "a;60;2026-01-01 00:00:00 UTC;-1;1;0",
    ";60;2026-01-01 00:00:00 UTC;-1;1;0;0;0;0;88",
  ];
  const batch = await reading(sadfText, "x", CPU + rows.join("\n"));
  assert.deepEqual(batch.rejected.map(({ line, rule }) => [line, rule]), [
    [2, "time"],
    [3, "value"],
    [4, "structure"],
    [5, "server"],
  ]);
  const headless = await reading(sadfText, "x", rows[0]!);
  assert.equal(headless.rejected[0]?.rule, "structure");
});

Deno.test("sadfText: a name that is HTML or SQL is a name", async () => {
  const name = "<script>alert(1)</script>'); DROP TABLE servers--";
  const row = `${name.replace(";", "")};60;2026-01-01 00:00:00 UTC;-1;1;0;0;0;0;88\n`;
  const batch = await reading(sadfText, "x", CPU + row);
  assert.equal(batch.samples[0]?.server, name.replace(";", ""));
});
