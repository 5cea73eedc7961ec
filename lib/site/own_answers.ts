/** Answers of the pages that authors add: a sentence in the page's front matter, its figures from a query. */
import type { Answer, Answers, Part } from "../pipeline/schemas/answers.ts";
import { ROOT } from "../pipeline/project.ts";
import { METRIC_NAMES } from "../pipeline/schemas/columns.ts";
import { readableFault } from "../warehouse/fault.ts";
import { openWarehouse } from "../warehouse/duckdb.ts";
import type { Row } from "../warehouse/warehouse.ts";
import { capital, number, percent, words } from "../wording/format.ts";
import type { Fault } from "./check.ts";
import { attachSnapshots } from "./claims.ts";
import { type FrontMatter, frontMatter } from "./front_matter.ts";
import { madeSnapshots, snapshotFile } from "./snapshot_file.ts";

type OwnAnswer = NonNullable<FrontMatter["answer"]>;

/** `{load}` or `{load %}`: a column of the query, and whether it is in percent. */
const PLACE = /\{(\w+)( %)?\}/g;

/**
 * The answer of a page, from the one row that its query gives.
 * @throws RangeError when there is not just one row (or none, and nothing said otherwise), or a value is missing
 */
export function ownAnswer({ sentence, otherwise }: OwnAnswer, rows: readonly Row[]): Answer {
  const [row, ...more] = rows;
  if (row === undefined && otherwise !== undefined) return { sentence: [{ text: otherwise }], figures: [] };
  if (row === undefined || more.length > 0) {
    throw new RangeError(`its query must give one row for the answer: it gives ${rows.length}`);
  }
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: place, 1: column, 2: unit, index } of sentence.matchAll(PLACE)) {
    parts.push({ text: sentence.slice(end, index) }, figureOf(row, column!, unit?.trim() ?? ""));
    end = index + place.length;
  }
  parts.push({ text: sentence.slice(end) });
  return { sentence: started(parts.filter(({ text }) => text !== "")), figures: [] };
}

function figureOf(row: Row, name: string, unit: string): Part {
  const value = row[name];
  if (value === undefined || value === null) {
    throw new RangeError(
      `its query must give the answer's {${name}}: ${value === null ? "null" : "no such column"}`,
    );
  }
  if (typeof value !== "number") return { text: wordOf(String(value)) };
  const decimals = Number.isInteger(value) ? 0 : 1;
  return { text: unit === "%" ? percent(value, decimals) : number(value, decimals), name, value, unit };
}

/** Metrics by their names in running text, other values as they are. */
const wordOf = (text: string): string =>
  text in METRIC_NAMES ? METRIC_NAMES[text as keyof typeof METRIC_NAMES] : words(text);

/** A sentence begins with a capital, also where it begins with a value. */
function started([first, ...rest]: Part[]): Part[] {
  return first === undefined ? [] : [{ ...first, text: capital(first.text) }, ...rest];
}

export interface OwnAnswers {
  /** By the file name of their page. */
  pages: Answers["pages"];
  /** What is wrong with those that could not be worked out. */
  faults: Fault[];
}

/** The answers of the pages of a folder that say theirs in their front matter. */
export async function ownAnswers(
  folder: string,
  snapshots: ReadonlyMap<string, string>,
): Promise<OwnAnswers> {
  const [pages, faults]: [Answers["pages"], Fault[]] = [{}, []];
  for (const [name, text] of await answeringThemselves(folder)) {
    try {
      const { answer } = frontMatter(text);
      if (answer !== undefined) pages[name] = ownAnswer(answer, await asked(answer.sql, snapshots));
    } catch (error) {
      const fault = readableFault(error instanceof Error ? error.message : String(error));
      faults.push({ file: `${name}.md`, fault });
    }
  }
  return { pages, faults };
}

/** Pages whose front matter has an answer, by their names. */
async function answeringThemselves(folder: string): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (!isFile || !name.endsWith(".md")) continue;
    const text = await Deno.readTextFile(`${folder}/${name}`);
    if (/^answer:/m.test(text.slice(0, text.indexOf("\n---\n", 4) + 1))) {
      pages.set(name.slice(0, -".md".length), text);
    }
  }
  return pages;
}

/** Rows of a query over the snapshots it names; the others are not opened. */
async function asked(sql: string, snapshots: ReadonlyMap<string, string>): Promise<Row[]> {
  const words = new Set(sql.match(/\w+/g));
  const named = [...snapshots].filter(([file]) => words.has(file.replace(/\.\w+$/, "")));
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await attachSnapshots(warehouse, new Map(named));
    return await warehouse.query(sql);
  } finally {
    warehouse.close();
  }
}

/**
 * Writes the answers of all pages where pages find them: those of the report, and those of the pages that say
 * theirs themselves. Returns what is wrong with the latter.
 */
export async function writeAnswers(
  profile: string,
  path: string,
  folder = "src",
): Promise<Fault[]> {
  const own = await ownAnswers(folder, await madeSnapshots(ROOT, profile));
  const answers: Answers = JSON.parse(
    await Deno.readTextFile(await snapshotFile(ROOT, profile, "answers.json")),
  );
  const pages = { ...own.pages, ...answers.pages };
  await Deno.writeTextFile(path, JSON.stringify({ ...answers, pages }) + "\n");
  return own.faults;
}
