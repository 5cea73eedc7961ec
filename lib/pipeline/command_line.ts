/** The command lines of tools for those who work on Headroom. Their help is the comment at the head of their file. */
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";

const HEAD = /\/\*\*([\s\S]*?)\*\//;
const HELP = { help: { type: "boolean" } } as const;

/** The comment at the head of a module, as plain text. */
export function headOf(source: string): string {
  const [, head = ""] = HEAD.exec(source) ?? [];
  return head.split("\n").map((line) => line.replace(/^ \* ?/, "").trim()).join("\n").trim();
}

/**
 * What a tool was told on its command line. Asked for help, it gives that and ends; told what it does not know, it
 * says so and ends with code 2.
 * @param file  URL of the tool's module
 */
export function commandLine<Options extends ParseArgsOptionsConfig>(
  file: string,
  { options, words = false }: { options?: Options; words?: boolean } = {},
) {
  try {
    const read = parseArgs({
      args: Deno.args,
      allowPositionals: words,
      options: { ...options as Options, ...HELP },
    });
    if (Deno.args.includes("--help")) end(0, headOf(Deno.readTextFileSync(new URL(file))));
    return read;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [fault = ""] = error.message.split(". ");
    return end(2, `Cannot read the command: ${fault}. --help says what it knows.`);
  }
}

function end(code: number, text: string): never {
  if (code === 0) console.log(text);
  else console.error(text);
  Deno.exit(code);
}
