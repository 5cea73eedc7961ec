import assert from "node:assert/strict";
import { textOf } from "../../lib/answers/sentence.ts";
import { ownAnswer, ownAnswers } from "../../lib/site/own_answers.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";

const SAID = { sentence: "{metric} is used most: {load %} over {series} series.", sql: "SELECT …" };

Deno.test("ownAnswer: figures are written as the report writes them, and keep their value", () => {
  const { sentence } = ownAnswer(SAID, [{ metric: "cpu_p95", load: 72.36, series: 1204 }]);
  assert.equal(textOf(sentence), "CPU is used most: 72.4\u202f% over 1,204 series.");
  assert.deepEqual(sentence[2], { text: "72.4\u202f%", name: "load", value: 72.36, unit: "%" });
});

Deno.test("ownAnswer: without a row it says what is said otherwise", () => {
  assert.equal(
    textOf(ownAnswer({ ...SAID, otherwise: "Nothing is known." }, []).sentence),
    "Nothing is known.",
  );
});

Deno.test("ownAnswer: refuses no row, two rows, a missing column and a missing value", () => {
  const row = { metric: "cpu_p95", load: 72.36, series: 12 };
  assert.throws(() => ownAnswer(SAID, []), /one row for the answer: it gives 0/);
  assert.throws(() => ownAnswer(SAID, [row, row]), /it gives 2/);
  assert.throws(() => ownAnswer(SAID, [{ metric: "cpu_p95", load: 1 }]), /\{series\}: no such column/);
  assert.throws(() => ownAnswer(SAID, [{ ...row, load: null }]), /\{load\}: null/);
});

const page = (answer: string) => `---\ntitle: Growth\n${answer}---\n\n# How?\n\nanswer: no\n`;

Deno.test("ownAnswers: asks the snapshots a page names; a fault names the page and spares the others", async () => {
  const folder = await Deno.makeTempDir();
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await warehouse.copyTo("SELECT 3 AS growth", `${folder}/disk.parquet`);
    const query = (sql: string) => `answer:\n  sentence: "It grows by {growth}."\n  sql: ${sql}\n`;
    await Deno.writeTextFile(`${folder}/good.md`, page(query("SELECT growth FROM disk")));
    await Deno.writeTextFile(`${folder}/bad.md`, page(query("SELECT growth FROM dusk")));
    await Deno.writeTextFile(`${folder}/silent.md`, page(""));
    const { pages, faults } = await ownAnswers(folder, new Map([["disk.parquet", `${folder}/disk.parquet`]]));
    assert.deepEqual(Object.entries(pages).map(([name, { sentence }]) => [name, textOf(sentence)]), [
      ["good", "It grows by 3."],
    ]);
    assert.deepEqual(faults.map(({ file }) => file), ["bad.md"]);
    assert.match(faults[0]!.fault, /dusk/);
  } finally {
    warehouse.close();
    await Deno.remove(folder, { recursive: true });
  }
});
