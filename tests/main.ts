/**
 * The gate: everything that must hold before a change lands. Runs every step, then says what failed.
 *
 *     npm test                 every step
 *     npm test -- STEP…        those with one of these words in their name: format, lint, types, unit, site, browser
 */
import { commandLine } from "../lib/pipeline/command_line.ts";

const { positionals: asked } = commandLine(import.meta.url, { words: true });

const STEPS: readonly { name: string; command: string[] }[] = [
  { name: "format", command: ["deno", "fmt", "--check"] },
  { name: "lint", command: ["deno", "lint"] },
  { name: "types", command: ["deno", "check", "lib", "loaders", "tests", "src", "observablehq.config.ts"] },
  { name: "unit and golden", command: ["deno", "test", "--no-check", "-A", "tests/"] },
  { name: "site", command: ["npm", "run", "--silent", "build"] },
  { name: "browser", command: ["npm", "run", "--silent", "browser"] },
  { name: "real fleet", command: ["deno", "run", "-A", "tests/site/real_fleet.ts"] },
];

interface Outcome {
  name: string;
  passed: number;
  failed: number;
}

const ESCAPES = new RegExp("\u001b\\[[0-9;]*m", "g");
const COUNTS = /(\d+) passed(?: \([^)]*\))?(?:,| \|) (\d+) failed/g;

/** Counts what a step says of itself; a step that counts nothing is one check. */
function count(name: string, code: number, output: string): Outcome {
  const last = [...output.replace(ESCAPES, "").matchAll(COUNTS)].at(-1);
  if (last === undefined) return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  const failed = Number(last[2]);
  return { name, passed: Number(last[1]), failed: code !== 0 && failed === 0 ? 1 : failed };
}

async function show(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of stream) {
    Deno.stderr.writeSync(part);
    text += decoder.decode(part, { stream: true });
  }
  return text;
}

async function run({ name, command }: (typeof STEPS)[number]): Promise<Outcome> {
  console.error(`\n── ${name}`);
  const [program, ...args] = command as [string, ...string[]];
  const child = new Deno.Command(program, { args, stdout: "piped", stderr: "piped" }).spawn();
  const [output, errors, { code }] = await Promise.all([
    show(child.stdout),
    show(child.stderr),
    child.status,
  ]);
  return count(name, code, output + errors);
}

for (const word of asked) {
  if (STEPS.some(({ name }) => name.includes(word))) continue;
  console.error(`Cannot run "${word}" as the steps are ${STEPS.map(({ name }) => name).join(", ")}`);
  Deno.exit(2);
}
const wanted = STEPS.filter(({ name }) => asked.length === 0 || asked.some((word) => name.includes(word)));
const outcomes: Outcome[] = [];
for (const step of wanted) outcomes.push(await run(step));

console.error();
for (const { name, passed, failed } of outcomes) {
  console.error(`${failed === 0 ? "ok    " : "FAILED"} ${name}: ${passed} passed, ${failed} failed`);
}
const sum = (key: "passed" | "failed") => outcomes.reduce((total, outcome) => total + outcome[key], 0);
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
Deno.exit(sum("failed") === 0 ? 0 : 1);
