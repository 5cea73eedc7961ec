/** How much of each snapshot the site carries: of the records of provenance the few figures that two pages need. */

interface Provenance {
  phases: readonly {
    snapshot: string;
    manifest: { rows: number; slice: { note: string } | null } | null;
  }[];
}

/** By snapshot; the note says what of it is left out of the site, null when nothing is. */
export type Carried = Record<string, { rows: number; note: string | null }>;

/** Rows and notes of the snapshots that have been made. */
export function carriedOf({ phases }: Provenance): Carried {
  return Object.fromEntries(
    phases.flatMap(({ snapshot, manifest }) =>
      manifest === null ? [] : [[snapshot, { rows: manifest.rows, note: manifest.slice?.note ?? null }]]
    ),
  );
}

/** Writes {@link carriedOf} from one file into another. */
export async function writeCarried(provenance: string, path: string): Promise<void> {
  const records: Provenance = JSON.parse(await Deno.readTextFile(provenance));
  await Deno.writeTextFile(path, JSON.stringify(carriedOf(records)));
}
