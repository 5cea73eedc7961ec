/** A project whose models are not trained but taken from a saved version. */
import type { Row } from "../warehouse/warehouse.ts";
import { withWarehouse, writeRows } from "./make.ts";
import type { Paths } from "./paths.ts";
import type { Project } from "./project.ts";
import { calibration } from "./schemas/calibration.ts";
import { fitted } from "./schemas/fitted.ts";
import { globalModels } from "./schemas/global_models.ts";
import { type Kept, KEPT_NAMES, openVersion } from "./versions.ts";

const SCHEMAS = { fitted, global_models: globalModels, calibration } as const;

export interface WithModels {
  project: Project;
  /** Files by the snapshot they stand for. */
  given: Map<string, string>;
  /** What the reader should know. */
  notes: string[];
}

/**
 * The project with the models of a version, and the settings they were trained with; the project as it is when no
 * version is named.
 * @throws Error when there is no such version, or it is damaged
 */
export async function withSavedModels(
  project: Project,
  paths: Paths,
  version: string | undefined,
): Promise<WithModels> {
  if (version === undefined) return { project, given: new Map(), notes: [] };
  const { manifest, settings, rows } = await openVersion(paths, version);
  const given = new Map<string, string>();
  await withWarehouse({ inputs: {}, scratch: paths.scratch }, 1, async (warehouse) => {
    for (const name of KEPT_NAMES) {
      const file = `${paths.scratch}models.${version}.${name}.parquet`;
      await writeRows(warehouse, rows[name] as Row[], SCHEMAS[name], file);
      given.set(name, file);
    }
  });
  return {
    project: {
      ...project,
      settings: { ...project.settings, models: settings },
      phases: project.phases.filter(({ schema }) => !KEPT_NAMES.includes(schema.name as Kept)),
    },
    given,
    notes: [`models ${version}, trained up to ${manifest.as_of}: nothing is trained anew`],
  };
}
