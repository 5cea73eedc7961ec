/** Finishes a built page: what Framework leaves out or puts in that a published page must not have. */
import { createHash } from "node:crypto";
import { nameLandmarks } from "./landmarks.ts";

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** Inline scripts of a page, as their source. */
export function inlineScripts(html: string): string[] {
  return [...html.matchAll(INLINE_SCRIPT)].map(([, source]) => source ?? "");
}

/** The hash by which a policy allows an inline script. */
export function scriptHash(source: string): string {
  return `'sha256-${createHash("sha256").update(source).digest("base64")}'`;
}

/** The workbench's editor writes a style sheet into its page, rule by rule, so that no hash can allow it. */
const EDITOR = /\/@codemirror\//;

/**
 * A Content-Security-Policy under which a page runs its own scripts and nothing else, and reaches no host but its
 * own. DuckDB needs WebAssembly and a worker from a blob. Style sheets are files, but for the editor's; Plot and
 * Framework write style attributes, which no hash can allow.
 * @param html  the page with its scripts as they end up
 */
export function policy(html: string): string {
  const hashes = [...new Set(inlineScripts(html).map(scriptHash))].join(" ");
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${hashes}`.trim(),
    `style-src-elem 'self'${EDITOR.test(html) ? " 'unsafe-inline'" : ""}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
  ].join("; ");
}

/** For readers who go from link to link: past the navigation, which is the same on every page. */
const SKIP = '<a class="skip-link" href="#observablehq-main">Skip to the content</a>';

/** A page with its language, its policy, free zooming, and without the times at which its files were made. */
export function seal(html: string): string {
  const page = nameLandmarks(html)
    .replace("<html>", '<html lang="en">')
    // Forbidding to zoom shuts out readers who need to.
    .replace(", maximum-scale=1", "")
    .replace("<body>", `<body>\n${SKIP}`)
    // Equal data must give equal pages.
    .replaceAll(/,"lastModified":[\d.]+/g, "");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy(page)}">`;
  return page.replace('<meta charset="utf-8">', `<meta charset="utf-8">\n${meta}`);
}

/** Seals every page of a built site; returns how many there are. */
export async function sealSite(root: string): Promise<number> {
  let pages = 0;
  for await (const entry of Deno.readDir(root)) {
    const path = `${root}/${entry.name}`;
    if (entry.isDirectory && !entry.name.startsWith("_")) pages += await sealSite(path);
    if (!entry.isFile || !entry.name.endsWith(".html")) continue;
    await Deno.writeTextFile(path, seal(await Deno.readTextFile(path)));
    pages += 1;
  }
  return pages;
}
