import assert from "node:assert/strict";
import { checkClaims, claimsOf } from "../../lib/site/claims.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";

const page = (sql: string, prose = "Disk grows\nfaster than memory.") =>
  `---\ntitle: Growth\nclaims:\n  - sentence: Disk grows faster than memory\n    sql: ${
    JSON.stringify(sql)
  }\n---\n\n${prose}\n`;
const FASTER =
  "SELECT max(growth) FILTER (metric = 'disk') > max(growth) FILTER (metric = 'memory') FROM growth";

/** The faults of one page over a snapshot `growth` of disk and memory. */
async function faults(
  text: string,
  growth: { disk: number; memory: number },
  component?: string,
): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    const rows = Object.entries(growth).map(([metric, value]) => `('${metric}', ${value})`);
    await warehouse.copyTo(`SELECT * FROM (VALUES ${rows}) AS t(metric, growth)`, `${folder}/growth.parquet`);
    await Deno.writeTextFile(`${folder}/settings.json`, JSON.stringify({ risk: { high: 80 } }));
    await Deno.writeTextFile(`${folder}/page.md`, text);
    if (component !== undefined) {
      await Deno.mkdir(`${folder}/components/charts`, { recursive: true });
      await Deno.writeTextFile(`${folder}/components/charts/growth.ts`, component);
    }
    const snapshots = new Map([
      ["growth.parquet", `${folder}/growth.parquet`],
      ["settings.json", `${folder}/settings.json`],
    ]);
    return (await checkClaims(folder, snapshots)).map(({ file, fault }) => `${file}: ${fault}`);
  } finally {
    warehouse.close();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("checkClaims: a claim that holds passes; spoiled data name the page and the sentence", async () => {
  assert.deepEqual(await faults(page(FASTER), { disk: 2, memory: 1 }), []);
  assert.deepEqual(await faults(page(FASTER), { disk: 1, memory: 2 }), [
    "page.md: the data no longer support the claim: “Disk grows faster than memory”",
  ]);
});

Deno.test("checkClaims: a claim for a sentence that is no longer there is a fault", async () => {
  assert.deepEqual(await faults(page(FASTER, "Nothing of the kind."), { disk: 2, memory: 1 }), [
    "page.md: neither the page nor a component it imports says: “Disk grows faster than memory”",
  ]);
});

Deno.test("checkClaims: the sentence may stand in a component that the page imports", async () => {
  const prose = 'import { chart } from "./components/charts/growth.js";';
  const component = 'const takeaway = "Disk grows faster than memory.";';
  assert.deepEqual(await faults(page(FASTER, prose), { disk: 2, memory: 1 }, component), []);
});

Deno.test("checkClaims: no answer, many answers and a broken query are faults, not passes", async () => {
  for (
    const sql of [
      "SELECT NULL FROM growth LIMIT 1",
      "SELECT growth > 0 FROM growth",
      "SELECT 1 AS one FROM growth LIMIT 1",
    ]
  ) {
    assert.match((await faults(page(sql), { disk: 2, memory: 1 }))[0]!, /must answer true or false, once/);
  }
  assert.match(
    (await faults(page("SELECT nonsense FROM growth"), { disk: 2, memory: 1 }))[0]!,
    /nonsense.* in the query of the claim/s,
  );
});

Deno.test("checkClaims: settings can be asked", async () => {
  assert.deepEqual(await faults(page("SELECT risk.high = 80 FROM settings"), { disk: 1, memory: 1 }), []);
});

Deno.test("checkClaims: front matter that is no YAML names the page and its line", async () => {
  const [fault] = await faults("---\ntitle: [Growth\n---\n\n# Who?\n", { disk: 2, memory: 1 });
  assert.match(fault!, /^page\.md: Cannot read its front matter as it must be YAML: .* at line 2/);
});

Deno.test("claimsOf: none without front matter; what is not a claim is refused", () => {
  assert.deepEqual(claimsOf("# Page\n"), []);
  assert.throws(() => claimsOf("---\nclaims:\n  - sentence: Disk grows faster\n---\n"));
});
