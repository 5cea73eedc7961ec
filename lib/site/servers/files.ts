/** Makes what the site says of single servers: a file of data for each, and a page for each in small fleets. */
import { createHash } from "node:crypto";
import type { Settings } from "../../config/settings.ts";
import { pathsOf } from "../../pipeline/paths.ts";
import { ROOT } from "../../pipeline/project.ts";
import { openWarehouse } from "../../warehouse/duckdb.ts";
import type { Row } from "../../warehouse/warehouse.ts";
import { answerOf } from "./answer.ts";
import { type Detail, rulesOf } from "./detail.ts";
import { datelineOf, serverMarkdown } from "./markdown.ts";
import { type ServerPages, serverPagesOf } from "./pages.ts";
import { type Batch, NEEDS, readBatch } from "./read.ts";

/** Servers read at once: enough to make queries cheap, few enough for memory. */
const BATCH = 250;

/** What the site's configuration and its pages need to know of all servers. */
export interface ServerIndex {
  pages: ServerPages;
  /** Names in order, and the file of each below data/. */
  servers: readonly string[];
  files: readonly string[];
  /** Server shown when none is named: the first in line. */
  first: string | null;
}

export interface ServerFolders {
  /** Where Framework keeps what its data loaders made. */
  data: string;
  /** Where it keeps what its page loader made. */
  pages: string;
}

/** Writes the files of all servers, and the pages where each has its own. */
export async function writeServers(
  profile: string,
  settings: Settings,
  { data, pages }: ServerFolders,
): Promise<ServerIndex> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    const { snapshots } = pathsOf(ROOT, profile);
    for (const name of NEEDS) await warehouse.attach(name, `${snapshots}${name}.parquet`);
    const fleet = await fleetOf(await warehouse.query(FLEET), settings);
    const files: string[] = [];
    for (let start = 0; start < fleet.servers.length; start += BATCH) {
      const names = fleet.servers.slice(start, start + BATCH);
      const batch = await readBatch(warehouse, { first: names[0]!, last: names.at(-1)! }, fleet.since);
      for (const name of names) {
        const detail = detailOf(files.length, batch, fleet);
        const file = await writeDetail(detail, files.length, data);
        if (fleet.pages === "each") {
          await Deno.writeTextFile(`${pages}/${name}.md`, serverMarkdown(detail, file));
        }
        files.push(file);
      }
    }
    return { pages: fleet.pages, servers: fleet.servers, files, first: fleet.first };
  } finally {
    warehouse.close();
  }
}

const FLEET = `SELECT server_id, priority, (SELECT max(date) FROM observations) AS as_of
  FROM servers LEFT JOIN server_risk USING (server_id) ORDER BY server_id`;

interface Fleet {
  pages: ServerPages;
  servers: string[];
  first: string | null;
  places: number;
  as_of: string;
  since: string;
  settings: Settings;
}

function fleetOf(rows: readonly Row[], settings: Settings): Fleet {
  const servers = rows.map((row) => String(row["server_id"]));
  const placed = rows.filter((row) => row["priority"] !== null);
  const asOf = String(rows[0]?.["as_of"]);
  const { most, history_days } = settings.site.server_pages;
  const first = placed.find((row) => row["priority"] === 1) ?? rows[0];
  return {
    pages: serverPagesOf(servers, most),
    servers,
    first: first === undefined ? null : String(first["server_id"]),
    places: placed.length,
    as_of: asOf,
    since: daysBefore(asOf, history_days - 1),
    settings,
  };
}

function detailOf(position: number, batch: Batch, fleet: Fleet): Detail {
  const name = fleet.servers[position]!;
  const one = (part: Parameters<Batch["of"]>[0]) => batch.of(part, name)[0] ?? null;
  const known = {
    as_of: fleet.as_of,
    source: fleet.settings.telemetry.source,
    server: one("servers")!,
    standing: one("standing"),
    places: fleet.places,
    plan: one("plan"),
    cluster: one("cluster"),
    metrics: metricsOf(name, batch, fleet.since),
    rules: rulesOf(fleet.settings),
  };
  return {
    ...known,
    dateline: datelineOf(known),
    answer: answerOf(known),
    previous: fleet.servers[position - 1] ?? null,
    next: fleet.servers[position + 1] ?? null,
  };
}

function metricsOf(name: string, batch: Batch, since: string): Detail["metrics"] {
  const metrics = batch.of("quality", name).map((row) => String(row["metric"]));
  return Object.fromEntries(metrics.map((metric) => {
    const rows = (part: Parameters<Batch["of"]>[0]) =>
      batch.of(part, name).filter((row) => row["metric"] === metric).map(withoutKey);
    const recent = (row: Row) => String(row["date"]) >= since;
    return [metric, {
      quality: rows("quality")[0] ?? null,
      risk: rows("risk")[0] ?? null,
      selection: rows("selection")[0] ?? null,
      scores: rows("scores"),
      past: rows("past"),
      seasons: rows("seasons"),
      flagged: rows("flagged").filter(recent),
      changes: rows("changes").filter(recent),
      ...batch.history(name, metric),
      forecast: batch.forecast(name, metric),
    }];
  }));
}

/** The detail says which server and metric once; a column that no page shows only weighs. */
function withoutKey({ server_id: _server, metric: _metric, ...row }: Row): Row {
  return row;
}

/** Its name carries the hash of its content, so that browsers may keep it. */
async function writeDetail(detail: Detail, position: number, folder: string): Promise<string> {
  const text = JSON.stringify(detail);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  const file = `server-${position + 1}.${hash}.json`;
  await Deno.writeTextFile(`${folder}/${file}`, text);
  return file;
}

function daysBefore(date: string, days: number): string {
  const before = new Date(date);
  before.setUTCDate(before.getUTCDate() - days);
  return before.toISOString().slice(0, 10);
}
