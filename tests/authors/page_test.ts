import assert from "node:assert/strict";
import { pageName, pageText, questionOf } from "../../lib/authors/page.ts";
import { textOf } from "../../lib/answers/sentence.ts";
import { claimsOf } from "../../lib/site/claims.ts";
import { frontMatter } from "../../lib/site/front_matter.ts";
import { ownAnswer } from "../../lib/site/own_answers.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";

const NAMES: readonly [string, string][] = [
  ["Disk growth by service", "disk-growth-by-service"],
  ["Größe & Preis, was?", "grosse-preis-was"],
  ["Who's next?", "who-s-next"],
  ["P95 (CPU)", "p95-cpu"],
];

for (const [title, name] of NAMES) {
  Deno.test(`pageName: ${title}`, () => assert.equal(pageName(title), name));
}

for (
  const bad of [
    "",
    " x",
    "a\nb",
    "<b>",
    "${x}",
    "../etc",
    "a/b",
    "a: b",
    "日本",
    "123",
    "x".repeat(61),
    "# x",
    "`x`",
  ]
) {
  Deno.test(`pageName: refuses ${JSON.stringify(bad)}`, () => {
    assert.throws(() => pageName(bad), /^RangeError: Cannot name a page as its title must /);
  });
}

Deno.test("questionOf: a question stays one, words become one", () => {
  assert.equal(questionOf("Who is next?"), "Who is next?");
  assert.match(questionOf("Disk growth"), /^Disk growth: .+\?$/);
});

const TEMPLATE = await Deno.readTextFile("lib/authors/page.template");

Deno.test("pageText: nothing of the template's marks is left, and dollars in a title stay dollars", () => {
  const page = pageText(TEMPLATE, "Disk growth");
  assert.doesNotMatch(page, /\{\{/);
  assert.match(page, /^---\ntitle: "Disk growth"\n/);
  assert.equal(pageText("{{question}}", "$& what?"), "$& what?");
  assert.match(page, /answerTo\("disk-growth", answers\)/);
});

Deno.test("page.template: its claim stands in its text, its queries answer", async () => {
  const page = pageText(TEMPLATE, "Disk growth");
  const [claim] = claimsOf(page);
  assert.ok(page.replace(/^---[\s\S]*?\n---\n/, "").includes(claim!.sentence));
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await warehouse.run("CREATE TABLE risk AS SELECT 'cpu_p95' AS metric, 101.0 AS current_p95");
    assert.deepEqual(Object.values((await warehouse.query(claim!.sql))[0]!), [false]);
    const query = /```sql id=answer echo\n([\s\S]*?)```/.exec(page)![1]!;
    const row = { metric: "cpu_p95", series: 1, load: 101 };
    assert.deepEqual(await warehouse.query(query), [row]);
    const { answer } = frontMatter(page);
    const said = ownAnswer(answer!, await warehouse.query(answer!.sql));
    assert.equal(textOf(said.sentence), "CPU is used most: 101\u202f% of capacity on average over 1 series.");
  } finally {
    warehouse.close();
  }
});

async function command(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-read=.", "lib/authors/main.ts", ...args],
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

Deno.test("npm run new: helps, and refuses what it cannot make", async () => {
  assert.match((await command("--help")).stdout, /npm run new -- page/);
  for (const args of [[], ["page"], ["loader", "x"], ["page", "two", "titles"], ["page", "<b>"]]) {
    const { code, stderr } = await command(...args);
    assert.equal(code, 2, args.join(" "));
    assert.match(stderr, /^Cannot /);
  }
});
