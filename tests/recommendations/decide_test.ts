import assert from "node:assert/strict";
import { decide } from "../../lib/recommendations/decide.ts";
import { alike, CATALOGUE, evidence, RULES, sizeOf } from "./fleet.ts";

const of = (change: Parameters<typeof evidence>[0] = {}) => decide(evidence(change), CATALOGUE, RULES);

Deno.test("decide: downsizes and saves the difference of the prices, on demand and reserved", () => {
  const { action, to, onDemand, reserved, confidence } = of();
  assert.equal(action, "downsize");
  assert.equal(to?.instance_type, "c6i.xlarge");
  // 280 − 124 = 156; at 40 % of the price 62.4.
  assert.deepEqual(onDemand, { conservative: 156, expected: 156, aggressive: 156 });
  assert.ok(Math.abs(reserved!.expected - 62.4) < 1e-9);
  assert.equal(confidence, "high");
});

Deno.test("decide: low, expected and high saving follow the postures", () => {
  const needs = {
    conservative: { cpu: 4, memory: 20, disk: null, network: 100 },
    expected: { cpu: 2, memory: 5, disk: null, network: 100 },
    aggressive: { cpu: 1, memory: 5, disk: null, network: 100 },
  };
  const { onDemand, confidence } = of({ needs, bursts: new Float64Array(90) });
  // Conservative needs 32 GiB: no change. Expected fits c6i.xlarge (124), aggressive m6i.large (70).
  assert.deepEqual(onDemand, { conservative: 0, expected: 156, aggressive: 210 });
  assert.equal(confidence, "medium");
});

Deno.test("decide: keeps a server whose saving is not worth a change", () => {
  const small = evidence({
    now: sizeOf("m6i.xlarge"),
    needs: alike({ cpu: 2, memory: 10, disk: null, network: 100 }),
  });
  const { action, to, onDemand } = decide(small, CATALOGUE, RULES);
  assert.equal(action, "keep");
  assert.equal(to, small.now);
  assert.deepEqual(onDemand, { conservative: 0, expected: 0, aggressive: 0 });
});

Deno.test("decide: a server at risk grows, and that costs", () => {
  const { action, to, onDemand, reason } = of({
    now: sizeOf("m6i.xlarge"),
    needs: alike({ cpu: 3.6, memory: 10, disk: null, network: 100 }),
    at_risk: ["CPU"],
  });
  assert.equal(action, "upsize");
  assert.equal(to?.instance_type, "c6i.2xlarge");
  assert.equal(onDemand.expected, 140 - 248);
  assert.match(reason, /^CPU at risk; c6i\.2xlarge/);
});

Deno.test("decide: a full disk needs disk, not another size", () => {
  const { action, to, onDemand } = of({ at_risk: ["disk"] });
  assert.equal(action, "upsize");
  assert.equal(to?.instance_type, "m6i.2xlarge");
  assert.equal(onDemand.expected, 0);
});

Deno.test("decide: an idle server may go; at worst it shrinks", () => {
  const { action, to, onDemand } = of({ needs: alike({ cpu: 0.5, memory: 5, disk: null, network: 10 }) });
  assert.equal(action, "retire");
  assert.equal(to, undefined);
  assert.deepEqual(onDemand, { conservative: 156, expected: 280, aggressive: 280 });
});

Deno.test("decide: without network figures nothing is called idle", () => {
  const { action } = of({ needs: alike({ cpu: 0.5, memory: 5, disk: null, network: null }) });
  assert.equal(action, "downsize");
});

Deno.test("decide: a warning or little history leaves little confidence", () => {
  assert.equal(of({ warned: true }).confidence, "low");
  assert.equal(of({ days: 20 }).confidence, "low");
});
