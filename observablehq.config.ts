import { existsSync, readdirSync, readFileSync } from "node:fs";
import process from "node:process";
import { parse } from "yaml";
import { methodOf, sourcesLine } from "./lib/site/sources.ts";

/** Our commands write down the title in force; without them it is the one in the settings. */
const TITLE = "src/.observablehq/title.json";
const title: string = existsSync(TITLE)
  ? JSON.parse(readFileSync(TITLE, "utf8"))
  : parse(readFileSync("config/site.yaml", "utf8")).title;

/** Where pages of the live notebook learn what becomes of an edit; no built site has it. */
const notices = process.env.HEADROOM_NOTICES;
const live = notices === undefined ? "" : `
<meta name="live-notices" content="${notices}" data-title="${encodeURIComponent(title)}">
<script type="module" src="/components/live.js"></script>`;

/** Which servers there are, and whether each has a page of its own; written before each build and preview. */
const SERVERS = "src/.observablehq/servers.json";
const servers: { pages: string; servers: string[] } = existsSync(SERVERS)
  ? JSON.parse(readFileSync(SERVERS, "utf8"))
  : { pages: "one", servers: [] };

/** Runs a data loader: it reads the project and reaches no network; only one that makes snapshots may write. */
const deno = [
  process.env.HEADROOM_DENO ?? "node_modules/.bin/deno",
  "run",
  "--quiet",
  "--no-prompt",
  "--allow-read=.",
  "--allow-env",
  ...(process.env.HEADROOM_FRESH === "1"
    ? []
    : ["--allow-write=data", "--allow-ffi=node_modules", "--allow-run=deno"]),
];

/** Source of the page at a path; of a page made by a pattern, such as one per server, the pattern's. */
function sourceOf(path: string): string {
  const [own, pattern] = [`src${path}.md`, `src${path.replace(/[^/]+$/, "[server]")}.md`];
  return existsSync(own)
    ? readFileSync(own, "utf8")
    : existsSync(pattern)
    ? readFileSync(pattern, "utf8")
    : "";
}

interface Section {
  name: string;
  pages: { name: string; path: string }[];
}

/** The sidebar: the report's own pages, then those that authors have added, by the titles in their front matter. */
function withOwnPages(report: Section[]): Section[] {
  const known = new Set(report.flatMap(({ pages }) => pages.map(({ path }) => `${path.slice(1)}.md`)));
  const added = readdirSync("src").filter((name) => name.endsWith(".md") && !known.has(name)).sort();
  if (added.length === 0) return report;
  return [...report, { name: "Your pages", pages: added.map(entryOf) }];
}

function entryOf(file: string): Section["pages"][number] {
  const [, matter = ""] = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(`src/${file}`, "utf8")) ?? [];
  const page = file.slice(0, -".md".length);
  return { name: String(parse(matter)?.title ?? page), path: `/${page}` };
}

export default {
  root: "src",
  output: process.env.HEADROOM_OUTPUT ?? "dist",
  title,
  home: `<span class="brand">${title}</span>`,
  pages: withOwnPages([
    {
      name: "The answer",
      pages: [
        { name: "State of the fleet", path: "/index" },
        { name: "Risk", path: "/risk" },
        { name: "Forecasts", path: "/forecasts" },
        { name: "Servers", path: "/server" },
        { name: "Recommendations", path: "/recommendations" },
        { name: "What if", path: "/what-if" },
        { name: "Monthly report", path: "/monthly" },
      ],
    },
    {
      name: "What it rests on",
      pages: [
        { name: "Fleet", path: "/fleet" },
        { name: "Data quality", path: "/quality" },
        { name: "Models", path: "/models" },
        { name: "Clusters", path: "/clusters" },
      ],
    },
    {
      name: "Check it yourself",
      pages: [
        { name: "How it works", path: "/how-it-works" },
        { name: "SQL workbench", path: "/sql" },
        { name: "Downloads", path: "/downloads" },
        { name: "Dictionary", path: "/dictionary" },
        { name: "Provenance", path: "/provenance" },
        { name: "Pages of your own", path: "/authors" },
      ],
    },
  ]),
  dynamicPaths: servers.pages === "each" ? servers.servers.map((name) => `/servers/${name}`) : [],
  style: "theme/headroom.css",
  // The default theme loads its fonts from Google, and the default footer carries the time of the build.
  globalStylesheets: [],
  footer: ({ path }: { path: string }) => sourcesLine(sourceOf(path), { method: methodOf(path) }),
  // Links to servers ask the page which kind of address a server has.
  head: `<link rel="icon" href="theme/icon.svg" type="image/svg+xml">
<meta name="server-pages" content="${servers.pages}">
<script type="module" src="/components/page_frame.js"></script>${live}`,
  // Filled by components/page_frame.ts; its room is there from the start.
  header: '<div id="page-tools"></div>',
  // Pages by themselves; servers and columns from the list that the build has just written.
  search: { index: () => JSON.parse(readFileSync("src/.observablehq/search.json", "utf8")) },
  toc: false,
  pager: true,
  // Plain files on any static host: no server has to guess that /risk means /risk.html.
  preserveExtension: true,
  preserveIndex: true,
  interpreters: { ".ts": deno },
  // null, not false: false still downloads the extensions at build time.
  duckdb: { extensions: { json: null, parquet: null } },
};
