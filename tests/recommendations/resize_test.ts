import assert from "node:assert/strict";
import { broken, checks } from "../../lib/recommendations/fit.ts";
import { resize } from "../../lib/recommendations/resize.ts";
import { CATALOGUE, evidence, RULES, sizeOf } from "./fleet.ts";

const need = (cpu: number, memory: number, network: number | null = 200) => ({
  cpu,
  memory,
  disk: null,
  network,
});

Deno.test("checks: every rule answers with its figures", () => {
  // CPU 2 of 4 is 50 %, memory 5 of 8 is 62.5 %, network 200 of 1,000 is 20 %.
  const all = checks(evidence(), need(2, 5), sizeOf("c6i.xlarge"), RULES);
  assert.deepEqual(all.map(({ rule, passed }) => [rule, passed]), [
    ["architecture", true],
    ["family", true],
    ["CPU", true],
    ["bursts", true],
    ["memory", true],
    ["network", true],
    ["storage bandwidth", true],
    ["loss of one", true],
  ]);
  assert.match(
    all.map(({ says }) => says).join("; "),
    /CPU 50 %, at most 70 %.*memory 63 %, at most 80 %.*network 20 %, at most 60 %/,
  );
});

Deno.test("checks: what each rule refuses", () => {
  const c = sizeOf("c6i.xlarge");
  const table: [string, ReturnType<typeof checks>, RegExp][] = [
    ["CPU", checks(evidence(), need(2.9, 5), c, RULES), /^CPU 73 %, at most 70 %$/],
    ["memory", checks(evidence(), need(2, 6.5), c, RULES), /^memory 81 %, at most 80 %$/],
    ["network", checks(evidence(), need(2, 5, 700), c, RULES), /^network 70 %, at most 60 %$/],
    [
      "bursts",
      checks(evidence({ bursts: Float64Array.of(3.7, 3.7, 3.7, 3.7, 1) }), need(2, 5), c, RULES),
      /^4 of 5 days above 90 % \(3 may be\)$/,
    ],
    ["architecture", checks(evidence(), need(1, 5), sizeOf("m7i.xlarge"), RULES), /^architecture arm64$/],
    [
      "burstable",
      checks(evidence(), need(1, 5), sizeOf("t3.xlarge"), RULES),
      /burstable family in production/,
    ],
    [
      "storage",
      checks(evidence(), need(2, 5), { ...c, ebs_mbps: 4000 }, RULES),
      /^storage bandwidth 4000 Mbit\/s, at least 5000$/,
    ],
    // One of two lost: 2 vCPU becomes 4 of 4.
    [
      "loss",
      checks(evidence({ pool: 2 }), need(2, 3), c, RULES),
      /^CPU with one of 2 lost 100 %, at most 90 %$/,
    ],
  ];
  for (const [name, all, says] of table) assert.match(broken(all), says, name);
});

Deno.test("checks: burstable families serve where config allows them", () => {
  const all = checks(evidence({ environment: "staging" }), need(1, 5), sizeOf("t3.xlarge"), RULES);
  assert.equal(broken(all), "");
});

Deno.test("checks: a loss that could not be borne before may stay, but never become worse", () => {
  // One of two lost asks for 12 of 8 vCPU already.
  const pool = evidence({ pool: 2 });
  assert.equal(broken(checks(pool, need(5.5, 10), sizeOf("m6i.2xlarge"), RULES)), "");
  // CPU fits either way; memory of 11 GiB would be 22 of 16.
  assert.match(
    broken(checks(pool, need(2, 11), sizeOf("c6i.2xlarge"), RULES)),
    /^memory with one of 2 lost 138 %, at most 90 %$/,
  );
});

Deno.test("resize: the cheapest size that fits; cheaper ones carry their reason", () => {
  const { to, rejected } = resize(evidence(), need(2, 5), CATALOGUE, RULES);
  assert.equal(to?.instance_type, "c6i.xlarge");
  // 2 vCPU on 2 are 100 %; other architectures and burstables were never a choice.
  assert.deepEqual(rejected, [{
    instance_type: "m6i.large",
    why: "CPU 100 %, at most 70 %; 90 of 90 days above 90 % (3 may be)",
  }]);
});

Deno.test("resize: nothing fits", () => {
  const { to, rejected } = resize(evidence(), need(7, 30), CATALOGUE, RULES);
  assert.equal(to, undefined);
  assert.equal(rejected.length, 5);
});

Deno.test("resize: a greater need never makes it cheaper, whatever the order of the catalogue", () => {
  const price = (cpu: number, memory: number, catalogue = CATALOGUE) =>
    resize(evidence(), need(cpu, memory), catalogue, RULES).to?.usd_per_month ?? Infinity;
  for (let cpu = 0.2; cpu < 6; cpu += 0.4) {
    for (let memory = 1; memory < 26; memory += 3) {
      assert.ok(price(cpu, memory) <= price(cpu + 0.4, memory));
      assert.ok(price(cpu, memory) <= price(cpu, memory + 3));
      assert.equal(price(cpu, memory), price(cpu, memory, CATALOGUE.toReversed()));
    }
  }
});
