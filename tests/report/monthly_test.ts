import assert from "node:assert/strict";
import { textOf } from "../../lib/answers/sentence.ts";
import { monthly, type Section } from "../../lib/pipeline/schemas/monthly.ts";
import { compose } from "../../lib/report/monthly.ts";
import { CONTENT, EMPTY } from "./cases.ts";

const sectionOf = (id: string, content = CONTENT): Section =>
  compose(content).sections.find((section) => section.id === id)!;
const missing = ({ blocks }: Section) =>
  blocks.flatMap((block) => block.kind === "missing" ? [block.title] : []);
const rowsOf = ({ blocks }: Section, caption: RegExp) =>
  blocks.flatMap((block) => block.kind === "table" && caption.test(block.caption) ? [block] : [])[0]!;

Deno.test("compose: keeps its contract, whatever is missing", () => {
  for (const content of [CONTENT, EMPTY]) {
    const report = compose(content);
    assert.deepEqual(monthly.shape.parse(report), report);
  }
});

Deno.test("compose: the answer and its figures are those of the answers document", () => {
  const report = compose(CONTENT);
  assert.deepEqual(report.answer, CONTENT.answers.pages["monthly"]!.sentence);
  assert.deepEqual(report.figures, CONTENT.answers.pages["monthly"]!.figures);
});

Deno.test("atRisk: dates are days after the last day observed, a late order is called overdue", () => {
  const table = rowsOf(sectionOf("at-risk"), /in the order of action/);
  assert.deepEqual(table.rows, [[
    "1",
    "A",
    "Retail",
    "High",
    "CPU",
    "High",
    "20 Jan 2026",
    "5 Jan 2026",
    "90\u202f%",
    "1 Dec 2025, overdue",
  ]]);
  assert.equal(table.note, "The first 1 of 2 series; the others stand on the page Risk.");
});

Deno.test("plan: what saves comes first, and a saving lowers the cost", () => {
  const table = rowsOf(sectionOf("plan"), /what that does to the cost/);
  assert.deepEqual(table.rows.map(([action, , , expected]) => [action, expected]), [
    ["Downsize", "−100"],
    ["Upsize", "+40"],
    ["Keep", "0"],
  ]);
  const said = sectionOf("plan").blocks.flatMap((block) =>
    block.kind === "paragraph" ? [textOf(block.text)] : []
  );
  assert.match(said.join(" ").replaceAll("\u202f", " "), /the plan costs USD 60 a month less\./);
});

Deno.test("compose: a fleet that cannot be judged has a report that says so, section by section", () => {
  const report = compose(EMPTY);
  assert.match(textOf(report.answer), /^None of the 3 servers could be judged, so nothing can be said/);
  assert.deepEqual(report.sections.flatMap(missing), [
    "Nothing can be said about what runs out",
    "Expected servers cannot be given by unit",
    "No seasonal window to show",
    "Nothing is recommended",
    "Nothing was scored",
    "No probability has been put to the test",
  ]);
  const charts = report.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === "chart"));
  assert.deepEqual(charts, []);
});
