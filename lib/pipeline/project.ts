/** Opens the project on disk: its settings, and every phase that stands in loaders/. */
import type { AnyPhase } from "./file_phase.ts";
import type { Settings } from "../config/settings.ts";
import { loadSettings } from "./settings.ts";

/** What the engine works on. */
export interface Project {
  /** Project root, ending in a slash. */
  root: string;
  profile: string;
  settings: Settings;
  /** All phases of the project; each stands in loaders/<snapshot>.ts. */
  phases: readonly AnyPhase[];
}

/** The checkout this module lies in, ending in a slash. */
export const ROOT = decodeURIComponent(new URL("../../", import.meta.url).pathname);

/** The snapshots of a project, in order: a file in loaders/ is a phase. */
export async function snapshotNames(root: string): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of Deno.readDir(`${root}loaders`)) {
    if (entry.isFile && entry.name.endsWith(".ts")) names.push(entry.name.slice(0, -".ts".length));
  }
  return names.sort();
}

/** Where the loader of a snapshot stands. */
export const loaderUrl = (root: string, snapshot: string): string =>
  new URL(`file://${root}loaders/${snapshot}.ts`).href;

/** Every phase of a project. @throws TypeError for a file in loaders/ that is none */
export async function readPhases(root: string): Promise<AnyPhase[]> {
  const names = await snapshotNames(root);
  const loaders = await importAll(names.map((name) => loaderUrl(root, name)));
  return names.map((name, index) => {
    const phase = loaders[index]!.default as AnyPhase | undefined;
    if (phase?.schema?.name !== name) {
      throw new TypeError(
        `Cannot use loaders/${name}.ts as a loader's default export must be the phase of its name: ` +
          `${phase?.schema?.name ?? "no phase"}`,
      );
    }
    return phase;
  });
}

/** Modules by one import of them all: an import for each takes twice as long, as what they share is asked for again. */
async function importAll(urls: readonly string[]): Promise<Record<string, unknown>[]> {
  const exports = urls.map((url, index) => `export * as module${index} from ${JSON.stringify(url)};\n`);
  const all = await import(`data:application/javascript,${encodeURIComponent(exports.join(""))}`);
  return urls.map((_, index) => all[`module${index}`]);
}

/** @throws ConfigError when the configuration is at fault */
export async function openProject(root: string, profile: string): Promise<Project> {
  const environment = Deno.env.toObject();
  const settings = await loadSettings({ root, profile, environment });
  return { root, profile, settings, phases: await readPhases(root) };
}
