/** The quiet line at a page's end: what its numbers come from, and how they come about. */
import { TABLES } from "./tables/made_of.ts";

/** Documents that are about the report itself and no data of the fleet. */
const ABOUT: readonly string[] = [
  "answers",
  "settings",
  "dictionary",
  "provenance",
  "run",
  "changes",
  "server_index",
  "replay_index",
  "whatif_index",
  "drift",
];
/** More names than this say nothing; the workbench, for one, reads every snapshot. */
const MOST = 12;

/** Section of the page "How it works" that says how a page's figures come about. */
const METHODS: Readonly<Record<string, string>> = {
  "/index": "risk",
  "/risk": "risk",
  "/forecasts": "forecasts",
  "/server": "risk",
  "/recommendations": "recommendations",
  "/what-if": "risk",
  "/monthly": "risk",
  "/fleet": "calendar",
  "/quality": "cleaning",
  "/models": "backtest",
  "/clusters": "clusters",
  "/provenance": "reproducible",
};

/** Address of the method behind a page, from the site's root; null for that page itself. */
export function methodOf(path: string): string | null {
  if (path === "/how-it-works") return null;
  const section = path.startsWith("/servers/") ? METHODS["/server"] : METHODS[path];
  return `/how-it-works${section === undefined ? "" : `#${section}`}`;
}

/** Snapshots that a page reads, in the order it names them. */
export function snapshotsOf(page: string): string[] {
  const named = [...page.matchAll(/FileAttachment\("data\/(pages\/)?(\w+)\.(?:parquet|json)"\)/g)]
    .map(([, folder, name]) => folder === undefined ? name! : TABLES[name!]?.[0] ?? name!);
  return [...new Set(named)].filter((name) => !ABOUT.includes(name));
}

/** The line as HTML, its addresses from the site's root. */
export function sourcesLine(page: string, { method }: { method: string | null }): string {
  const names = snapshotsOf(page);
  const links = names.map((name) => `<a href="/dictionary#${name}"><code>${name}</code></a>`);
  const data = names.length === 0
    ? ""
    : names.length > MOST
    ? "Data: every snapshot"
    : `Data: ${links.join(", ")}`;
  const parts = [
    data,
    '<a href="/provenance">Provenance</a>',
    method === null ? "" : `<a href="${method}">Method</a>`,
  ];
  return `<p class="sources">${parts.filter((part) => part !== "").join(" · ")}</p>`;
}
