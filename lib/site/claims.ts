/** Claims of pages: sentences that hold only as long as the data say so, each with the query that tells. */
import { identifier, literal } from "../warehouse/bind.ts";
import { type DuckDBWarehouse, openWarehouse } from "../warehouse/duckdb.ts";
import { readableFault } from "../warehouse/fault.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import type { Fault } from "./check.ts";
import { frontMatter, withoutMatter } from "./front_matter.ts";

/** A sentence of a page and the query that must answer true for it to stand. */
export interface Claim {
  sentence: string;
  sql: string;
}

/**
 * The claims in a page's front matter.
 * @throws Error when the front matter is no YAML or a claim has not just a sentence and a query
 */
export function claimsOf(page: string): Claim[] {
  return frontMatter(page).claims ?? [];
}

/** What is wrong with a page's claims: those the data do not support, and those that the page no longer makes. */
export async function claimFaults(
  file: string,
  page: string,
  prose: string,
  warehouse: Warehouse,
): Promise<Fault[]> {
  const said = spaced(prose);
  const faults: Fault[] = [];
  for (const { sentence, sql } of claimsOf(page)) {
    const fault = said.includes(spaced(sentence))
      ? await unsupported(sql, warehouse)
      : "neither the page nor a component it imports says";
    if (fault !== undefined) faults.push({ file, fault: `${fault}: “${sentence}”` });
  }
  return faults;
}

async function unsupported(sql: string, warehouse: Warehouse): Promise<string | undefined> {
  try {
    const [row, ...more] = await warehouse.query(sql);
    const [answer, ...others] = Object.values(row ?? {});
    if (row === undefined || more.length > 0 || others.length > 0 || typeof answer !== "boolean") {
      return "the query must answer true or false, once, for the claim";
    }
    return answer ? undefined : "the data no longer support the claim";
  } catch (error) {
    return `${
      readableFault(error instanceof Error ? error.message : String(error))
    } in the query of the claim`;
  }
}

const spaced = (text: string): string => text.replace(/\s+/g, " ");

/**
 * What is wrong with the claims of every page of a folder.
 * @param snapshots  paths by file name: Parquet files become tables, JSON documents tables of one row
 */
export async function checkClaims(folder: string, snapshots: ReadonlyMap<string, string>): Promise<Fault[]> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await attachSnapshots(warehouse, snapshots);
    const faults: Fault[] = [];
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (!isFile || !name.endsWith(".md")) continue;
      const page = await Deno.readTextFile(`${folder}/${name}`);
      try {
        if (claimsOf(page).length === 0) continue;
      } catch (error) {
        faults.push({ file: name, fault: (error as Error).message });
        continue;
      }
      faults.push(...await claimFaults(name, page, await proseOf(folder, page), warehouse));
    }
    return faults.sort((a, b) => a.file < b.file ? -1 : 1);
  } finally {
    warehouse.close();
  }
}

/** Gives a warehouse the snapshots by name, as pages ask for them. */
export async function attachSnapshots(
  warehouse: DuckDBWarehouse,
  snapshots: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [file, path] of snapshots) {
    const name = file.replace(/\.\w+$/, "");
    if (file.endsWith(".parquet")) await warehouse.attach(name, path);
    else if (DOCUMENTS.includes(name)) {
      await warehouse.run(`CREATE VIEW ${identifier(name)} AS SELECT * FROM read_json(${literal(path)})`);
    }
  }
}

/** Documents that claims may ask, as tables of one row. */
const DOCUMENTS: readonly string[] = ["settings", "summary"];

/** The page without its front matter, and the components it imports itself. */
async function proseOf(folder: string, page: string): Promise<string> {
  const own = withoutMatter(page);
  const imports = [...own.matchAll(/from "\.\/(components\/[\w/]+)\.js"/g)].map(([, path]) =>
    `${folder}/${path}.ts`
  );
  const texts = await Promise.all(imports.map((path) => readIfPresent(path)));
  return [own, ...texts].join("\n");
}

/** A component that is bundled from lib has no source in the folder. */
async function readIfPresent(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
