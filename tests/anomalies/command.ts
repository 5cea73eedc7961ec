/** The command `npm run detect`, run on a panel in a folder of its own. */
const MAIN = decodeURIComponent(new URL("../../lib/anomalies/main.ts", import.meta.url).pathname);
const PERMISSIONS = ["--allow-read", "--allow-write", "--allow-env", "--allow-ffi"];

export interface Run {
  code: number;
  /** What the person at the terminal reads. */
  said: string;
  /** Files of the folder afterwards. */
  files: Record<string, string>;
}

/** Runs the command in a folder that holds these files. */
export async function detect(files: Record<string, string | Uint8Array>, options: string): Promise<Run> {
  const cwd = await Deno.makeTempDir();
  try {
    for (const [name, content] of Object.entries(files)) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      await Deno.writeFile(`${cwd}/${name}`, bytes);
    }
    const { code, stderr, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", ...PERMISSIONS, MAIN, ...options.split(" ").filter(Boolean)],
      cwd,
    }).output();
    const left = [...Deno.readDirSync(cwd)].map(({ name }) => name).sort();
    return {
      code,
      said: new TextDecoder().decode(stderr) + new TextDecoder().decode(stdout),
      files: Object.fromEntries(left.map((name) => [name, Deno.readTextFileSync(`${cwd}/${name}`)])),
    };
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

/** Lines of a CSV file, without the last, empty one. */
export const lines = (text: string | undefined): string[] => (text ?? "").trimEnd().split("\n");
