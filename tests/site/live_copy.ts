/** The live notebook on a copy of the checkout, so that edits harm nothing. */
import { end } from "../../lib/site/ending.ts";
import { lines } from "../../lib/site/lines.ts";

async function run(command: string, args: string[], options: Deno.CommandOptions = {}): Promise<void> {
  const { success } = await new Deno.Command(command, { args, stdout: "null", ...options }).output();
  if (!success) throw new Error(`Cannot copy the checkout as ${command} ${args.join(" ")} failed`);
}

/** What the checkout holds beside its own files, so that nothing has to be made first. */
const MADE = ["snapshots", "models", "history"];

/** Gives a copy of all files that git knows or would take, with what has been made, and removes it afterwards. */
export async function withWorkingCopy<T>(root: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = `${await Deno.makeTempDir({ prefix: "headroom-live-" })}/`;
  try {
    const listed = "git ls-files -z --cached --others --exclude-standard | xargs -0 cp -p --parents -t";
    await run("sh", ["-c", `${listed} ${folder}`], { cwd: root });
    for (const name of MADE) await run("cp", ["-rp", `${root}data/${name}`, `${folder}data`]);
    // Hard links take no room, and stay within what the commands may read; a copy where /tmp is another disk.
    const linked = 'cp -al "$0" "$1" 2>/dev/null || cp -a "$0" "$1"';
    await run("sh", ["-c", linked, `${root}node_modules`, folder]);
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

export interface OpenNotebook {
  url: string;
  /** Its lines so far. */
  told: readonly string[];
  /** Waits until it has told nothing and run nothing for a while. */
  quiet(): Promise<void>;
  /** Ends it by a signal, if it has not ended; gives its exit code. */
  close(): Promise<number>;
}

/** Milliseconds without a word after which it has nothing left to do. */
const QUIET = 6000;

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
  const url = await new Promise<string>((resolve, reject) => {
    void (async () => {
      for await (const line of lines(child.stderr)) {
        told.push(line);
        last = performance.now();
        const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(line);
        if (found) resolve(found[0]);
      }
      reject(new Error(`Cannot start the live notebook:\n${told.join("\n")}`));
    })();
  });
  return {
    url,
    told,
    quiet: async () => {
      while (performance.now() - last < QUIET) await new Promise((resolve) => setTimeout(resolve, 200));
    },
    close: async () => {
      end(child, "SIGTERM");
      return (await child.status).code;
    },
  };
}
