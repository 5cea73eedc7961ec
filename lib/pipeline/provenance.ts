/** What each result came from: the graph of phases and every manifest, for the provenance page. */
import type { Paths } from "./paths.ts";
import type { Project } from "./project.ts";
import { readManifest, writeWhole } from "./store.ts";

/** Writes provenance.json beside the snapshots. */
export async function writeProvenance(project: Project, paths: Paths): Promise<void> {
  const phases = await Promise.all(project.phases.map(async (phase) => {
    const manifest = await readManifest(paths, phase.schema.name);
    return {
      snapshot: phase.schema.name,
      question: phase.question,
      needs: phase.needs,
      config: phase.config,
      // Which settings were read decides what runs again; a reader finds the settings themselves.
      manifest: manifest === undefined ? null : { ...manifest, reads: undefined },
    };
  }));
  await writeWhole(
    `${paths.snapshots}provenance.json`,
    JSON.stringify({ profile: project.profile, phases }),
  );
}
