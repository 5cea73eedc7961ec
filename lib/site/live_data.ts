/**
 * The data of the live notebook, as plain files where pages look for them. Framework then watches each by itself
 * and an open page takes up what has changed, no more. Ignored by git; a build takes the loaders instead.
 */
import { basename } from "node:path";
import { ROOT } from "../pipeline/project.ts";
import { writeCarried } from "./carried.ts";
import { writeAnswers } from "./own_answers.ts";
import { remove } from "./publish.ts";
import { snapshotFiles } from "./snapshot_file.ts";
import { FOLDER as TABLE_FOLDER, tablePath } from "./tables/files.ts";
import { TABLES } from "./tables/made_of.ts";

const FOLDER = "src/data";
const ANSWERS = "answers.json";
const INDEXES = ["server_index.json", "replay_index.json", "whatif_index.json"];
const PAGES = `${FOLDER}/${TABLE_FOLDER}`;

/** Removes what a live notebook has left. */
export async function clearLiveData(): Promise<void> {
  for (const name of await filesIn()) await remove(`${FOLDER}/${name}`);
}

export class LiveData {
  /** State of each file when it was last copied. */
  private readonly copied = new Map<string, string>();

  /** @param indexes  folder of the files that say what is known of each server */
  constructor(private readonly profile: string, private readonly indexes: string) {}

  /** Copies the snapshots, and what the pipeline records of them, that differ from the copies. Returns their names. */
  async follow(): Promise<string[]> {
    const there = new Set(await filesIn());
    const moved: string[] = [];
    for (const [name, path] of await this.sources()) {
      if (name === ANSWERS) continue;
      const state = await stateOf(path);
      if (there.has(name) && this.copied.get(name) === state) continue;
      await place(name, (file) => Deno.copyFile(path, file));
      this.copied.set(name, state);
      moved.push(name);
    }
    if (moved.includes("provenance.json")) {
      await place("carried.json", (file) => writeCarried(`${FOLDER}/provenance.json`, file));
    }
    // Pages say answers of their own, from any snapshot.
    await place(ANSWERS, async (file) => void await writeAnswers(this.profile, file));
    return moved;
  }

  private async sources(): Promise<Map<string, string>> {
    const files = await snapshotFiles(ROOT, this.profile);
    for (const name of INDEXES) files.set(name, `${this.indexes}/${name}`);
    for (const name of Object.keys(TABLES)) files.set(`${TABLE_FOLDER}/${name}.parquet`, tablePath(name));
    return files;
  }
}

/** Puts a whole file in place, so that no page reads half of one. */
async function place(name: string, write: (file: string) => Promise<void>): Promise<void> {
  const making = `${FOLDER}/.${basename(name)}.tmp`;
  await write(making);
  await Deno.rename(making, `${FOLDER}/${name}`);
}

async function stateOf(path: string): Promise<string> {
  const { size, mtime } = await Deno.stat(path);
  return `${size} bytes at ${mtime?.getTime()}`;
}

/** What the notebook has put there, by path below the folder. */
async function filesIn(): Promise<string[]> {
  const made = (name: string) => /\.(parquet|json|tmp)$/.test(name);
  const names = await Array.fromAsync(Deno.readDir(FOLDER), ({ name }) => name);
  const tables = await Array.fromAsync(Deno.readDir(PAGES), ({ name }) => `${TABLE_FOLDER}/${name}`);
  return [...names, ...tables].filter(made);
}
