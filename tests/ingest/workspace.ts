/** A workspace in a folder of its own, for tests of the whole command. */
import { READERS } from "../../lib/ingest/readers/index.ts";
import type { FileOutcome } from "../../lib/ingest/report.ts";
import { ingest, type Run } from "../../lib/ingest/store/run.ts";
import { ROOT } from "../../lib/pipeline/project.ts";
import { loadSettings } from "../../lib/pipeline/settings.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";

const { ingest: SETTINGS } = await loadSettings({ root: ROOT, profile: "default", environment: {} });

/** The clock of every test. */
const NOW = Date.parse("2026-12-01T00:00:00Z");

export type Asked = Partial<Omit<Run, "files" | "root">>;

export interface Playground {
  /** Ends in a slash. */
  root: string;
  /** Writes a file; returns its path. */
  file(name: string, content: string | Uint8Array): Promise<string>;
  take(files: readonly string[], asked?: Asked): Promise<FileOutcome[]>;
  /** Rows of the Parquet files of the workspace that match a path below it. */
  rows<T extends Row>(path: string, sql: string): Promise<T[]>;
  daily<T extends Row>(columns: string): Promise<T[]>;
  /** Content of every file of the workspace, by its path. */
  contents(): Promise<Record<string, string>>;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* walk(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* walk(`${folder}/${name}`);
    else yield `${folder}/${name}`;
  }
}

export async function withPlayground(use: (playground: Playground) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir() + "/";
  const workspace = root + SETTINGS.workspace;
  const rows = async <T extends Row>(path: string, sql: string): Promise<T[]> => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      await warehouse.run(`CREATE VIEW found AS SELECT * FROM read_parquet('${workspace}/${path}')`);
      return await warehouse.query<T>(sql);
    } finally {
      warehouse.close();
    }
  };
  try {
    await use({
      root,
      async file(name, content) {
        const path = root + name;
        await Deno.mkdir(path.replace(/\/[^/]*$/, ""), { recursive: true });
        if (typeof content === "string") await Deno.writeTextFile(path, content);
        else await Deno.writeFile(path, content);
        return path;
      },
      take: (files, asked = {}) =>
        ingest({
          root,
          files,
          format: undefined,
          timezone: undefined,
          map: undefined,
          inventory: undefined,
          dry_run: false,
          settings: SETTINGS,
          readers: READERS,
          now: NOW,
          threads: 2,
          input: nothing(),
          say: () => {},
          progress: () => {},
          ...asked,
        }),
      rows,
      daily: <T extends Row>(columns: string) =>
        rows<T>("daily.parquet", `SELECT ${columns} FROM found ORDER BY server_id, metric, date`),
      async contents() {
        const found: Record<string, string> = {};
        for await (const path of walk(workspace)) {
          found[path.slice(workspace.length)] = (await Deno.readFile(path)).toHex();
        }
        return Object.fromEntries(Object.entries(found).sort(([a], [b]) => a < b ? -1 : 1));
      },
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}
