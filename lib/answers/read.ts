/** What the answers read of the snapshots, beside what the summary reads. */
import type { Settings } from "../config/settings.ts";
import { describeSettings } from "../config/describe.ts";
import { sections } from "../config/settings.ts";
import { DOCUMENTS, SNAPSHOTS } from "../pipeline/schemas/index.ts";
import { readReport } from "../summary/read.ts";
import { summarise } from "../summary/summary.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";
import type { Facts } from "./facts.ts";

/** @throws RangeError when there is not one observed day */
export async function readFacts(warehouse: Warehouse, settings: Facts["settings"]): Promise<Facts> {
  const rows = <T>(query: string) => warehouse.query<T & Row>(query);
  const report = await readReport(warehouse);
  const kinds = await rows<{ archetype: string }>(
    "SELECT DISTINCT archetype FROM servers ORDER BY archetype",
  );
  return {
    summary: summarise(report, settings.risk),
    settings,
    first: report.risk.find(({ priority }) => priority === 1) ?? null,
    archetypes: kinds.map(({ archetype }) => archetype),
    savings: await rows("SELECT * FROM savings WHERE scope = 'all' ORDER BY action"),
    checks: await rows("SELECT passed FROM plan_check ORDER BY machine, resource"),
    documented: documented(),
  };
}

function documented(): Facts["documented"] {
  const names = Object.keys(sections) as (keyof Settings)[];
  return {
    snapshots: SNAPSHOTS.length,
    documents: DOCUMENTS.length,
    columns: SNAPSHOTS.reduce((sum, { columns }) => sum + Object.keys(columns.shape).length, 0),
    settings: names.reduce((sum, name) => sum + describeSettings(name, sections[name]).length, 0),
  };
}
