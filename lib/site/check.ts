/** Looks for what must not be in a built site: errors, broken references, references to other hosts, open policies. */
import { dirname, join, normalize } from "node:path";
import { unanswered } from "./answered.ts";
import { inlineScripts, policy } from "./seal.ts";

export interface Fault {
  /** File below the site's root. */
  file: string;
  fault: string;
}

export interface SiteReport {
  pages: number;
  files: number;
  bytes: number;
  faults: Fault[];
}

/** Addresses that name a format or appear in a message; nothing is fetched from them. */
const NAMES = /^https?:\/\/(www\.w3\.org|127\.0\.0\.1|localhost)\b/;

/** Checks a built site. */
export async function checkSite(root: string): Promise<SiteReport> {
  const sizes = await sizesUnder(root, "");
  const files = new Set(sizes.keys());
  const faults: Fault[] = [];
  const pages = [...files].filter((file) => file.endsWith(".html"));
  if (!files.has("index.html")) faults.push({ file: "index.html", fault: "there must be a first page" });
  for (const file of files) {
    if (!/\.(html|css|js)$/.test(file)) continue;
    const text = await Deno.readTextFile(join(root, file));
    for (const fault of faultsOf(file, text, files)) faults.push({ file, fault });
  }
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { pages: pages.length, files: files.size, bytes, faults };
}

/** What is wrong with one file of a site whose files are known. */
export function faultsOf(file: string, text: string, files: ReadonlySet<string>): string[] {
  if (file.endsWith(".html")) return pageFaults(file, text, files);
  if (file.endsWith(".css")) return referenceFaults(file, styleReferences(text), files);
  const references = moduleReferences(text);
  // Framework's client names every package it could load; only those a page asks for are in the site.
  const optional = file.startsWith("_observablehq/");
  return referenceFaults(file, optional ? references.filter(isElsewhere) : references, files);
}

function pageFaults(file: string, html: string, files: ReadonlySet<string>): string[] {
  const scripts = inlineScripts(html);
  const faults: string[] = [];
  for (const [, message] of html.matchAll(/observablehq--error"[^>]*>([^<]*)/g)) {
    faults.push(`a cell does not compile: ${message}`);
  }
  if (!/<html lang="[a-z-]+">/.test(html)) faults.push("the page must name its language");
  if (!/<title>[^<]+<\/title>/.test(html)) faults.push("the page must have a title");
  for (const name of unanswered(html)) {
    faults.push(`its ${name} must stand in it without a script: lib/answers has no entry for the page`);
  }
  if (!html.includes(`content="${policy(html)}"`)) {
    faults.push("the page must carry a Content-Security-Policy that allows just its own scripts");
  }
  const links = [...html.matchAll(/\s(?:href|src|action|poster)="([^"]*)"/g)].map(([, link]) => link ?? "");
  const references = [...links, ...scripts.flatMap(scriptReferences), ...styleReferences(html)];
  return [...faults, ...referenceFaults(file, references, files)];
}

/** Modules and attachments that a page's own script names. */
function scriptReferences(script: string): string[] {
  const attachments = [...script.matchAll(/"path":"([^"]+)"/g)].map(([, path]) => path ?? "");
  return [...attachments, ...moduleReferences(script)];
}

function moduleReferences(script: string): string[] {
  const imports = script.matchAll(/\b(?:from|import|import\.meta\.resolve\()\s*\(?\s*["'`]([^"'`\s]+)["'`]/g);
  return [...imports].map(([, path]) => path ?? "").filter((path) => /^(\.{0,2}\/|https?:)/.test(path));
}

function styleReferences(css: string): string[] {
  return [...css.matchAll(/(?:\burl\(\s*|@import\s+)["']?((?:https?:)?\/\/[^"')\s]+)/g)].map(([, url]) =>
    url ?? ""
  );
}

function referenceFaults(file: string, references: readonly string[], files: ReadonlySet<string>): string[] {
  const faults = references.map((reference) => referenceFault(file, reference, files));
  return [...new Set(faults.filter((fault) => fault !== undefined))];
}

function referenceFault(file: string, reference: string, files: ReadonlySet<string>): string | undefined {
  const path = reference.replace(/[?#].*$/, "");
  if (path === "" || /^(data|blob|mailto):/.test(path)) return undefined;
  if (isElsewhere(path)) {
    return NAMES.test(path) ? undefined : `it must not refer to another host: ${reference}`;
  }
  const target = normalize(path.startsWith("/") ? path.slice(1) : join(dirname(file), decodeURI(path)));
  return files.has(target) ? undefined : `it refers to what is not there: ${reference}`;
}

function isElsewhere(path: string): boolean {
  return /^([a-z]+:)?\/\//.test(path);
}

async function sizesUnder(root: string, folder: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for await (const entry of Deno.readDir(join(root, folder))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) { for (const [file, size] of await sizesUnder(root, path)) sizes.set(file, size); }
    else sizes.set(path, (await Deno.stat(join(root, path))).size);
  }
  return sizes;
}
