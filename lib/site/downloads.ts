/** Files that readers take away: under names that stay the same, where everything else carries a hash. */
import { ROOT } from "../pipeline/project.ts";
import { pathsOf } from "../pipeline/paths.ts";
import { remove } from "./publish.ts";
import { DOCUMENTS, FILES } from "../pipeline/schemas/index.ts";
import { TAKEN_AWAY } from "../pipeline/schemas/files.ts";
import { type Made, type Offers, offersOf } from "../exports/offers.ts";

/** Where Framework keeps what the loaders of src/downloads would make. */
export const DOWNLOAD_CACHE = "src/.observablehq/cache/downloads";
/** Where it keeps what src/downloads.md.ts has made. */
const PAGE_CACHE = `${DOWNLOAD_CACHE}.md`;

const OFFERED_DOCUMENTS = DOCUMENTS.filter(({ name }) => ["summary", "answers", "dictionary"].includes(name));

/** Everything a reader can take away, by the pipeline's records of a profile. */
export async function readOffers(profile: string): Promise<Offers> {
  const { phases } = JSON.parse(
    await Deno.readTextFile(`${pathsOf(ROOT, profile).snapshots}provenance.json`),
  ) as { phases: { snapshot: string; manifest: Made | null }[] };
  const made = new Map(
    phases.flatMap(({ snapshot, manifest }) => manifest === null ? [] : [[snapshot, manifest] as const]),
  );
  return offersOf(made, { files: FILES, tables: TAKEN_AWAY, documents: OFFERED_DOCUMENTS });
}

/** Names of all files on offer. */
export function namesOf({ reports, tables, documents }: Offers): string[] {
  return [...reports, ...tables.flatMap(({ csv, parquet }) => [csv, parquet]), ...documents].map(({ file }) =>
    file
  );
}

/** Path of a file on offer: the whole of it, where the site's pages carry but a part. */
export const downloadPath = (profile: string, file: string): string =>
  pathsOf(ROOT, profile).snapshots + file;

/** Puts every file on offer where Framework would look for it, and has the page that lists them made anew. */
export async function fillDownloads(profile: string, made: Date): Promise<void> {
  await remove(PAGE_CACHE);
  await Deno.mkdir(DOWNLOAD_CACHE, { recursive: true });
  for (const name of namesOf(await readOffers(profile))) {
    await Deno.copyFile(downloadPath(profile, name), `${DOWNLOAD_CACHE}/${name}`);
    await Deno.utime(`${DOWNLOAD_CACHE}/${name}`, made, made);
  }
}

const HASHED = /^(.+)\.[0-9a-f]{8}(\.[a-z]+)$/;

/** Moves the downloads of a built site from names with a hash to plain ones, and has its pages link to those. */
export async function publishDownloads(root: string): Promise<void> {
  const from = `${root}/_file/downloads`;
  const renamed = new Map<string, string>();
  for await (const { name } of Deno.readDir(from)) {
    renamed.set(`_file/downloads/${name}`, `downloads/${name.replace(HASHED, "$1$2")}`);
  }
  await Deno.mkdir(`${root}/downloads`, { recursive: true });
  for (const [hashed, plain] of renamed) await Deno.rename(`${root}/${hashed}`, `${root}/${plain}`);
  await Deno.remove(from);
  await relink(root, renamed);
}

async function relink(folder: string, renamed: ReadonlyMap<string, string>): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory && !name.startsWith("_")) await relink(path, renamed);
    if (!name.endsWith(".html")) continue;
    const html = await Deno.readTextFile(path);
    if (!html.includes("_file/downloads/")) continue;
    await Deno.writeTextFile(
      path,
      [...renamed].reduce((text, [hashed, plain]) => text.replaceAll(hashed, plain), html),
    );
  }
}

/** Streams a file on offer to stdout, as Framework expects of a data loader: the preview's way to it. */
export async function streamDownload(extension: string, profile: string): Promise<void> {
  const file = Deno.args.find((argument) => argument.startsWith("--file="))?.slice("--file=".length);
  if (file === undefined) {
    throw new TypeError(`Cannot stream a download as --file=… must name it: ${Deno.args}`);
  }
  const { readable } = await Deno.open(downloadPath(profile, `${file}.${extension}`), { read: true });
  await readable.pipeTo(Deno.stdout.writable);
}
