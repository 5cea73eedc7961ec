/** The commands `npm run build`, `npm start` and `npm run dev`. */
import { parseArgs } from "node:util";
import { ConfigError } from "../config/validate.ts";
import { DEFAULT_PROFILE } from "../pipeline/settings.ts";
import { buildSite, say, settingsOf, SITE } from "./build.ts";
import { codeOfSignal, followSignals, toldToEnd } from "./ending.ts";
import { serve } from "./serve.ts";
import { dev } from "./watch.ts";

const HELP = `Makes the site from the snapshots, which it brings up to date first.

  npm run build                  build, check and publish the site in ${SITE}/
  npm start                      the same, then serve it on this machine
  npm run dev                    live notebook: edits in config/, lib/, loaders/ and src/ show in the page

  --profile NAME   lay config/profiles/NAME.yaml over config/ (default: ${DEFAULT_PROFILE})
  --port N         port, or the next that is free (default: site.port in config/site.yaml)
  --help           this text

Options come after --, as in: npm start -- --profile bitbrains
`;

class UsageError extends Error {}

interface Command {
  name: string;
  profile: string;
  port: number | undefined;
  help: boolean;
}

function read(args: string[]): Command {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { profile: { type: "string" }, port: { type: "string" }, help: { type: "boolean" } },
    });
    return {
      name: oneOf(positionals),
      profile: values.profile ?? Deno.env.get("HEADROOM_PROFILE") ?? DEFAULT_PROFILE,
      port: values.port === undefined ? undefined : portOf(values.port),
      help: values.help ?? false,
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot read the command: ${(error as Error).message}. See npm run build -- --help`);
  }
}

function oneOf(positionals: readonly string[]): string {
  const [name, ...rest] = positionals;
  if (name === undefined || rest.length > 0) {
    throw new UsageError(
      `Cannot run more or less than one of build, start and dev: ${positionals.join(" ")}`,
    );
  }
  return name;
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`Cannot use --port as it must be a whole number from 1 to 65535: ${text}`);
}

async function start(profile: string, port: number): Promise<void> {
  await buildSite(profile);
  const server = serve({ root: SITE, port });
  const taken = server.port === port ? "" : ` (port ${port} is taken)`;
  say(`\nThe report is at ${server.url}${taken}\nCtrl+C ends it.`);
  await Promise.race([server.finished, toldToEnd]);
}

async function run(args: string[]): Promise<number> {
  const { name, profile, port, help } = read(args);
  if (help) {
    console.log(HELP);
    return 0;
  }
  const { site } = await settingsOf(profile);
  if (name === "build") await buildSite(profile);
  else if (name === "start") await start(profile, port ?? site.port);
  else if (name === "dev") return await dev(profile, port ?? site.port);
  else throw new UsageError(`Cannot run "${name}" as the commands are build, start and dev`);
  return 0;
}

if (import.meta.main) {
  followSignals();
  try {
    Deno.exit(await run(Deno.args));
  } catch (error) {
    // What it was doing failed because it was told to end, which whoever told it knows.
    if (codeOfSignal() !== undefined) Deno.exit(codeOfSignal());
    say(error instanceof Error ? error.message : String(error));
    Deno.exit(error instanceof UsageError || error instanceof ConfigError ? 2 : 1);
  }
}
