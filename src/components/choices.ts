/** Choices that narrow more than one page: they stay in the address and go with the reader to the next page. */

/** Attributes by which pages narrow their rows, as they are named in addresses and columns. */
export const SHARED = ["business_unit", "region", "criticality", "metric", "posture"] as const;

const METRIC_KEY = "headroom-metric";
const CHANGED = "headroom-choices";

/** Names that a form on this page narrows by. */
const used = new Set<string>();

/**
 * Shared choices that an address makes. On a page about one server the metric belongs to that series: the metric
 * chosen before stands in its place.
 */
export function carriedBy(address: URL, metricBefore: string | null): Map<string, string> {
  const choices = new Map<string, string>();
  for (const name of SHARED) {
    const value = name === "metric" && isOfOneServer(address) ? metricBefore : address.searchParams.get(name);
    if (value !== null && value !== "") choices.set(name, value);
  }
  return choices;
}

function isOfOneServer({ searchParams, pathname }: URL): boolean {
  return searchParams.has("server") || pathname.includes("/servers/");
}

/** A link that takes the choices along; what it says itself stays. */
export function withChoices(link: string, choices: ReadonlyMap<string, string>): string {
  const url = new URL(link);
  for (const [name, value] of choices) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  return url.href;
}

/** Choices the reader has made so far. */
export function carried(): Map<string, string> {
  return carriedBy(new URL(location.href), sessionStorage.getItem(METRIC_KEY));
}

/** Choices no form on this page makes use of. */
export function unused(): Map<string, string> {
  return new Map([...carried()].filter(([name]) => !used.has(name)));
}

/** Says that a form narrows this page by these names. */
export function use(names: readonly string[]): void {
  for (const name of names) used.add(name);
  changed();
}

/** Writes parts of the address; null takes one out. The page stays where it is in the reader's history. */
export function writeAddress(parts: Readonly<Record<string, string | null>>): void {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(parts)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  history.replaceState(history.state, "", url);
  rememberMetric(url);
  changed();
}

/** Calls back whenever choices or their use change. */
export function onChoices(react: () => void): void {
  document.addEventListener(CHANGED, react);
}

/** Has every link within the site take the choices along, at the moment a reader turns to it. */
export function carryAlong(): void {
  rememberMetric(new URL(location.href));
  /** Links as they were before, by what was made of them. */
  const before = new WeakMap<HTMLAnchorElement, { href: string; made: string }>();
  const prepare = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
    if (link === null || !isPage(link)) return;
    const known = before.get(link);
    const href = known?.made === link.href ? known.href : link.href;
    link.href = withChoices(href, carried());
    before.set(link, { href, made: link.href });
  };
  for (const moment of ["pointerdown", "focusin", "click"]) document.addEventListener(moment, prepare, true);
}

function isPage(link: HTMLAnchorElement): boolean {
  const written = link.getAttribute("href") ?? "";
  return link.origin === location.origin && !written.startsWith("#") && link.pathname.endsWith(".html");
}

function rememberMetric(address: URL): void {
  if (isOfOneServer(address)) return;
  const metric = address.searchParams.get("metric");
  if (metric === null) sessionStorage.removeItem(METRIC_KEY);
  else sessionStorage.setItem(METRIC_KEY, metric);
}

function changed(): void {
  document.dispatchEvent(new Event(CHANGED));
}
