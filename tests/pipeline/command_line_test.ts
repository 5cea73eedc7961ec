import assert from "node:assert/strict";
import { headOf } from "../../lib/pipeline/command_line.ts";
import { ROOT } from "../../lib/pipeline/project.ts";

Deno.test("headOf: the first comment of a module as a reader has it, its indents aside", () => {
  assert.equal(headOf("/** Makes it. */\nconst a = 1; /** Not this. */"), "Makes it.");
  assert.equal(headOf("/**\n * Makes it.\n *\n *     npm run it\n */\n"), "Makes it.\n\nnpm run it");
  assert.equal(headOf("const a = 1;"), "");
});

async function told(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--allow-read=.",
      "--allow-env",
      "--allow-ffi=node_modules",
      `${ROOT}lib/summary/main.ts`,
      ...args,
    ],
    cwd: ROOT,
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  return { code, out: text(stdout), err: text(stderr) };
}

Deno.test("commandLine: --help gives the head of the file, and nothing is done", async () => {
  const { code, out } = await told("--help");
  assert.deepEqual([code, out.split(":")[0]], [0, "The command `npm run results`"]);
});

Deno.test("commandLine: an option or a word that is not known is named, by code 2", async () => {
  const [option, word] = [await told("--nonsense"), await told("nonsense")];
  assert.deepEqual([option.code, word.code], [2, 2]);
  assert.match(option.err, /^Cannot read the command: Unknown option '--nonsense'\. /);
  assert.match(word.err, /'nonsense'/);
});

Deno.test("commands: each of package.json knows --help", async () => {
  const { scripts } = JSON.parse(await Deno.readTextFile(`${ROOT}package.json`)) as {
    scripts: Record<string, string>;
  };
  const without: string[] = [];
  for (const [name, command] of Object.entries(scripts)) {
    const module = command.split(" ").find((part) => /^(lib|tests)\/.*\.ts$/.test(part));
    if (module === undefined) continue;
    const source = await Deno.readTextFile(ROOT + module);
    if (!/commandLine\(import\.meta\.url|=== "help"|if \(help\)|values\.help|askedForHelp/.test(source)) {
      without.push(name);
    }
  }
  assert.deepEqual(without, []);
});
