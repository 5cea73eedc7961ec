/** The same figure is the same on pages, in the PDF, in the workbook and in JSON, and follows from the tables beside it. */
import assert from "node:assert/strict";
import { parseCsv } from "hucre/csv";
import { readXlsx } from "hucre/xlsx";
import type { Browser } from "playwright-core";
import { headlineOf, statedBy } from "../../lib/exports/headline.ts";
import { type Answers, answers } from "../../lib/pipeline/schemas/answers.ts";
import { type Summary, summary } from "../../lib/pipeline/schemas/summary.ts";
import { opening, unsaid } from "../report/pdf_says.ts";
import type { Report } from "./report.ts";
import { visit } from "./visit.ts";

type Rows = readonly (readonly unknown[])[];

/** Where figures of summary.json stand, by their names. */
const IN_SUMMARY: Readonly<Record<string, (summary: Summary) => number | null | undefined>> = {
  servers_at_risk: ({ levels: { servers } }) => servers.very_high + servers.high,
  servers_expected_90d: ({ at_risk }) =>
    at_risk.find(({ within_days }) => within_days === 90)?.expected_servers,
  servers_under_used: ({ under_used }) => under_used.servers.length,
  gain_vs_baseline: ({ forecasting }) => forecasting.selected?.gain_vs_baseline,
  coverage_80: ({ forecasting }) => forecasting.selected?.coverage_80,
  series_at_risk: ({ levels: { series } }) => series.very_high + series.high,
  series_good: ({ telemetry }) => telemetry.assessed,
  series_not_assessed: ({ telemetry }) => telemetry.not_assessed,
  servers: ({ fleet }) => fleet.servers,
};

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Whether a text is its value, rounded to the decimals it shows. Words without a digit say nothing of it. */
export function isWritten(text: string, value: number | null, unit: string): boolean {
  const digits = /[−-]?[\d,]+(\.\d+)?/.exec(text)?.[0].replaceAll(",", "").replace("−", "-");
  if (digits === undefined || value === null) return true;
  const shown = unit === "share" ? value * 100 : value;
  const step = 10 ** -(digits.split(".")[1]?.length ?? 0);
  return Math.abs(Math.abs(Number(digits)) - Math.abs(shown)) <= step / 2 + 1e-9;
}

/** A table's rows as records, by the headings in one of its rows. */
function records(rows: Rows, headings: number): Record<string, unknown>[] {
  return rows.slice(headings + 1).map((row) =>
    Object.fromEntries(rows[headings]!.map((heading, index) => [String(heading), row[index]]))
  );
}

/** What follows from the rows of risk for the headline. */
function countsOf(series: readonly { server: unknown; level: unknown }[]) {
  const high = series.filter(({ level }) => level === "high" || level === "very_high");
  return { series_at_risk: high.length, servers_at_risk: new Set(high.map(({ server }) => server)).size };
}

/** Holds every headline figure of a built site against each place that states it. */
export async function figuresAgree(
  root: string,
  browser: Browser,
  origin: string,
  { check }: Report,
): Promise<void> {
  const read = (file: string) => Deno.readFile(`${root}/downloads/${file}`);
  const json = async (file: string) => JSON.parse(new TextDecoder().decode(await read(file)));
  const said = answers.shape.parse(await json("answers.json"));
  const figures = headlineOf(said);
  const { sheets } = await readXlsx(await read("headroom.xlsx"));
  const sheet = (name: string) => sheets.find((sheet) => sheet.name === name)!.rows;
  const value = (name: string) => figures.find((figure) => figure.name === name)?.value;

  await check("every headline figure is written as its value, rounded", () => {
    assert.ok(figures.length > 10);
    const wrong = figures.filter(({ text, value, unit }) => !isWritten(text, value, unit));
    assert.deepEqual(wrong, []);
    return Promise.resolve();
  });
  await check("the workbook states the headline figures to the last digit", () => {
    const rows = sheet("summary");
    const stated = records(rows, rows.findIndex(([first]) => first === "Figure"));
    for (const { name, value, unit, text } of figures) {
      const row = stated.find((row) => row["Name"] === name);
      assert.deepEqual([row?.["Value"] ?? null, row?.["Unit"], row?.["As pages write it"]], [
        value,
        unit,
        text,
      ], name);
    }
    return Promise.resolve();
  });
  await check("summary.json states the headline figures to the last digit", async () => {
    const report = summary.shape.parse(await json("summary.json"));
    const compared = figures.filter(({ name }) => name in IN_SUMMARY);
    assert.ok(compared.length >= 5, "there is something to compare");
    for (const { name, value } of compared) assert.equal(IN_SUMMARY[name]!(report) ?? null, value, name);
  });
  await check(
    "the PDF states the figures of its page as pages write them, each beside its label",
    async () => {
      const { sentence, figures } = said.pages["monthly"]!;
      assert.ok(figures.length > 2, "there is something to compare");
      const texts = opening({ dateline: said.dateline, answer: sentence, figures });
      assert.deepEqual(unsaid(await read("monthly.pdf"), texts), []);
    },
  );
  await check("the tables of workbook and CSV add up to the headline", async () => {
    const rows = records(sheet("risk"), 1);
    const inBook = countsOf(rows.map((row) => ({ server: row["Server"], level: row["Level"] })));
    const lines = records(parseCsv(new TextDecoder().decode(await read("risk.csv")), { delimiter: "," }), 0);
    const inCsv = countsOf(lines.map((row) => ({ server: row["server_id"], level: row["level"] })));
    const expected = { series_at_risk: value("series_at_risk"), servers_at_risk: value("servers_at_risk") };
    assert.deepEqual(inBook, expected);
    assert.deepEqual(inCsv, expected);
  });
  await pagesAgree(said, browser, origin, check);
}

async function pagesAgree(
  { pages }: Answers,
  browser: Browser,
  origin: string,
  check: Report["check"],
): Promise<void> {
  const context = await browser.newContext();
  for (const [name, answer] of Object.entries(pages)) {
    await check(`${name} shows the headline figures as the exports have them`, async () => {
      const { page } = await visit(context, origin, `${name}.html`);
      const said = plain((await page.locator(".answer, .figures").allInnerTexts()).join(" "));
      const missing = statedBy(name, answer).filter(({ text }) => !said.includes(plain(text)));
      assert.deepEqual(missing.map(({ name, text }) => `${name}: ${text}`), [], said);
      await page.close();
    });
  }
  await context.close();
}
