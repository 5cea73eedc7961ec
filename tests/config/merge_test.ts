import assert from "node:assert/strict";
import { overrides, withOverride } from "../../lib/config/environment.ts";
import { merge } from "../../lib/config/merge.ts";
import { editDistance, nearest } from "../../lib/config/nearest.ts";

Deno.test("merge: maps are merged, lists and values replaced, the inputs left alone", () => {
  const base = { a: { b: 1, c: [1, 2] }, d: "x" };
  const frozen = structuredClone(base);
  assert.deepEqual(merge(base, { a: { c: [3] }, e: true }), { a: { b: 1, c: [3] }, d: "x", e: true });
  assert.deepEqual(base, frozen);
});

Deno.test("editDistance: kitten to sitting takes three edits", () => {
  assert.equal(editDistance("kitten", "sitting"), 3);
  assert.equal(editDistance("", "abc"), 3);
  assert.equal(editDistance("same", "same"), 0);
});

Deno.test("nearest: suggests what is alike and nothing else", () => {
  assert.equal(nearest("hihg", ["high", "very_high", "paths"]), "high");
  assert.equal(nearest("zzzzzz", ["high", "paths"]), undefined);
});

const SETTINGS = { risk: { high: 80, criticality_weight: { High: 3 } }, telemetry: { metrics: ["cpu_p95"] } };

Deno.test("overrides: names in capitals find their keys, values are read as YAML", () => {
  const environment = {
    HEADROOM_RISK__HIGH: "85",
    HEADROOM_RISK__CRITICALITY_WEIGHT__HIGH: "5",
    HEADROOM_TELEMETRY__METRICS: "[disk_p95]",
    HEADROOM_PROFILE: "bitbrains",
    PATH: "/bin",
  };
  assert.deepEqual(overrides(SETTINGS, environment).map(({ path, value }) => [path.join("."), value]), [
    ["risk.criticality_weight.High", 5],
    ["risk.high", 85],
    ["telemetry.metrics", ["disk_p95"]],
  ]);
});

Deno.test("overrides: a name that leads nowhere is refused with the nearest key", () => {
  assert.throws(() => overrides(SETTINGS, { HEADROOM_RISK__HIHG: "1" }), {
    message: 'Cannot set HEADROOM_RISK__HIHG as "risk.hihg" is not a setting; did you mean "high"?',
  });
});

Deno.test("withOverride: replaces one leaf and nothing beside it", () => {
  assert.deepEqual(withOverride(SETTINGS, ["risk", "high"], 85), {
    ...SETTINGS,
    risk: { ...SETTINGS.risk, high: 85 },
  });
  assert.equal(SETTINGS.risk.high, 80);
});
