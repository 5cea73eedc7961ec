/** The command `npm run new`: makes a page of one's own from a template. */
import { parseArgs } from "node:util";
import { ROOT } from "../pipeline/project.ts";
import { pageName, pageText } from "./page.ts";

const HELP = `Makes a page of your own, with a query, a chart and a claim to start from.

  npm run new -- page "Disk growth by service"    makes src/disk-growth-by-service.md

The page stands in the sidebar under "Your pages". npm run dev shows it as you write.
An existing page is never overwritten.

  --help   this text
`;

/** Framework reads its settings, and with them the sidebar, again when this file is newer. */
const SIDEBAR = "observablehq.config.ts";

/** Makes the page of a title; returns its path. */
async function newPage(title: string): Promise<string> {
  const path = `src/${pageName(title)}.md`;
  const template = await Deno.readTextFile(new URL("page.template", import.meta.url));
  try {
    await Deno.writeTextFile(ROOT + path, pageText(template, title), { createNew: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    throw new RangeError(`Cannot make the page as its name must be free: ${path} exists`);
  }
  await Deno.utime(ROOT + SIDEBAR, new Date(), new Date());
  return path;
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: "boolean" } },
  });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const [kind, title, ...rest] = positionals;
  if (kind !== "page" || title === undefined || rest.length > 0) {
    throw new TypeError(
      `Cannot make anything but a page with one title in quotes: ${
        positionals.join(" ")
      }\nSee npm run new -- --help`,
    );
  }
  const path = await newPage(title);
  console.log(`made ${path}; npm run dev shows it under "Your pages" as you write`);
  return 0;
}

if (import.meta.main) {
  try {
    Deno.exit(await run(Deno.args));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    Deno.exit(error instanceof TypeError || error instanceof RangeError ? 2 : 1);
  }
}
