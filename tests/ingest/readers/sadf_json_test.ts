import assert from "node:assert/strict";
import { sadfJson } from "../../../lib/ingest/readers/sadf_json.ts";
import { sadfText } from "../../../lib/ingest/readers/sadf_text.ts";
import { counts, reading, sampleText, valuesOf } from "./reading.ts";

const TEXT = sampleText("sadf/sadf-j.json");

Deno.test("sadfJson: reads what sadf -d says in its own words", async () => {
  const batch = await reading(sadfJson, "x", TEXT);
  assert.deepEqual(counts(batch), { cpu: 8, memory: 8, net_in: 8, net_out: 8, disk: 8 });
  const text = await reading(sadfText, "x", sampleText("sadf/sadf-d_cpu-all-percpu.csv"));
  assert.deepEqual(valuesOf(batch, "cpu").slice(0, 4), valuesOf(text, "cpu").slice(0, 4));
  assert.equal(batch.samples[0]?.at, text.samples[0]?.at);
  assert.equal(batch.skipped["restart or comment"], 1);
});

Deno.test("sadfJson: without utc a time is local", async () => {
  const batch = await reading(sadfJson, "x", TEXT.replaceAll('"utc": 1', '"utc": 0'));
  assert.equal(batch.samples[0]?.at, "2026-11-22T06:49:56");
});

Deno.test("sadfJson: what came before a cut is kept, and the cut is told with its place", async () => {
  const cut = TEXT.slice(0, TEXT.indexOf("06:50:11"));
  const batch = await reading(sadfJson, "x", cut);
  assert.deepEqual(counts(batch), { cpu: 3, memory: 3, net_in: 3, net_out: 3, disk: 3 });
  assert.match(
    batch.rejected[0]?.reason ?? "",
    /it must be whole.*sysstat\.hosts\[\]\.statistics\[\].*line 86/,
  );
});
