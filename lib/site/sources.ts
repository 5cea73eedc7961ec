/** The quiet line at a page's end: what its numbers come from, and how they come about. */

/** Documents that are about the report itself and no data of the fleet. */
const ABOUT: readonly string[] = [
  "answers",
  "settings",
  "dictionary",
  "provenance",
  "run",
  "changes",
  "server_index",
];
/** More names than this say nothing; the workbench, for one, reads every snapshot. */
const MOST = 12;

/** Snapshots that a page reads, in the order it names them. */
export function snapshotsOf(page: string): string[] {
  const named = [...page.matchAll(/FileAttachment\("data\/(\w+)\.(?:parquet|json)"\)/g)].map(([, name]) =>
    name!
  );
  return [...new Set(named)].filter((name) => !ABOUT.includes(name));
}

/** The line as HTML, its addresses from the site's root. */
export function sourcesLine(page: string, { method }: { method: boolean }): string {
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
    method ? '<a href="/how-it-works">Method</a>' : "",
  ];
  return `<p class="sources">${parts.filter((part) => part !== "").join(" · ")}</p>`;
}
