/** Modules of lib that pages run too, as one file each: pages may import only from src, and one source is enough. */
import * as esbuild from "esbuild";

/** Bundles by the module they are made from; ignored by git. */
const BUNDLES = {
  "lib/whatif/browser.ts": "src/components/whatif.js",
  "lib/whatif/worker.ts": "src/components/whatif_worker.js",
} as const;

/** The modules that went into each bundle, by its entry, as it was last made. */
const madeOf = new Map<string, ReadonlySet<string>>();

/**
 * Writes the bundles. Unchanged ones keep their bytes.
 * @param edited  what has changed since they were made here, by path from the project root: makes those alone that
 *   hold some of it
 */
export async function bundleForPages(edited?: readonly string[]): Promise<void> {
  const asked = Object.entries(BUNDLES).filter(([entry]) => {
    const modules = madeOf.get(entry);
    return edited === undefined || modules === undefined || edited.some((path) => modules.has(path));
  });
  if (asked.length === 0) return;
  await Promise.all(asked.map(async ([entry, outfile]) => {
    madeOf.delete(entry);
    madeOf.set(entry, await bundle(entry, outfile));
  }));
  await esbuild.stop();
}

/** One module and all it imports, as a browser runs it. Returns their paths from the working folder. */
export async function bundle(entry: string, outfile: string): Promise<Set<string>> {
  const { metafile } = await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "error",
    metafile: true,
  });
  return new Set(Object.keys(metafile.inputs));
}
