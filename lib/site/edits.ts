/** What an edit asks of the live notebook, told from the paths that changed. */

export interface Edit {
  /** Paths from the project root, in order. */
  paths: string[];
  /** Snapshots may change. */
  snapshots: boolean;
  /** Code that the pipeline has loaded has changed. */
  code: boolean;
  /** Pages or their components have changed; Framework shows them by itself. */
  pages: boolean;
}

/** Written by editors on the way, by git, and by ourselves. */
const SCRATCH =
  /(^|\/)\.|~$|\.(tmp|swp)$|\/4913$|^src\/(data|servers)\/|^src\/components\/whatif(_worker)?\.js$|^config\/schema\//;

const CODE = /^(lib|loaders)\/.*\.(ts|mjs|js|json)$/;
const SNAPSHOTS = /^(config|lib|loaders|data)\//;

/** The edit that some changed paths make; undefined when none of them matters. */
export function editOf(root: string, changed: Iterable<string>): Edit | undefined {
  const paths = [...new Set(changed)]
    .map((path) => path.startsWith(root) ? path.slice(root.length) : path)
    .filter((path) => !SCRATCH.test(path))
    .sort();
  if (paths.length === 0) return undefined;
  return {
    paths,
    snapshots: paths.some((path) => SNAPSHOTS.test(path)),
    code: paths.some((path) => CODE.test(path)),
    pages: paths.some((path) => path.startsWith("src/")),
  };
}

/** The paths in words: at most three of them. */
export function named({ paths }: Pick<Edit, "paths">): string {
  const more = paths.length - 3;
  return paths.slice(0, 3).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** One edit of what two have changed. */
export function joined(before: Edit | undefined, edit: Edit): Edit {
  if (before === undefined) return edit;
  return {
    paths: [...new Set([...before.paths, ...edit.paths])].sort(),
    snapshots: before.snapshots || edit.snapshots,
    code: before.code || edit.code,
    pages: before.pages || edit.pages,
  };
}

/** Modules that the command runs itself, and so cannot replace. */
export function ofItself({ paths }: Edit): string[] {
  return paths.filter((path) => /^lib\/(site\/[^/]+|changes\/.*|pipeline\/live)\.ts$/.test(path));
}
