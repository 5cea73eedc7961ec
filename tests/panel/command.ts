/** The command `npm run forecast`, run on panels in a folder of its own. */
const MAIN = decodeURIComponent(new URL("../../lib/panel/main.ts", import.meta.url).pathname);
const PERMISSIONS = ["--allow-read", "--allow-write", "--allow-env", "--allow-ffi"];

export interface Run {
  code: number;
  /** What the person at the terminal reads. */
  said: string;
  /** The output file, undefined when none was written. */
  output: string | undefined;
  /** Files left in the folder. */
  files: string[];
}

async function contents(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/**
 * Runs the command on panel.csv in a folder, from which paths in options and messages are counted.
 * @param piped  whether panel.csv is on standard input as well
 */
export async function forecast(
  panel: string,
  options: string,
  folder?: string,
  piped = false,
): Promise<Run> {
  const cwd = folder ?? await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${cwd}/panel.csv`, panel);
    const child = new Deno.Command("deno", {
      args: ["run", "--no-check", ...PERMISSIONS, MAIN, ...options.split(" ").filter(Boolean)],
      cwd,
      stdin: piped ? "piped" : "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    if (piped) await (await Deno.open(`${cwd}/panel.csv`)).readable.pipeTo(child.stdin);
    const { code, stderr, stdout } = await child.output();
    return {
      code,
      said: new TextDecoder().decode(stderr) + new TextDecoder().decode(stdout),
      output: await contents(`${cwd}/out.csv`),
      files: [...Deno.readDirSync(cwd)].map(({ name }) => name).sort(),
    };
  } finally {
    if (folder === undefined) await Deno.remove(cwd, { recursive: true });
  }
}

/** The rows of a CSV file as records of text. */
export function records(output: string | undefined): Record<string, string>[] {
  const [header, ...rows] = (output ?? "").trim().split("\n").map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(header!.map((name, index) => [name, row[index]!])));
}
