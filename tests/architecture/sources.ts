/** The project's own source files and what they import. */
const ROOT = new URL("../../", import.meta.url);
const IMPORT = /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/g;

export interface Source {
  /** Path from the project root. */
  path: string;
  text: string;
  /** Project paths for relative imports, bare names for packages. */
  imports: string[];
}

async function* walk(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(new URL(folder, ROOT))) {
    const path = folder + entry.name;
    if (entry.isDirectory && !entry.name.startsWith(".")) yield* walk(`${path}/`);
    else if (/\.(ts|mjs|js)$/.test(entry.name)) yield path;
  }
}

function resolved(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return new URL(specifier, new URL(from, ROOT)).href.slice(ROOT.href.length);
}

/** Every source file below some folders, in order of path. */
export async function sources(...folders: string[]): Promise<Source[]> {
  const found: Source[] = [];
  for (const folder of folders) {
    for await (const path of walk(folder)) {
      const text = await Deno.readTextFile(new URL(path, ROOT));
      const imports = [...text.matchAll(IMPORT)].map((match) => resolved(path, match[1] ?? match[2]!));
      found.push({ path, text, imports });
    }
  }
  return found.sort((a, b) => a.path < b.path ? -1 : 1);
}
