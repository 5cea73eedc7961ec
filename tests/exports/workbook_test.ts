/** The workbook: typed cells that read back as they were given, and the same bytes for the same content. */
import assert from "node:assert/strict";
import { readXlsx } from "hucre/xlsx";
import { noteOf, type Sheet } from "../../lib/exports/sheet.ts";
import { type Cover, workbook } from "../../lib/exports/workbook.ts";

const COVER: Cover = {
  title: "Headroom",
  asOf: "2025-12-31",
  build: "0123456789ab",
  dateline: ["As of 31 Dec 2025", "2 servers"],
  answer: "1 server of 2 runs out.",
  figures: [
    {
      name: "servers_at_risk",
      label: "At risk",
      value: 1,
      unit: "servers",
      text: "1",
      note: "of 2",
      page: "index",
    },
    { name: "expected", label: "Expected", value: 1.25, unit: "servers", text: "1", note: "", page: "risk" },
    { name: "cost", label: "Cost", value: null, unit: "USD per month", text: "–", note: "", page: "index" },
  ],
};

const SHEET: Sheet = {
  name: "risk",
  note: "One row per server.",
  columns: [
    { column: "server_id", header: "Server", format: "text", means: "risk.server_id" },
    { column: "peak_date", header: "Day of the peak", format: "date", means: "risk.peak_date" },
    { column: "days", header: "To 80 % (days)", format: "count", means: "risk.days_to_80_p50" },
    { column: "chance", header: "Probability", format: "share", means: "risk.breach_80_30d" },
    { column: "overdue", header: "Overdue", format: "text", means: "risk.overdue" },
  ],
  rows: [
    { server_id: "SRV-0001", peak_date: "2024-02-29", days: 12, chance: 0.246, overdue: true },
    { server_id: "=1+1", peak_date: null, days: null, chance: null, overdue: false },
  ],
};

const read = async (sheets: readonly Sheet[]) =>
  await readXlsx(await workbook(COVER, sheets), { readStyles: true });
const bodyOf = async (texts: readonly string[]) => {
  const rows = texts.map((server_id) => ({ ...SHEET.rows[0]!, server_id }));
  const { sheets } = await read([{ ...SHEET, rows }]);
  return sheets[1]!;
};

Deno.test("workbook: numbers are numbers, days are dates, what is missing is empty", async () => {
  const [, sheet] = (await read([SHEET])).sheets;
  assert.deepEqual(sheet!.rows[1], ["Server", "Day of the peak", "To 80 % (days)", "Probability", "Overdue"]);
  const [id, peak, days, chance, overdue] = sheet!.rows[2]!;
  assert.deepEqual([id, days, chance, overdue], ["SRV-0001", 12, 0.246, "yes"]);
  assert.equal((peak as Date).toISOString(), "2024-02-29T00:00:00.000Z");
  assert.deepEqual(sheet!.rows[3]!.slice(1, 4), [null, null, null]);
});

Deno.test("workbook: number formats, frozen headings, filter over just the rows there are", async () => {
  const [, sheet] = (await read([SHEET])).sheets;
  const format = (cell: string) => sheet!.cells?.get(cell)?.style?.numFmt;
  assert.deepEqual([format("2,1"), format("2,2"), format("2,3")], ["yyyy-mm-dd", "#,##0", "0.0%"]);
  assert.deepEqual([sheet!.freezePane?.rows, sheet!.freezePane?.columns], [2, 1]);
  assert.equal(sheet!.autoFilter?.range, "A2:E4");
  assert.equal(sheet!.cells?.get("1,0")?.style?.font?.bold, true);
});

Deno.test("workbook: text that looks like a formula or an error of Excel stays text", async () => {
  const texts = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "#N/A",
    "#REF!",
    "#SPILL!",
    "0012",
    "TRUE",
  ];
  const sheet = await bodyOf(texts);
  assert.deepEqual(sheet.rows.slice(2).map(([id]) => id), texts);
  for (const cell of sheet.cells?.values() ?? []) assert.equal(cell.formula, undefined);
});

Deno.test("workbook: characters that XML may not hold, and all others, come back", async () => {
  const texts = ["a\u0001b", "<&>\"'", "line\nbreak", " spaced ", "_x0041_", "é–\u202f%"];
  const sheet = await bodyOf(texts);
  assert.deepEqual(sheet.rows.slice(2).map(([id]) => id), texts);
});

Deno.test("workbook: a text longer than a cell may be is cut, and says so", async () => {
  const sheet = await bodyOf(["x".repeat(40_000)]);
  const text = String(sheet.rows[2]![0]);
  assert.equal(text.length, 32_767);
  assert.match(text, /x … \(cut: longer than a cell may be\)$/);
});

Deno.test("workbook: the first sheet has as-of, build, every figure as a number, and what the sheets hold", async () => {
  const [cover] = (await read([SHEET])).sheets;
  const rows = cover!.rows;
  const after = (label: string) => rows.find(([first]) => first === label)!;
  assert.equal((after("As of")[1] as Date).toISOString().slice(0, 10), "2025-12-31");
  assert.equal(after("Build")[1], "0123456789ab");
  assert.deepEqual(after("Expected").slice(1, 4), [1.25, "servers", "1"]);
  assert.deepEqual(after("Cost").slice(1, 4), [null, "USD per month", "–"]);
  assert.deepEqual(after("risk").slice(0, 2), ["risk", 2]);
});

Deno.test("workbook: the figures' headings stay in sight and filter them, and shares are written in percent", async () => {
  const share = {
    ...COVER.figures[0]!,
    name: "gain",
    label: "Gain",
    value: 0.339,
    unit: "share",
    text: "34 %",
  };
  const bytes = await workbook({ ...COVER, figures: [...COVER.figures, share] }, [SHEET]);
  const [cover] = (await readXlsx(bytes, { readStyles: true })).sheets;
  assert.equal(cover!.freezePane?.rows, 8);
  assert.equal(cover!.autoFilter?.range, "A8:G12");
  assert.deepEqual([cover!.rows[7]![0], cover!.rows[11]![0]], ["Figure", "Gain"]);
  assert.equal(cover!.cells?.get("11,1")?.style?.numFmt, "0.0%");
});

Deno.test("workbook: the same content gives the same bytes, dated by the data and no clock", async () => {
  const bytes = await workbook(COVER, [SHEET]);
  assert.deepEqual(await workbook(COVER, [SHEET]), bytes);
  const { properties } = await readXlsx(bytes);
  assert.equal(properties?.created?.toISOString(), "2025-12-31T00:00:00.000Z");
  assert.equal(properties?.modified?.toISOString(), "2025-12-31T00:00:00.000Z");
});

Deno.test("workbook: a table without rows still has its headings and filter", async () => {
  const [, sheet] = (await read([{ ...SHEET, rows: [] }])).sheets;
  assert.equal(sheet!.rows[1]![0], "Server");
  assert.equal(sheet!.autoFilter?.range, "A2:E2");
});

Deno.test("workbook: sheets as large as 10,000 servers make them are written within modest memory", async () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => ({
    ...SHEET.rows[0]!,
    server_id: `SRV-${index % 10_000}`,
    days: index,
  }));
  const bytes = await workbook(COVER, [{ ...SHEET, rows }]);
  assert.ok(bytes.length > 500_000);
  assert.ok(Deno.memoryUsage().rss < 1.5e9, `${Deno.memoryUsage().rss} bytes`);
});

Deno.test("noteOf: a sheet that is cut names the file that has every row", () => {
  const plan = { holds: "One row per server.", whole: "risk.parquet" };
  assert.equal(noteOf(plan, 5, 5), "One row per server.");
  assert.equal(
    noteOf(plan, 5, 9),
    "One row per server. The first 5 of 9 rows; all of them are in risk.parquet.",
  );
});
