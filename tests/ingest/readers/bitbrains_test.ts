import assert from "node:assert/strict";
import { bitbrains } from "../../../lib/ingest/readers/bitbrains.ts";
import { counts, reading, sampleText } from "./reading.ts";

const TEXT = sampleText("bitbrains/12.csv");
const [HEADER = "", ROW = ""] = TEXT.split("\n");

Deno.test("bitbrains: use of what is provisioned, none while switched off", async () => {
  const batch = await reading(bitbrains, "fastStorage/2013-8/12.csv", TEXT);
  assert.deepEqual(counts(batch), { cpu: 55, memory: 55, net_in: 60, net_out: 60 });
  assert.equal(batch.skipped["cpu of a machine that is switched off"], 5);
  const [cpu] = batch.samples;
  assert.deepEqual([cpu?.server, cpu?.unit, cpu?.capacity, cpu?.interval_seconds], [
    "12",
    "MHz",
    11_703.998,
    300,
  ]);
});

Deno.test("bitbrains: times are seconds whatever the header says, milliseconds when they are so large", async () => {
  const at = async (row: string) => (await reading(bitbrains, "x", `${HEADER}\n${row}`)).samples[0]?.at;
  assert.equal(await at(ROW), 1_376_314_846_000);
  assert.equal(await at(ROW.replace("1376314846", "1376314846000")), 1_376_314_846_000);
});

Deno.test("bitbrains: rows that are cut or no numbers are rejected", async () => {
  const rows = [ROW.slice(0, 60), ROW.replace("1376314846", "now"), ROW.replaceAll("11703.998", "?")];
  const batch = await reading(bitbrains, "x", [HEADER, ...rows].join("\n"));
  assert.deepEqual(batch.rejected.map(({ line, rule }) => [line, rule]), [[2, "structure"], [3, "time"], [
    4,
    "value",
  ]]);
});
