/**
 * What the live notebook makes after the open pages have their data, in a process of its own so that it runs the
 * code as it is now: the files of single servers, search, and whether the pages' claims still hold. Writes what a
 * build would refuse to stdout, a line each.
 */
import { DATA_CACHE, pageFaults, settingsOf } from "./build.ts";
import { touchConfiguration } from "./framework.ts";
import { prepareReplay } from "./replay/files.ts";
import { writeSearchEntries } from "./search.ts";
import { prepareServers, readServerIndex } from "./servers/site.ts";
import { prepareWhatif } from "./whatif/files.ts";

/** Framework looks for a server's page again when this file is newer. */
const SERVER_PAGE = "src/servers/[server].md.ts";

/** What follows from the snapshots. */
async function followSnapshots(profile: string): Promise<void> {
  const settings = await settingsOf(profile);
  const [before, began] = [await readServerIndex(), new Date()];
  await prepareServers(profile, settings, DATA_CACHE);
  await Deno.utime(SERVER_PAGE, began, began);
  await prepareReplay(profile, DATA_CACHE);
  await prepareWhatif(profile, settings, DATA_CACHE);
  await writeSearchEntries(profile, settings);
  const now = await readServerIndex();
  if (before.pages !== now.pages || before.servers.join() !== now.servers.join()) await touchConfiguration();
}

/** What a build would refuse. */
async function sayFaults(profile: string): Promise<void> {
  for (const { file, fault } of await pageFaults(profile)) console.log(`src/${file}: ${fault}`);
}

const [profile, part] = Deno.args;
if (profile === undefined || (part !== "all" && part !== "claims")) {
  throw new TypeError(`Cannot follow an edit as a profile and "all" or "claims" must be given: ${Deno.args}`);
}
if (part === "all") await followSnapshots(profile);
await sayFaults(profile);
