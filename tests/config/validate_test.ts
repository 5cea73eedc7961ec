import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Tree } from "../../lib/config/merge.ts";
import { FOLDERS, type Section, sections } from "../../lib/config/settings.ts";
import { ConfigError, validate } from "../../lib/config/validate.ts";

const read = async (name: string) =>
  parse(await Deno.readTextFile(new URL(`../../config/${name}.yaml`, import.meta.url))) as Tree;

async function committed(): Promise<Record<string, Tree>> {
  const names = Object.keys(sections).filter((name) => !FOLDERS.has(name as Section));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)])));
}

function faults(tree: Tree): readonly string[] {
  try {
    validate(tree, (section) => `config/${section}.yaml`);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

const withRisk = (tree: Record<string, Tree>, change: Tree) => ({
  ...tree,
  risk: { ...tree["risk"]!, ...change },
});

Deno.test("validate: the committed configuration is valid", async () => {
  assert.deepEqual(faults(await committed()), []);
});

Deno.test("validate: an unknown key names its path and the nearest key", async () => {
  assert.deepEqual(faults(withRisk(await committed(), { hihg: 85 })), [
    `Cannot use config/risk.yaml as "risk.hihg" is not a known key; did you mean "high"?`,
  ]);
});

Deno.test("validate: an unknown section names the nearest section", async () => {
  assert.deepEqual(faults({ ...await committed(), fleat: {} }), [
    `Cannot use config/fleat.yaml as "fleat" is not a known section; did you mean "fleet"?`,
  ]);
});

Deno.test("validate: a wrong type, a value out of range and an impossible pair say path, rule and value", async () => {
  const tree = await committed();
  assert.deepEqual(faults(withRisk(tree, { high: "eighty" })), [
    `Cannot use config/risk.yaml as risk.high must be a number: "eighty"`,
  ]);
  assert.deepEqual(faults(withRisk(tree, { watch_probability: 2 })), [
    "Cannot use config/risk.yaml as risk.watch_probability must be at most 1: 2",
  ]);
  assert.deepEqual(faults(withRisk(tree, { high: 95 })), [
    "Cannot use config/risk.yaml as risk.high must be below risk.very_high: 95",
  ]);
});

Deno.test("validate: a day that does not exist and a value in place of a map are refused in plain words", async () => {
  const tree = await committed();
  assert.deepEqual(faults({ ...tree, fleet: { ...tree["fleet"]!, start: "2022-02-31" } }), [
    'Cannot use config/fleet.yaml as fleet.start must be a day of the calendar, written YYYY-MM-DD: "2022-02-31"',
  ]);
  assert.deepEqual(faults(withRisk(tree, { criticality_weight: 3 })), [
    "Cannot use config/risk.yaml as risk.criticality_weight must be a map of keys: 3",
  ]);
});

Deno.test("validate: a missing key is a fault, for code holds no defaults", async () => {
  const tree = await committed();
  const { high: _, ...rest } = tree["risk"]!;
  assert.deepEqual(faults({ ...tree, risk: rest }), [
    "Cannot use config/risk.yaml as risk.high must be given: nothing",
  ]);
});

Deno.test("validate: every fault is listed, not the first alone", async () => {
  assert.equal(faults(withRisk(await committed(), { hihg: 1, paths: 0.5 })).length, 2);
});
