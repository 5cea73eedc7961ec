/**
 * Saved models: versions under data/models, each with the fits of all series, the models of all series together, the
 * errors their intervals rest on, and a manifest of what trained them. A version's name is its last day and a hash
 * of its content, so that the same training gives the same name.
 */
import { z } from "zod";
import { suggestion } from "../config/nearest.ts";
import { sections, type Settings } from "../config/settings.ts";
import { sha256 } from "./hash.ts";
import type { Paths } from "./paths.ts";
import { exists, writeWhole } from "./store.ts";

/** The snapshots a version keeps, and which of their columns hold JSON. */
export const KEPT = { fitted: "state", global_models: "saved", calibration: null } as const;
export type Kept = keyof typeof KEPT;
export const KEPT_NAMES = Object.keys(KEPT) as Kept[];

/** Changes when older versions can no longer be read. */
export const FORMAT = "models-1";

const hashes = z.record(z.string(), z.string());

const bandError = z.strictObject({
  metric: z.string(),
  horizon_band: z.string(),
  model: z.string(),
  error: z.number(),
});

export const versionManifest = z.strictObject({
  format: z.literal(FORMAT),
  version: z.string(),
  /** Last day the models have seen. */
  as_of: z.string(),
  profile: z.string(),
  /** The models section of the settings that trained them. */
  settings: z.unknown(),
  seed: z.number(),
  /** Rows the models of all series were trained on, and series that have a fit. */
  rows: z.strictObject({ global: z.number(), series: z.number() }),
  /** Per snapshot it keeps: its own hash, and those of its code and of what it read. */
  made_from: z.record(z.string(), z.strictObject({ sha256: z.string(), code: z.string(), inputs: hashes })),
  runtime: hashes,
  /** Its files: content hashes. */
  files: hashes,
  /** What it was scored on: last days seen, and the hash of the observations. */
  backtest: z.strictObject({ cutoffs: z.array(z.string()), observations: z.string() }),
  errors: z.array(bandError),
});
export type VersionManifest = z.infer<typeof versionManifest>;

const index = z.strictObject({ versions: z.array(z.string()).describe("Earliest saved first") });

export const folderOf = (paths: Paths, version: string): string => `${paths.models}${version}/`;

const manifestFile = (paths: Paths, version: string): string => `${folderOf(paths, version)}manifest.json`;

/** Names of the versions that are there, earliest saved first. */
export async function versions(paths: Paths): Promise<string[]> {
  const file = `${paths.models}index.json`;
  if (!await exists(file)) return [];
  const { versions } = index.parse(JSON.parse(await Deno.readTextFile(file)));
  // Whoever removes a folder by hand removes the version.
  const there = await Promise.all(versions.map((version) => exists(manifestFile(paths, version))));
  return versions.filter((_, place) => there[place]);
}

/** The manifest of a version; undefined when it was saved in another format. */
export async function readVersion(paths: Paths, version: string): Promise<VersionManifest | undefined> {
  const parsed = versionManifest.safeParse(JSON.parse(await Deno.readTextFile(manifestFile(paths, version))));
  return parsed.success ? parsed.data : undefined;
}

/** Puts a version last, and removes those beyond the number kept, the earliest first. */
export async function keepLast(paths: Paths, version: string, keep: number): Promise<void> {
  const all = [...(await versions(paths)).filter((known) => known !== version), version];
  const kept = all.slice(-keep);
  await writeWhole(`${paths.models}index.json`, JSON.stringify({ versions: kept }, null, 2) + "\n");
  for (const old of all.slice(0, -keep)) await Deno.remove(folderOf(paths, old), { recursive: true });
}

/** Writes a version whole or not at all. */
export async function writeVersion(
  paths: Paths,
  manifest: VersionManifest,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = folderOf(paths, manifest.version);
  if (await exists(folder)) return;
  const making = `${paths.models}.${crypto.randomUUID()}.tmp/`;
  await Deno.mkdir(making, { recursive: true });
  for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(making + name, text);
  await Deno.writeTextFile(`${making}manifest.json`, JSON.stringify(manifest, null, 2) + "\n");
  await Deno.rename(making, folder);
}

export interface OpenVersion {
  manifest: VersionManifest;
  settings: Settings["models"];
  /** Rows by snapshot; JSON columns as text. */
  rows: Record<Kept, Record<string, unknown>[]>;
}

const keptRows = z.array(z.record(z.string(), z.unknown()));

async function rowsOf(paths: Paths, { version, files }: VersionManifest, name: Kept) {
  const file = `${name}.json`;
  const text = await Deno.readTextFile(folderOf(paths, version) + file);
  const hash = await sha256(new TextEncoder().encode(text));
  if (hash !== files[file]) {
    throw new Error(
      `Cannot use the models ${version} as ${file} must be what was saved: its content has changed`,
    );
  }
  const rows = keptRows.parse(JSON.parse(text));
  const column = KEPT[name];
  return column === null ? rows : rows.map((row) => ({ ...row, [column]: JSON.stringify(row[column]) }));
}

/** @throws Error naming the versions there are when it is none of them, or when it is damaged */
export async function openVersion(paths: Paths, version: string): Promise<OpenVersion> {
  const known = await versions(paths);
  if (!known.includes(version)) {
    throw new Error(
      `Cannot use the models "${version}" as there is no such version in ${paths.models}: ` +
        (known.length === 0 ? "none has been saved" : known.join(", ") + suggestion(version, known)),
    );
  }
  const manifest = await readVersion(paths, version);
  if (manifest === undefined) {
    throw new Error(`Cannot use the models ${version} as their manifest must be of this format: ${FORMAT}`);
  }
  const [fitted, global_models, calibration] = await Promise.all(
    KEPT_NAMES.map((name) => rowsOf(paths, manifest, name)),
  );
  return {
    manifest,
    settings: sections.models.parse(manifest.settings),
    rows: { fitted: fitted!, global_models: global_models!, calibration: calibration! },
  };
}
