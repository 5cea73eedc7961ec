import assert from "node:assert/strict";
import { readDiffers, watched } from "../../lib/pipeline/reads.ts";

const SETTINGS = {
  risk: { high: 80, low: 40, lead: { default: 30, regions: { "eu/west": 60 } }, days: [30, 60] },
  site: { title: "Headroom" },
};

/** Paths that a reader of the settings leaves behind. */
function readBy(reader: (settings: typeof SETTINGS) => unknown): string[] {
  const reads = new Set<string>();
  reader(watched(SETTINGS, (path) => void reads.add(path)));
  return [...reads];
}

Deno.test("watched: tells what is read on the way and at its end, each once; values are as they were", () => {
  assert.deepEqual(readBy(({ risk }) => risk.high + risk.high), ["risk", "risk/high"]);
  assert.deepEqual(readBy(({ risk }) => risk.days[1]), ["risk", "risk/days"]);
  assert.deepEqual(readBy((settings) => assert.deepEqual(settings, SETTINGS)).length, 10);
  assert.deepEqual(structuredClone(watched(SETTINGS, () => {})), SETTINGS);
});

Deno.test("watched: a spread reads values, and what lies deeper only when it is read", () => {
  const reads = readBy(({ risk }) => ({ ...risk }).lead.default);
  assert.ok(reads.includes("risk/lead/default"));
  assert.ok(!reads.includes("risk/lead/regions/eu~1west"));
});

const differs = (reader: (settings: typeof SETTINGS) => unknown, now: object) =>
  readDiffers(readBy(reader), SETTINGS, now as typeof SETTINGS);
const changed = (edit: (settings: typeof SETTINGS) => void) => {
  const copy = structuredClone(SETTINGS);
  edit(copy);
  return copy;
};

Deno.test("readDiffers: a value that was read, and no other", () => {
  const reader = ({ risk }: typeof SETTINGS) => [risk.high, risk.lead.regions["eu/west"], risk.days];
  assert.equal(differs(reader, changed(({ risk }) => risk.low = 41)), false);
  assert.equal(differs(reader, changed(({ site }) => site.title = "x")), false);
  assert.equal(differs(reader, changed(({ risk }) => risk.high = 81)), true);
  assert.equal(differs(reader, changed(({ risk }) => risk.lead.regions["eu/west"] = 1)), true);
  assert.equal(differs(reader, changed(({ risk }) => risk.days.push(90))), true);
});

Deno.test("readDiffers: a key more or less in a map that was reached, since it could have been listed", () => {
  const reader = ({ risk }: typeof SETTINGS) => Object.keys(risk.lead.regions);
  assert.equal(differs(reader, changed(({ risk }) => Object.assign(risk.lead.regions, { us: 1 }))), true);
  assert.equal(differs(reader, changed(({ risk }) => risk.lead.default = 1)), false);
  const { site: _site, ...without } = SETTINGS;
  assert.equal(differs(({ site }) => site, without), true);
});
