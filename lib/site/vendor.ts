/**
 * Browser packages from node_modules instead of a CDN. Framework looks for each package in its own cache before
 * it asks the network; filled beforehand, the site is built offline and runs exactly what package-lock.json pins.
 */
import * as esbuild from "esbuild";
import { createHash } from "node:crypto";
import { dirname, join, relative } from "node:path";
import { BROWSER_PACKAGES, type BrowserPackage } from "./packages.ts";
import { withExportsFor } from "./wasm_exports.ts";

const FRAMEWORK = "node_modules/@observablehq/framework";
const CACHE = "src/.observablehq/cache";
/** Beside the cache, not in it: Framework takes every entry of `_npm` for a package. */
const MARK = join(CACHE, "vendor.sha256");
const INGREDIENTS = [
  "package-lock.json",
  "lib/site/vendor.ts",
  "lib/site/packages.ts",
  "lib/site/interpret.ts",
  "lib/site/wasm_exports.ts",
];

/**
 * Fills Framework's package cache; does nothing when it already matches package-lock.json.
 * @returns whether anything was written
 */
export async function vendor(): Promise<boolean> {
  const fingerprint = await fingerprintOf(INGREDIENTS);
  if (await read(MARK) === fingerprint) return false;
  const store = join(CACHE, "_npm");
  await Deno.mkdir(CACHE, { recursive: true });
  const fresh = await Deno.makeTempDir({ dir: CACHE });
  const versions = await versionsOf(BROWSER_PACKAGES.map(({ name }) => name));
  for (const browserPackage of BROWSER_PACKAGES) await vendorPackage(browserPackage, versions, fresh);
  await esbuild.stop();
  for (const name of await unusedNames(versions)) {
    await Deno.mkdir(join(fresh, `${name}@0.0.0`), { recursive: true });
  }
  await removeIfPresent(store);
  await Deno.rename(fresh, store);
  await Deno.writeTextFile(MARK, fingerprint);
  return true;
}

async function vendorPackage(
  {
    name,
    entry,
    files = [],
    trimmed = {},
    amended = {},
    replaced = {},
    held = [],
    interpreted = false,
  }: BrowserPackage,
  versions: ReadonlyMap<string, string>,
  store: string,
): Promise<void> {
  const folder = `${name}@${versions.get(name)}`;
  await esbuild.build({
    stdin: { contents: moduleSource(name, entry), resolveDir: Deno.cwd() },
    outfile: join(store, folder, "_esm.js"),
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "error",
    plugins: [sharedCopies([name, ...held], folder, versions), ...(interpreted ? [withoutEval(name)] : [])],
  });
  for (const file of [...files, ...[trimmed, amended, replaced].flatMap((others) => Object.keys(others))]) {
    await Deno.mkdir(dirname(join(store, folder, file)), { recursive: true });
  }
  for (const file of files) {
    await Deno.copyFile(join("node_modules", name, file), join(store, folder, file));
  }
  for (const [file, script] of Object.entries(trimmed)) {
    const [module, source] = await Promise.all([
      Deno.readFile(join("node_modules", name, file)),
      Deno.readTextFile(join("node_modules", name, script)),
    ]);
    await Deno.writeFile(join(store, folder, file), await withExportsFor(module, source));
  }
  for (const [file, { passage, by }] of Object.entries(amended)) {
    const parts = (await Deno.readTextFile(join("node_modules", name, file))).split(passage);
    if (parts.length !== 2) {
      throw new RangeError(`Cannot amend ${file} of ${name} as it must contain once: ${passage}`);
    }
    await Deno.writeTextFile(join(store, folder, file), parts.join(by));
  }
  for (const [file, text] of Object.entries(replaced)) {
    await Deno.writeTextFile(join(store, folder, file), text);
  }
}

function moduleSource(name: string, entry: string): string {
  const from = JSON.stringify(entry);
  if (name !== "parquet-wasm") return `export * from ${from};`;
  // Framework starts it for each file. By itself it would then fetch and compile its 5 MB each time, until the first
  // is ready; and it complains on the console about a bare address.
  return `export * from ${from};
    import initialise from ${from};
    let started;
    export default (address) => started ??= initialise({module_or_path: address});`;
}

/** Replaces the Function constructor in a package by an interpreter, so that pages need not allow eval. */
function withoutEval(name: string): esbuild.Plugin {
  const construct = /(?<![\w$.])(?:new )?Function\(/g;
  const interpreter = JSON.stringify(join(Deno.cwd(), "lib/site/interpret.ts"));
  return {
    name: "without-eval",
    setup(build) {
      build.onLoad({ filter: new RegExp(`/node_modules/${name}/.*\\.js$`) }, async ({ path }) => {
        const source = await Deno.readTextFile(path);
        if (!construct.test(source)) return undefined;
        const contents = `import {interpretedFunction} from ${interpreter};\n` +
          source.replaceAll(construct, "interpretedFunction(");
        return { contents, loader: "js" };
      });
    },
  };
}

/** Leaves imports of the other vendored packages as imports, so that the page holds one copy of each. */
function sharedCopies(
  own: readonly string[],
  folder: string,
  versions: ReadonlyMap<string, string>,
): esbuild.Plugin {
  return {
    name: "shared-copies",
    setup(build) {
      build.onResolve({ filter: /^[@a-z]/ }, ({ path }) => {
        const version = versions.get(path);
        if (own.includes(path) || version === undefined) return undefined;
        return { path: relative(folder, join(`${path}@${version}`, "_esm.js")), external: true };
      });
    },
  };
}

async function versionsOf(names: readonly string[]): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  for (const name of names) {
    const manifest = JSON.parse(await Deno.readTextFile(join("node_modules", name, "package.json")));
    versions.set(name, manifest.version);
  }
  return versions;
}

/**
 * Packages that Framework's client can load on request but no page of ours does. An empty folder with a version
 * keeps it from asking the registry for one.
 */
async function unusedNames(versions: ReadonlyMap<string, string>): Promise<string[]> {
  const names = new Set<string>();
  for await (const file of filesUnder(join(FRAMEWORK, "dist"))) {
    if (!file.endsWith(".js")) continue;
    for (const [, name] of (await Deno.readTextFile(file)).matchAll(/"npm:((?:@[\w.-]+\/)?[\w.-]+)/g)) {
      if (name !== undefined && !versions.has(name)) names.add(name);
    }
  }
  return [...names].sort();
}

async function* filesUnder(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) yield* filesUnder(path);
    else yield path;
  }
}

async function fingerprintOf(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(await Deno.readFile(path));
  return hash.digest("hex");
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function removeIfPresent(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
