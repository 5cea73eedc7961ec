/** Which code a phase runs: the modules its loader imports, all the way down, and the packages they use. */
import { sha256 } from "./hash.ts";

interface GraphModule {
  specifier: string;
  dependencies?: { code?: { specifier: string } }[];
  error?: string;
}

interface Lock {
  packages: Record<string, { version?: string; dependencies?: Record<string, string> }>;
}

export interface CodeGraph {
  /** Modules of ours by URL, with the URLs they import at run time. */
  imports: Map<string, string[]>;
  /** The npm packages each module of ours imports. */
  packages: Map<string, string[]>;
}

const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/**
 * The import graph below some entry modules. Imports of types only are not code and do not count.
 * @throws Error naming the module that is missing or cannot be read
 */
export async function readCodeGraph(entries: readonly string[]): Promise<CodeGraph> {
  // One question about a module that imports them all: a process for each entry would take seconds.
  const all = `data:application/typescript,${encodeURIComponent(entries.map(importOf).join(""))}`;
  const { code, stdout, stderr } = await new Deno.Command("deno", { args: ["info", "--json", all] }).output();
  if (code !== 0) throw new Error(`Cannot read the imports of loaders: ${new TextDecoder().decode(stderr)}`);
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as { modules: GraphModule[] };
  const broken = modules.find((module) => module.error !== undefined);
  if (broken !== undefined) {
    throw new Error(`Cannot read the imports of ${broken.specifier}: ${broken.error}`);
  }
  const graph: CodeGraph = { imports: new Map(), packages: new Map() };
  for (const module of modules) if (module.specifier !== all) addModule(graph, module);
  return graph;
}

const importOf = (entry: string): string => `import ${JSON.stringify(entry)};\n`;

function addModule(graph: CodeGraph, module: GraphModule): void {
  if (PACKAGE.test(module.specifier) || graph.imports.has(module.specifier)) return;
  const targets = (module.dependencies ?? []).flatMap(({ code }) =>
    code === undefined ? [] : [code.specifier]
  );
  graph.imports.set(
    module.specifier,
    targets.filter((target) => !PACKAGE.test(target) && !target.startsWith("node:")),
  );
  graph.packages.set(
    module.specifier,
    targets.flatMap((target) => PACKAGE.exec(target)?.[1] ?? []),
  );
}

/** Every module reached from some entries, entries included. */
export function reach(
  imports: ReadonlyMap<string, readonly string[]>,
  entries: readonly string[],
): Set<string> {
  const reached = new Set<string>();
  const waiting = [...entries];
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (reached.has(url)) continue;
    reached.add(url);
    waiting.push(...imports.get(url) ?? []);
  }
  return reached;
}

/** Versions, from the lock file, of some packages and of all they depend on. */
export function lockedVersions(lock: Lock, names: readonly string[]): Record<string, string> {
  const versions: Record<string, string> = {};
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const locked = lock.packages[`node_modules/${name}`];
    if (locked?.version === undefined || name in versions) continue;
    versions[name] = locked.version;
    waiting.push(...Object.keys(locked.dependencies ?? {}));
  }
  return Object.fromEntries(Object.entries(versions).sort(([a], [b]) => a < b ? -1 : 1));
}

export interface Code {
  /** Content hash by path from the project root. */
  code: Record<string, string>;
  packages: Record<string, string>;
}

/** Reads code and its versions for loaders of one project; each file is hashed once. */
export class CodeReader {
  private readonly hashes = new Map<string, Promise<string>>();

  private constructor(
    private readonly root: string,
    private readonly graph: CodeGraph,
    private readonly lock: Lock,
  ) {}

  static async open(root: string, graph: CodeGraph): Promise<CodeReader> {
    const lock = JSON.parse(
      await Deno.readTextFile(new URL("../../package-lock.json", import.meta.url)),
    ) as Lock;
    return new CodeReader(root, graph, lock);
  }

  hash(path: string): Promise<string> {
    let hash = this.hashes.get(path);
    if (hash === undefined) {
      hash = Deno.readFile(path.startsWith("file:") ? new URL(path) : path).then(sha256);
      this.hashes.set(path, hash);
    }
    return hash;
  }

  /** The code reached from entry modules (URLs), with extra files (paths from the root) beside it. */
  async read(entries: readonly string[], files: readonly string[]): Promise<Code> {
    const modules = [...reach(this.graph.imports, entries)].sort();
    const base = new URL(`file://${this.root}`).href;
    const code: Record<string, string> = {};
    const hashes = await Promise.all(modules.map((url) => this.hash(url)));
    for (const [index, url] of modules.entries()) {
      const path = url.startsWith(base) ? url.slice(base.length) : url.replace(/^.*\/(lib\/)/, "$1");
      code[path] = hashes[index]!.slice(0, 16);
    }
    for (const file of files) code[file] = (await this.hash(this.root + file)).slice(0, 16);
    return {
      code,
      packages: lockedVersions(this.lock, modules.flatMap((url) => this.graph.packages.get(url) ?? [])),
    };
  }
}
