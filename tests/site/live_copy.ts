/** The live notebook on a copy of the checkout, so that edits harm nothing. */
import { cp } from "node:fs/promises";
import { end } from "../../lib/site/ending.ts";
import { lines } from "../../lib/site/lines.ts";

/** What the copy can do without: git's own, the packages (they are linked), sites, tests, and what is being written. */
const LEFT_OUT =
  /(^|\/)\.git$|^node_modules$|^dist$|^tests$|\.tmp$|^src\/\.observablehq$|^data\/(runs|workspace)$/;

/**
 * Gives a copy of the checkout as it is, with what has been made from it, and removes it afterwards. It lies within
 * the checkout, where git and the commands pass it over, so that packages can be linked whatever disk that is on.
 */
export async function withWorkingCopy<T>(root: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = `${await Deno.makeTempDir({ dir: root, prefix: "live-", suffix: ".tmp" })}/`;
  try {
    await copyInto(folder, root);
    await linkInto(`${folder}node_modules`, `${root}node_modules`);
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function copyInto(folder: string, root: string): Promise<void> {
  const isCopied = (path: string) => !LEFT_OUT.test(path.slice(root.length).replaceAll("\\", "/"));
  for await (const { name } of Deno.readDir(root)) {
    if (!isCopied(root + name)) continue;
    await cp(root + name, folder + name, { recursive: true, preserveTimestamps: true, filter: isCopied });
  }
}

/** Links every file of a folder: links take no room, and stay within what the commands may read. */
async function linkInto(folder: string, from: string): Promise<void> {
  await Deno.mkdir(folder);
  const entries = await Array.fromAsync(Deno.readDir(from));
  await Promise.all(entries.map(async ({ name, isDirectory, isSymlink }) => {
    const [path, original] = [`${folder}/${name}`, `${from}/${name}`];
    if (isDirectory) await linkInto(path, original);
    else if (isSymlink) await Deno.symlink(await Deno.readLink(original), path);
    // Not every file system has links.
    else await Deno.link(original, path).catch(() => Deno.copyFile(original, path));
  }));
}

export interface OpenNotebook {
  url: string;
  /** Its lines so far. */
  told: readonly string[];
  /** Waits until it has told nothing and run nothing for a while. */
  quiet(): Promise<void>;
  /**
   * Ends it by a signal, if it has not ended; gives its exit code.
   * @throws Error when it has to be killed
   */
  close(): Promise<number>;
}

/** Milliseconds without a word after which it has nothing left to do. */
const QUIET = 6000;
/** Milliseconds after which it is stuck, however busy the machine. */
const STUCK = { starting: 600_000, ending: 60_000 };
/** Last lines of the notebook that a failure shows. */
const SHOWN_LINES = 20;

/** What the notebook has told last. */
export const lastOf = (told: readonly string[]): string => told.slice(-SHOWN_LINES).join("\n");

/** Starts `npm run dev`, without npm between so that it ends when told to. */
export async function openNotebook(folder: string, port: number): Promise<OpenNotebook> {
  const { scripts } = JSON.parse(await Deno.readTextFile(`${folder}package.json`));
  const [, ...args] = (scripts.dev as string).split(" ");
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args, "--port", String(port)],
    cwd: folder,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const told: string[] = [];
  let last = performance.now();
  const ready = Promise.withResolvers<string>();
  void (async () => {
    for await (const line of lines(child.stderr)) {
      told.push(line);
      last = performance.now();
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(line);
      if (found) ready.resolve(found[0]);
    }
    ready.reject(new Error(`Cannot start the live notebook:\n${lastOf(told)}`));
  })();
  const stuck = () => {
    end(child);
    return new Error(`Cannot wait for the live notebook any longer:\n${lastOf(told)}`);
  };
  return {
    url: await within(STUCK.starting, ready.promise, stuck),
    told,
    quiet: async () => {
      while (performance.now() - last < QUIET) await new Promise((resolve) => setTimeout(resolve, 200));
    },
    close: async () => {
      end(child, "SIGTERM");
      return (await within(STUCK.ending, child.status, stuck)).code;
    },
  };
}

/** What a promise gives; when it gives nothing for so long, fails with what `late` returns. */
async function within<T>(milliseconds: number, given: Promise<T>, late: () => Error): Promise<T> {
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(late()), milliseconds);
  try {
    return await Promise.race([given, limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}
