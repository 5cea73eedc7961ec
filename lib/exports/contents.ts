/** Reads what the workbook holds from the snapshots. */
import type { Settings } from "../config/settings.ts";
import type { Answers } from "../pipeline/schemas/answers.ts";
import type { Dictionary } from "../pipeline/schemas/dictionary.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { headlineOf } from "./headline.ts";
import { plansOf } from "./plans.ts";
import { noteOf, type Sheet, type SheetColumn, type SheetPlan } from "./sheet.ts";
import type { Cover } from "./workbook.ts";

async function read(
  plan: SheetPlan,
  warehouse: Warehouse,
  limit: number,
): Promise<{ sheet: Sheet; total: number }> {
  const [count] = await warehouse.query<{ total: number }>(`SELECT count(*) AS total FROM (${plan.query})`);
  const rows = await warehouse.query(`${plan.query}\nLIMIT ${limit}`);
  const { total } = count!;
  return {
    sheet: { name: plan.name, note: noteOf(plan, rows.length, total), columns: plan.columns, rows },
    total,
  };
}

const DICTIONARY: readonly SheetColumn[] = [
  { column: "snapshot", header: "Snapshot", format: "text", means: "" },
  { column: "name", header: "Column", format: "text", means: "" },
  { column: "heading", header: "Heading in this workbook", format: "text", means: "" },
  { column: "unit", header: "Unit", format: "text", means: "" },
  { column: "type", header: "Type", format: "text", means: "" },
  { column: "description", header: "Meaning", format: "long_text", means: "" },
];

/** Every column of every snapshot, and under which heading the workbook shows it. */
function dictionarySheet({ snapshots }: Dictionary, sheets: readonly Sheet[]): Sheet {
  const shown = sheets.flatMap(({ name, columns }) =>
    columns.map(({ means, header }) => ({ means, heading: `${name}: ${header}` }))
  );
  const headings = Map.groupBy(shown, ({ means }) => means);
  const rows = snapshots.flatMap(({ name: snapshot, columns }) =>
    columns.map(({ name, unit, type, description }) => ({
      snapshot,
      name,
      heading: headings.get(`${snapshot}.${name}`)?.map(({ heading }) => heading).join("; ") ?? null,
      unit,
      type,
      description,
    }))
  );
  return {
    name: "dictionary",
    note: "One row per column of the snapshots, those of this workbook's sheets with their headings.",
    columns: DICTIONARY,
    rows,
  };
}

/** Tables of the workbook, none with more than `limit` rows; says of each that is cut what is left out. */
export async function readSheets(
  warehouse: Warehouse,
  { thresholds, dictionary, limit }: {
    thresholds: Pick<Settings["risk"], "high" | "very_high">;
    dictionary: Dictionary;
    limit: number;
  },
  warn: (message: string) => void,
): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  for (const plan of plansOf(thresholds)) {
    const { sheet, total } = await read(plan, warehouse, limit);
    if (sheet.rows.length < total) warn(`sheet ${sheet.name} holds ${sheet.rows.length} of ${total} rows`);
    sheets.push(sheet);
  }
  return [...sheets, dictionarySheet(dictionary, sheets)];
}

/** What the first sheet says. */
export function coverOf(answers: Answers, { title, build }: Pick<Cover, "title" | "build">): Cover {
  const answer = answers.pages["index"]!.sentence.map(({ text }) => text).join("");
  return {
    title,
    build,
    asOf: answers.as_of,
    dateline: answers.dateline,
    answer,
    figures: headlineOf(answers),
  };
}
