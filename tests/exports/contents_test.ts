/** What the workbook is made of: the right rows in the right order, each column explained. */
import assert from "node:assert/strict";
import { BUILD_OF, buildId } from "../../lib/exports/build.ts";
import { readSheets } from "../../lib/exports/contents.ts";
import { headlineOf } from "../../lib/exports/headline.ts";
import { plansOf } from "../../lib/exports/plans.ts";
import { dictionaryOf } from "../../lib/pipeline/dictionary.ts";
import { accuracy } from "../../lib/pipeline/schemas/accuracy.ts";
import { forecasts } from "../../lib/pipeline/schemas/forecasts.ts";
import { forecastsByMonth } from "../../lib/pipeline/schemas/forecasts_by_month.ts";
import { SNAPSHOTS } from "../../lib/pipeline/schemas/index.ts";
import { recommendations } from "../../lib/pipeline/schemas/recommendations.ts";
import { risk } from "../../lib/pipeline/schemas/risk.ts";
import { serverRisk } from "../../lib/pipeline/schemas/server_risk.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { makeTable, type Table, withTables } from "../tables.ts";

const THRESHOLDS = { high: 80, very_high: 90 };
const DICTIONARY = dictionaryOf(SNAPSHOTS, [], {});
const cpu = { metric: "cpu_p95" };

const TABLES: Table[] = [
  { schema: servers, rows: ["A", "B", "C"].map((server_id) => ({ server_id, region: "eu" })) },
  {
    schema: risk,
    rows: [
      { server_id: "A", ...cpu, priority: 2, level: "ok" },
      { server_id: "B", ...cpu, priority: 1, level: "high" },
      { server_id: "C", ...cpu, priority: null, level: "not_assessed" },
    ],
  },
  { schema: serverRisk, rows: [{ server_id: "A", priority: 2 }, { server_id: "B", priority: 1 }] },
  { schema: forecastsByMonth, rows: [{ server_id: "A", ...cpu }, { server_id: "B", ...cpu }] },
  {
    schema: recommendations,
    rows: [
      { server_id: "A", action: "keep", saving_expected_usd_month: 0 },
      { server_id: "B", action: "upsize", saving_expected_usd_month: -40 },
      { server_id: "C", action: "downsize", saving_expected_usd_month: 70 },
    ],
  },
  {
    schema: accuracy,
    rows: [
      { scope: "region", scope_value: "eu", metric: "all", horizon_band: "all", model: "drift" },
      { scope: "fleet", scope_value: "all", metric: "all", horizon_band: "all", model: "drift", mase: 2 },
      { scope: "fleet", scope_value: "all", metric: "all", horizon_band: "all", model: "mstl", mase: 1 },
    ],
  },
];

const sheetsOf = async (limit: number) => {
  const warnings: string[] = [];
  let sheets: Awaited<ReturnType<typeof readSheets>> = [];
  await withTables(TABLES, async (warehouse) => {
    const tables = { thresholds: THRESHOLDS, dictionary: DICTIONARY, limit };
    sheets = await readSheets(warehouse, tables, (message) => warnings.push(message));
  });
  return { warnings, of: (name: string) => sheets.find((sheet) => sheet.name === name)! };
};

Deno.test("readSheets: what matters most comes first", async () => {
  const { of } = await sheetsOf(10);
  const ids = (name: string) => of(name).rows.map((row) => row["server_id"]);
  assert.deepEqual(ids("risk"), ["B", "A", "C"]);
  assert.deepEqual(ids("forecasts"), ["B", "A"]);
  assert.deepEqual(ids("recommendations"), ["C", "B", "A"]);
  assert.deepEqual(of("accuracy").rows.map((row) => row["model"]), ["mstl", "drift", "drift"]);
});

Deno.test("readSheets: a cut table keeps its first rows and says so, on the sheet and in the manifest", async () => {
  const { of, warnings } = await sheetsOf(2);
  assert.deepEqual(of("risk").rows.map((row) => row["server_id"]), ["B", "A"]);
  assert.match(of("risk").note, /The first 2 of 3 rows; all of them are in risk\.parquet\.$/);
  assert.match(warnings[0]!, /sheet risk holds 2 of 3 rows/);
});

Deno.test("dictionary sheet: every heading of the workbook is explained by a snapshot's column", async () => {
  const { of } = await sheetsOf(1);
  const explained = of("dictionary").rows.flatMap((row) => String(row["heading"] ?? "").split("; "));
  for (const { name, columns } of plansOf(THRESHOLDS)) {
    for (const { header } of columns) {
      assert.ok(explained.includes(`${name}: ${header}`), `${name}: ${header}`);
    }
  }
});

Deno.test("plansOf: headings name the thresholds in force", () => {
  const headings = plansOf({ high: 75, very_high: 85 }).flatMap(({ columns }) =>
    columns.map(({ header }) => header)
  );
  assert.ok(headings.includes("To 75 %, P50 (days)") && headings.includes("To 85 %, P50 (days)"));
});

Deno.test("forecasts_by_month: days counted, medians averaged, the highest day of each quantile", async () => {
  const day = (date: string, p10: number, p50: number, p90: number) => ({
    server_id: "A",
    ...cpu,
    date,
    model: "mstl",
    p10,
    p50,
    p90,
  });
  const rows = [day("2026-01-30", 1, 2, 9), day("2026-01-31", 3, 4, 5), day("2026-02-01", 5, 6, 7)];
  await withTables([{ schema: forecasts, rows }], async (warehouse) => {
    await makeTable(warehouse, forecastsByMonth, "lib/exports/forecasts_by_month.sql", {});
    const [january, february] = await warehouse.query("SELECT * FROM forecasts_by_month ORDER BY month");
    assert.deepEqual(january, {
      server_id: "A",
      ...cpu,
      month: "2026-01-01",
      first_date: "2026-01-30",
      days: 2,
      unit: "%",
      model: "mstl",
      mean_p50: 3,
      peak_p10: 3,
      peak_p50: 4,
      peak_p90: 9,
    });
    assert.deepEqual([february!["month"], february!["days"]], ["2026-02-01", 1]);
  });
});

const figure = (value: number) => ({
  name: "at_risk",
  label: "At risk",
  value,
  unit: "servers",
  text: "1",
  note: "",
  page: null,
});
const part = (value: number) => ({ name: "at_risk", value, unit: "servers", text: "1 server" });

Deno.test("headlineOf: a figure once, by its heading where it has one", () => {
  const pages = {
    index: { sentence: [part(1)], figures: [figure(1)] },
    risk: { sentence: [part(1), { text: " and " }, { ...part(2), name: "expected_90d" }], figures: [] },
  };
  assert.deepEqual(
    headlineOf({ pages }).map(({ name, label, value, page }) => [name, label, value, page]),
    [["at_risk", "At risk", 1, "index"], ["expected_90d", "Expected 90d", 2, "risk"]],
  );
});

Deno.test("headlineOf: a figure that differs between pages is refused", () => {
  const pages = {
    index: { sentence: [part(1)], figures: [] },
    risk: { sentence: [part(2)], figures: [] },
  };
  assert.throws(
    () => headlineOf({ pages }),
    /Cannot state "at_risk" as it must be the same everywhere: 1 on index, 2 on risk/,
  );
});

Deno.test("headlineOf: the last bits of a sum make no other figure", () => {
  const pages = {
    index: { sentence: [part(0.1 + 0.2)], figures: [] },
    risk: { sentence: [part(0.3)], figures: [] },
  };
  assert.equal(headlineOf({ pages }).length, 1);
});

Deno.test("buildId: follows the content of each snapshot it names, and no other", () => {
  const hashes = Object.fromEntries(BUILD_OF.map((name) => [name, "a"]));
  const id = buildId(hashes);
  assert.match(id, /^[0-9a-f]{12}$/);
  assert.equal(buildId({ ...hashes, telemetry: "b" }), id);
  for (const name of BUILD_OF) assert.notEqual(buildId({ ...hashes, [name]: "b" }), id);
  assert.throws(() => buildId({}), /Cannot name the build as its hash must be given: "servers"/);
});
