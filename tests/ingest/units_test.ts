import assert from "node:assert/strict";
import { conversion, UNIT_NAMES, unitOf } from "../../lib/ingest/units.ts";

Deno.test("unitOf: knows the spellings of the common sources, and no word it was not taught", () => {
  const spellings = {
    Percent: "percent",
    "%": "percent",
    "Bytes/Second": "bytes/s",
    "kB/s": "kB/s",
    MHz: "MHz",
  };
  for (const [text, name] of Object.entries(spellings)) assert.equal(unitOf(text), name, text);
  for (const text of ["", "Count", "constructor", "toString"]) assert.equal(unitOf(text), undefined, text);
});

Deno.test("unitOf: every unit is known by its own name", () => {
  for (const name of UNIT_NAMES) assert.equal(unitOf(name), name);
});

Deno.test("unitOf: bits and bytes are told apart", () => {
  assert.equal(unitOf("Mbps"), "Mbit/s");
  assert.equal(unitOf("MB/s"), "MB/s");
  assert.equal(conversion("net_in", "MB/s")!.factor, 8);
  assert.equal(conversion("net_in", "Mbit/s")!.factor, 1);
});

Deno.test("conversion: a fraction is a hundredth, an amount needs what is full, bytes sent need seconds", () => {
  assert.deepEqual(conversion("cpu", "fraction"), { factor: 100, by_capacity: false, by_interval: false });
  assert.deepEqual(conversion("memory", "GiB"), { factor: 100, by_capacity: true, by_interval: false });
  assert.deepEqual(conversion("cpu", "MHz"), { factor: 100, by_capacity: true, by_interval: false });
  assert.deepEqual(conversion("net_out", "bytes"), { factor: 8e-6, by_capacity: false, by_interval: true });
});

Deno.test("conversion: a unit that says nothing about the metric is not turned into anything", () => {
  assert.equal(conversion("memory", "MHz"), undefined);
  assert.equal(conversion("cpu", "bytes"), undefined);
  assert.equal(conversion("net_in", "percent"), undefined);
  assert.equal(conversion("disk", "bytes/s"), undefined);
});
