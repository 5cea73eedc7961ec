import assert from "node:assert/strict";
import { columnEntries, serverEntries } from "../../lib/site/search.ts";

Deno.test("serverEntries: a server is found by its name and by what is known of it", () => {
  const known = { business_unit: "Payments", region: "EMEA", environment: "production" };
  const [entry] = serverEntries(
    [{ server_id: "vm 1&2", ...known, archetype: "unknown", service: "cards" }],
    "one",
  );
  assert.equal(entry?.title, "vm 1&2");
  assert.equal(entry?.path, "/server.html?server=vm%201%262");
  assert.equal(entry?.text, "server Payments EMEA production cards");
});

Deno.test("serverEntries: of very many the names alone", () => {
  const known = { business_unit: "Payments", region: "EMEA", environment: "production", archetype: "web" };
  const [entry] = serverEntries([{ server_id: "A", ...known, service: "cards" }], "one", true);
  assert.deepEqual([entry?.title, entry?.text], ["A", ""]);
});

Deno.test("columnEntries: a column leads to its row of the dictionary", () => {
  const column = {
    name: "peak_p50",
    type: "DOUBLE",
    unit: "%",
    nullable: true,
    description: "Highest median",
  };
  const limits = { values: null, minimum: null, maximum: null };
  const table = { name: "risk", description: "", key: [], columns: [{ ...column, ...limits }] };
  assert.deepEqual(columnEntries({ snapshots: [table] }), [{
    path: "/dictionary.html#risk.peak_p50",
    title: "peak_p50 (risk)",
    text: "column Highest median",
    keywords: "",
  }]);
});
