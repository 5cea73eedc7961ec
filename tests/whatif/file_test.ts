import assert from "node:assert/strict";
import { parse } from "yaml";
import { scenarios } from "../../lib/config/scenarios.ts";
import type { Step } from "../../lib/config/steps.ts";
import { scenarioFile } from "../../lib/whatif/file.ts";

const HEAD = { title: 'Partner: "Nord" & Süd', owner: "Cards, #1", from: "2026-03-01" };
const STEPS: Step[] = [
  { do: "add_workload", vcpu: 8, memory_gib: 0.5, service: "cards: new" },
  { do: "grow", percent: -20, per: "year", metric: "cpu_p95" },
  { do: "lose_region", region: "UK", to: [] },
];

Deno.test("scenarioFile: what it writes, config/scenarios takes, and nothing is lost on the way", () => {
  const { name, text, left_out } = scenarioFile(HEAD, STEPS)!;
  const read = scenarios.parse({ [name]: parse(text) })[name]!;
  assert.deepEqual(read, { ...HEAD, active: true, steps: STEPS.slice(0, 2) });
  assert.equal(name, "partner_nord_sud");
  assert.deepEqual(left_out, ["UK is lost; all other regions take its load"]);
});

Deno.test("scenarioFile: no file where nothing can be reserved", () => {
  assert.equal(scenarioFile(HEAD, STEPS.slice(2)), null);
});
