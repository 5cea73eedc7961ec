import assert from "node:assert/strict";
import { readStep } from "../../lib/whatif/address.ts";
import { examplesOf } from "../../src/components/scenario_examples.ts";
import { stepOf } from "../../src/components/scenario.ts";
import { kindsOf, scopes } from "../../src/components/scenario_fields.ts";

const place = (server_id: string, region: string) => ({
  server_id,
  region,
  business_unit: "Retail",
  environment: "production",
  service: "shop",
});
const SERVERS = [place("A", "UK"), place("B", "US")];
const KINDS = kindsOf(SERVERS, { high: 80, very_high: 90 });

for (const kind of KINDS) {
  Deno.test(`stepOf: the form for ${kind.name} as it opens makes a step`, () => {
    const data = new FormData();
    for (const { name, initial, options, kind: type } of kind.fields) {
      data.set(name, type === "number" ? String(initial ?? "") : options?.at(-1)?.value ?? "");
    }
    assert.equal(readStep(stepOf(kind, data)).fault, null);
  });
}

Deno.test("stepOf: a part of the fleet becomes a field, the whole of it none", () => {
  const prices = KINDS.find(({ name }) => name === "prices")!;
  const data = new FormData();
  data.set("percent", "5");
  data.set("scope", "");
  assert.deepEqual(stepOf(prices, data), { do: "prices", percent: 5 });
  data.set("scope", scopes(SERVERS).find(({ label }) => label === "Server")!.options[1]!.value);
  assert.deepEqual(stepOf(prices, data), { do: "prices", percent: 5, server: "B" });
});

Deno.test("kindsOf: a fleet of one region cannot lose it", () => {
  const names = kindsOf([SERVERS[0]!], { high: 80, very_high: 90 }).map(({ name }) => name);
  assert.equal(names.includes("lose_region"), false);
});

Deno.test("kindsOf: in a large fleet servers are searched for, and one server is a field of its own", () => {
  const many = Array.from({ length: 1500 }, (_, index) => place(`S-${index}`, "UK"));
  const kinds = kindsOf(many, { high: 80, very_high: 90 });
  const searched = kinds.flatMap(({ name, fields }) =>
    fields.filter(({ kind }) => kind === "search").map((field) => `${name} ${field.name}`)
  );
  assert.deepEqual(searched, [
    "grow server",
    "add_workload server",
    "shift from",
    "shift to",
    "remove_servers servers",
    "prices server",
    "lead_time server",
  ]);
  assert.equal(scopes(many).some(({ label }) => label === "Server"), false);
  const prices = kinds.find(({ name }) => name === "prices")!;
  const data = new FormData();
  data.set("percent", "5");
  data.set("scope", "");
  data.set("server", "S-1499");
  assert.deepEqual(stepOf(prices, data), { do: "prices", percent: 5, server: "S-1499" });
});

Deno.test("examplesOf: steps that can be taken, of each fleet those that it allows", () => {
  const thresholds = { high: 80, very_high: 90 };
  const kindsIn = (servers: typeof SERVERS, large: boolean) => {
    const examples = examplesOf(servers, { thresholds, large });
    for (const example of examples) assert.equal(readStep(example).fault, null);
    return examples.map((example) => example.do);
  };
  assert.deepEqual(kindsIn(SERVERS, false), [
    "grow",
    "lose_region",
    "add_workload",
    "thresholds",
    "lead_time",
  ]);
  assert.equal(kindsIn([SERVERS[0]!], false).includes("lose_region"), false);
  assert.ok(examplesOf(SERVERS, { thresholds, large: true }).every(({ service }) => service === "shop"));
  const unnamed = SERVERS.map((server) => ({ ...server, service: "unknown" }));
  assert.equal(kindsIn(unnamed, false).includes("add_workload"), false);
  assert.ok(examplesOf(unnamed, { thresholds, large: true }).every(({ service }) => service === undefined));
  assert.deepEqual(examplesOf([], { thresholds, large: false }), []);
});
