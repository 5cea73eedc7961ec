/** From settings to a published site: pipeline, pages, finish, check, swap. */
import type { Settings } from "../config/settings.ts";
import { duration } from "../pipeline/progress.ts";
import { loadSettings } from "../pipeline/settings.ts";
import { ROOT } from "../pipeline/project.ts";
import { type Answers, answers as answersSchema, type Part } from "../pipeline/schemas/answers.ts";
import { answerPages } from "./answered.ts";
import { bundleForPages } from "./bundle.ts";
import { writeCarried } from "./carried.ts";
import { checkSite, type Fault, type SiteReport } from "./check.ts";
import { DOWNLOAD_CACHE, fillDownloads, publishDownloads } from "./downloads.ts";
import { checkClaims } from "./claims.ts";
import { start } from "./ending.ts";
import { buildPages, type FrameworkOptions } from "./framework.ts";
import { keepState, writeChanges } from "./history.ts";
import { clearLiveData } from "./live_data.ts";
import { RUN_PIPELINE } from "./live_pipeline.ts";
import { ownAnswers, writeAnswers } from "./own_answers.ts";
import { publish, remove } from "./publish.ts";
import { prepareReplay, publishReplay } from "./replay/files.ts";
import { sealSite } from "./seal.ts";
import { writeSearchEntries } from "./search.ts";
import { prepareServers, publishServers, readServerIndex } from "./servers/site.ts";
import { madeSnapshots, snapshotFiles } from "./snapshot_file.ts";
import { prepareTables } from "./tables/files.ts";
import { vendor } from "./vendor.ts";
import { prepareWhatif, publishWhatif } from "./whatif/files.ts";

/** Where Framework keeps what data loaders have made. A build asks only whether a file is there. */
export const DATA_CACHE = "src/.observablehq/cache/data";
const LOCK = "src/.observablehq/build.lock";

export const SITE = "dist";

/** The settings in force for a profile. */
export async function settingsOf(profile: string): Promise<Settings> {
  return await loadSettings({ root: ROOT, profile, environment: Deno.env.toObject() });
}

/**
 * Brings the snapshots up to date, showing their progress.
 * @throws Error when a phase failed; it has said why
 */
export async function runPipeline(profile: string): Promise<void> {
  const { success } = await start(Deno.execPath(), {
    args: [...RUN_PIPELINE, "lib/pipeline/main.ts", "--profile", profile],
    stdin: "null",
  }).status;
  if (!success) throw new Error("Cannot build the site as the pipeline failed");
}

/** Gives Framework its packages, the modules of lib that pages run, and the data just made in place of those of an earlier run. */
export async function prepareFramework(profile: string): Promise<void> {
  if (await vendor()) say("vendored the browser packages from node_modules");
  await bundleForPages();
  await writeSearchEntries(profile, await settingsOf(profile));
  for (const cache of [DATA_CACHE, DOWNLOAD_CACHE]) await remove(cache);
  await clearLiveData();
  await fillDataCache(profile);
}

/**
 * Puts every snapshot where Framework keeps what its data loaders made: the bytes they would stream, without
 * starting one process for each.
 */
async function fillDataCache(profile: string): Promise<void> {
  await Deno.mkdir(DATA_CACHE, { recursive: true });
  const made = new Date();
  for (const [name, path] of await snapshotFiles(ROOT, profile)) {
    await Deno.copyFile(path, `${DATA_CACHE}/${name}`);
    await Deno.utime(`${DATA_CACHE}/${name}`, made, made);
  }
  await writeCarried(`${DATA_CACHE}/provenance.json`, `${DATA_CACHE}/carried.json`);
  await writeAnswers(profile, `${DATA_CACHE}/answers.json`);
  await Deno.utime(`${DATA_CACHE}/answers.json`, made, made);
  await fillDownloads(profile, made);
  const settings = await settingsOf(profile);
  await prepareServers(profile, settings, DATA_CACHE);
  await prepareReplay(profile, DATA_CACHE);
  await prepareTables(profile, settings, DATA_CACHE, made);
  await prepareWhatif(profile, settings, DATA_CACHE);
}

/** Builds, checks and publishes the site of a profile, into `folder`. On failure the last good site stays. */
export async function buildSite(profile: string, folder = SITE): Promise<void> {
  const { site } = await settingsOf(profile);
  await runPipeline(profile);
  await Deno.mkdir("src/.observablehq", { recursive: true });
  // Two builds would share Framework's cache; the second waits. The system drops the lock if we die.
  using lock = await Deno.open(LOCK, { create: true, write: true });
  await lock.lock(true);
  const output = `${folder}.new.tmp`;
  try {
    await remove(output);
    const { sentence } = await writeChanges(ROOT, profile, site.changes.least_days);
    const report = await makeSite({ profile, title: site.title, output }, sentence);
    await publish(output, folder);
    await keepState(ROOT, profile, site.changes.kept_builds);
    say(`published ${folder}: ${report.pages} pages, ${report.files} files, ${megabytes(report.bytes)}`);
  } finally {
    await remove(output);
  }
}

async function makeSite(options: FrameworkOptions, changes: readonly Part[]): Promise<SiteReport> {
  refuse(await pageFaults(options.profile));
  return await siteOf(options, changes);
}

/** What is wrong with what pages say: claims that the data do not support, answers that cannot be worked out. */
export async function pageFaults(profile: string): Promise<Fault[]> {
  const snapshots = await madeSnapshots(ROOT, profile);
  return [...await checkClaims("src", snapshots), ...(await ownAnswers("src", snapshots)).faults];
}

/** Makes and checks the site of the snapshots as they are, whether or not they bear out what its pages claim. */
export async function siteOf(options: FrameworkOptions, changes: readonly Part[]): Promise<SiteReport> {
  const started = performance.now();
  await prepareFramework(options.profile);
  await buildPages(options);
  await publishDownloads(options.output);
  const { pages: kind } = await readServerIndex();
  await answerPages(options.output, await readAnswers(), changes, kind);
  await publishServers(DATA_CACHE, options.output);
  await publishReplay(options.output);
  await publishWhatif(options.output);
  const pages = await sealSite(options.output);
  const report = await checkSite(options.output);
  refuse(report.faults);
  say(`built ${pages} pages in ${duration((performance.now() - started) / 1000)}`);
  return report;
}

/** @throws Error that names every fault, when there is one */
function refuse(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const lines = faults.map(({ file, fault }) => `  ${file}: ${fault}`);
  throw new Error(`Cannot publish the site as it must have no faults:\n${lines.join("\n")}`);
}

/** The answers as the site carries them. */
async function readAnswers(): Promise<Answers> {
  return answersSchema.shape.parse(JSON.parse(await Deno.readTextFile(`${DATA_CACHE}/answers.json`)));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** One line for the person at the terminal. */
export function say(line: string): void {
  console.error(line);
}
