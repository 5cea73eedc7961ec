/** Modules of lib that pages run too, as one file each: pages may import only from src, and one source is enough. */
import * as esbuild from "esbuild";

/** Bundles by the module they are made from; ignored by git. */
const BUNDLES = {
  "lib/whatif/browser.ts": "src/components/whatif.js",
  "lib/whatif/worker.ts": "src/components/whatif_worker.js",
} as const;

/** Writes the bundles. Unchanged ones keep their bytes. */
export async function bundleForPages(): Promise<void> {
  await Promise.all(Object.entries(BUNDLES).map(([entry, outfile]) => bundle(entry, outfile)));
  await esbuild.stop();
}

/** One module and all it imports, as a browser runs it. */
export async function bundle(entry: string, outfile: string): Promise<void> {
  await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "error",
  });
}
