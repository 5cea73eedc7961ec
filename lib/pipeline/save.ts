/** Saves what a build has trained as a version, and says how it errs beside the one before. */
import { type BandError, driftRows, driftSentence } from "../models/drift/drift.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";
import { canonicalJson, sha256 } from "./hash.ts";
import { withWarehouse } from "./make.ts";
import type { Manifest } from "./manifest.ts";
import type { Paths } from "./paths.ts";
import type { Project } from "./project.ts";
import { locked, readManifest, writeWhole } from "./store.ts";
import {
  FORMAT,
  keepLast,
  KEPT,
  type Kept,
  KEPT_NAMES,
  readVersion,
  type VersionManifest,
  versions,
  writeVersion,
} from "./versions.ts";

/** The snapshots a version is made of: all must be of one build. */
export const SAVED_FROM = [...KEPT_NAMES, "accuracy", "predictions"] as const;

/** Of each snapshot what serves today; of errors, only those of models in use. */
const QUERIES: Readonly<Record<Kept, string>> = {
  fitted: "SELECT * FROM fitted ORDER BY server_id, metric",
  global_models:
    "SELECT * FROM global_models WHERE cutoff = (SELECT max(cutoff) FROM global_models) ORDER BY model",
  calibration: `SELECT calibration.* FROM calibration
    JOIN (SELECT DISTINCT metric, model FROM fitted) AS used
      ON used.metric = calibration.metric AND used.model = calibration.model
    WHERE known_at = (SELECT max(known_at) FROM calibration)
    ORDER BY calibration.metric, calibration.model, horizon_days`,
};

const ERRORS = `
  SELECT metric, horizon_band, model, COALESCE(mae, mase) AS error FROM accuracy
  WHERE scope = 'fleet' AND COALESCE(mae, mase) IS NOT NULL
  ORDER BY metric, horizon_band, model`;

const CUTOFFS = "SELECT DISTINCT CAST(cutoff AS VARCHAR) AS cutoff FROM predictions ORDER BY cutoff";

/** Rows one to a line, so that versions can be compared; columns of JSON as what they hold. */
function written(rows: readonly Row[], column: string | null): string {
  const lines = rows.map((row) =>
    JSON.stringify(column === null ? row : { ...row, [column]: JSON.parse(String(row[column])) as unknown })
  );
  return `[\n${lines.join(",\n")}\n]\n`;
}

const textHash = (text: string): Promise<string> => sha256(new TextEncoder().encode(text));

/** Manifests of the snapshots a version is made of; undefined when one has not been made. */
async function ingredients(paths: Paths): Promise<Record<string, Manifest> | undefined> {
  const manifests: Record<string, Manifest> = {};
  for (const name of SAVED_FROM) {
    const manifest = await readManifest(paths, name);
    if (manifest === undefined) return undefined;
    manifests[name] = manifest;
  }
  return manifests;
}

async function contents(warehouse: Warehouse) {
  const rows = {
    fitted: await warehouse.query(QUERIES.fitted),
    global_models: await warehouse.query(QUERIES.global_models),
    calibration: await warehouse.query(QUERIES.calibration),
  };
  return {
    rows,
    files: Object.fromEntries(KEPT_NAMES.map((name) => [`${name}.json`, written(rows[name], KEPT[name])])),
    errors: await warehouse.query<BandError & Row>(ERRORS),
    cutoffs: (await warehouse.query<{ cutoff: string }>(CUTOFFS)).map(({ cutoff }) => cutoff),
  };
}

async function manifestOf(
  { profile, settings }: Project,
  { rows, files, errors, cutoffs }: Awaited<ReturnType<typeof contents>>,
  made: Readonly<Record<string, Manifest>>,
): Promise<VersionManifest> {
  const entries = await Promise.all(
    Object.entries(files).map(async ([name, text]) => [name, await textHash(text)] as const),
  );
  const hashes = Object.fromEntries(entries);
  const as_of = rows.fitted.reduce(
    (last, { fitted_to }) => String(fitted_to) > last ? String(fitted_to) : last,
    "",
  );
  const origins = await Promise.all(KEPT_NAMES.map(async (name) => {
    const { sha256, code, inputs } = made[name]!;
    return [name, { sha256, code: await textHash(canonicalJson(code)), inputs }] as const;
  }));
  return {
    format: FORMAT,
    version: `${as_of}-${(await textHash(canonicalJson(hashes))).slice(0, 8)}`,
    as_of,
    profile,
    settings: settings.models,
    seed: settings.models.global.seed,
    rows: {
      global: rows.global_models.reduce((most, { rows }) => Math.max(most, Number(rows)), 0),
      series: rows.fitted.length,
    },
    made_from: Object.fromEntries(origins),
    runtime: made["fitted"]!.runtime,
    files: hashes,
    backtest: { cutoffs, observations: made["fitted"]!.inputs["observations"]! },
    errors,
  };
}

/** How a version errs beside the one before. */
function compared(before: VersionManifest, after: VersionManifest, tolerance_pct: number) {
  const rows = driftRows(before.errors, after.errors, tolerance_pct);
  const same_backtest = canonicalJson(before.backtest) === canonicalJson(after.backtest);
  return { version: after.version, previous: before.version, same_backtest, tolerance_pct, rows };
}

/** Whether the latest version was made of just these snapshots. */
async function isSaved(paths: Paths, made: Readonly<Record<string, Manifest>>): Promise<boolean> {
  const latest = (await versions(paths)).at(-1);
  if (latest === undefined) return false;
  const saved = await readVersion(paths, latest);
  return KEPT_NAMES.every((name) => saved?.made_from[name]?.sha256 === made[name]!.sha256);
}

/** The version before, where there is one that can be read. */
async function versionBefore(paths: Paths, version: string): Promise<VersionManifest | undefined> {
  const previous = (await versions(paths)).filter((known) => known !== version).at(-1);
  return previous === undefined ? undefined : await readVersion(paths, previous);
}

/** What the reader is told of a version beside the one before. */
function told(drift: ReturnType<typeof compared> | undefined): string {
  if (drift === undefined) return "there is no earlier version to compare with";
  const { previous, same_backtest, rows, tolerance_pct } = drift;
  return `against ${previous}${same_backtest ? "" : ", scored on other days or servers"}: ${
    driftSentence(rows, tolerance_pct)
  }`;
}

async function saved(project: Project, paths: Paths): Promise<string[]> {
  const made = await ingredients(paths);
  if (made === undefined || await isSaved(paths, made)) return [];
  const inputs = Object.fromEntries(SAVED_FROM.map((name) => [name, `${paths.snapshots}${name}.parquet`]));
  const found = await withWarehouse({ inputs, scratch: paths.scratch }, 1, contents);
  if (found.rows.fitted.length === 0) return ["no models saved: no series has one"];
  const { keep, drift_tolerance_pct } = project.settings.models.saved;
  const manifest = await manifestOf(project, found, made);
  const before = await versionBefore(paths, manifest.version);
  const drift = before && compared(before, manifest, drift_tolerance_pct);
  await writeVersion(paths, manifest, found.files);
  await keepLast(paths, manifest.version, keep);
  await writeWhole(`${paths.snapshots}drift.json`, JSON.stringify(drift ?? null));
  return [`saved models ${manifest.version}: ${told(drift)}`];
}

/**
 * Saves the models of the present snapshots, unless they are saved already.
 * @returns what to tell the reader, in lines
 */
export const saveModels = (project: Project, paths: Paths): Promise<string[]> =>
  locked(paths, "models", async () => {
    const lines = await saved(project, paths);
    await sayNothingCompared(`${paths.snapshots}drift.json`);
    return lines;
  });

/** Pages read it, also where no two versions have been compared yet. */
async function sayNothingCompared(path: string): Promise<void> {
  try {
    await Deno.writeTextFile(path, "null", { createNew: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
}
