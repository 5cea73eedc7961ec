/** What Framework's page template leaves unsaid to readers who do not see it. */

/** A repair: what the template writes, and what stands there instead. */
const REPAIRS: readonly (readonly [string, string])[] = [
  // Two navigations on a page need names to be told apart.
  ['<nav id="observablehq-sidebar">', '<nav id="observablehq-sidebar" aria-label="Pages">'],
  [
    '<footer id="observablehq-footer">\n<nav>',
    '<footer id="observablehq-footer">\n<nav aria-label="Previous and next page">',
  ],
  [
    '<input id="observablehq-sidebar-toggle"',
    '<input id="observablehq-sidebar-toggle" aria-label="Show the list of pages"',
  ],
];

/** The switch that closes the sidebar stands in its list without being an item of it. */
const STRAY = /<ol>\s*(<label id="observablehq-sidebar-close"[^>]*><\/label>)\s*<li class="([^"]*)">/;

/** The page with its navigations and switches named, and its lists made of items only. */
export function nameLandmarks(html: string): string {
  const named = REPAIRS.reduce((page, [written, instead]) => page.replace(written, instead), html);
  return named.replace(STRAY, '<ol>\n    <li class="$2">$1');
}
