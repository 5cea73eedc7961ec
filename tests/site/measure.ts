/** What a page costs its reader: bytes, waiting, and how much it moves about. */
import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { settle } from "./settle.ts";

export interface Cost {
  /** JavaScript fetched, compressed by gzip, in bytes. */
  script: number;
  /** Data files fetched, as they lie on disk, in bytes. */
  data: number;
  /** Milliseconds until the largest text or picture in view was painted. */
  largestPaint: number;
  /** Cumulative layout shift: share of the view that moved times how far, summed over all moves. */
  shift: number;
  /** The moves, largest first, each with the texts that moved. */
  shifts: readonly { value: number; moved: readonly string[] }[];
  /** Milliseconds until nothing was left to compute or draw. */
  settled: number;
  /** Milliseconds until DuckDB gave the first, and the last, rows of a query of the page; null without SQL. */
  firstResult: number | null;
  lastResult: number | null;
  /** Whether DuckDB was fetched, and if so whether the first paint came before. */
  database: "none" | "after first paint" | "before first paint";
  /** Milliseconds from navigation to the first rows of the workbench's first query; null on other pages. */
  firstRows: number | null;
}

interface Seen {
  firstRows: number | null;
  largestPaint: number;
  firstResult: number | null;
  lastResult: number | null;
  shifts: { value: number; moved: string[] }[];
}

/** Opens an address and measures it up to the moment it has settled. */
export async function measure(context: BrowserContext, address: string): Promise<Cost> {
  const page = await context.newPage();
  await page.addInitScript(watch);
  /** Moment of the first request for each address, in milliseconds since 1970. */
  const requested = new Map<string, number>();
  page.on("request", (request) => {
    if (!requested.has(request.url())) requested.set(request.url(), Date.now());
  });
  const start = performance.now();
  await page.goto(address);
  await settle(page);
  const settled = performance.now() - start;
  const weights = await Promise.all([...requested.keys()].map(weigh));
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
  const database = databaseUse(requested, await firstPaint(page));
  const measured = {
    script: weights.reduce((sum, { script }) => sum + script, 0),
    data: weights.reduce((sum, { data }) => sum + data, 0),
    largestPaint: seen.largestPaint,
    shift: seen.shifts.reduce((sum, { value }) => sum + value, 0),
    shifts: seen.shifts.toSorted((a, b) => b.value - a.value),
    settled,
    firstResult: seen.firstResult,
    lastResult: seen.lastResult,
    database,
    firstRows: seen.firstRows,
  };
  await page.close();
  return measured;
}

/** Runs in the page, before anything else. */
function watch() {
  const seen: Seen = { largestPaint: 0, firstResult: null, lastResult: null, firstRows: null, shifts: [] };
  Object.assign(globalThis, { seen });
  if (location.pathname.endsWith("/sql.html")) {
    new MutationObserver((_, observer) => {
      if (document.querySelector(".workbench-answer td") === null) return;
      seen.firstRows = performance.now();
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  }
  // DuckDB answers from a worker, by messages that say what they are and which one they answer. What prepares it
  // to answer is no query of the page.
  globalThis.Worker = class extends Worker {
    private readonly preparing = new Set<number>();
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (!/^QUERY_RESULT/.test(String(data?.type)) || this.preparing.has(data.requestId)) return;
        seen.lastResult = performance.now();
        seen.firstResult ??= seen.lastResult;
      });
    }
    override postMessage(message: unknown, options?: Transferable[] | StructuredSerializeOptions) {
      const { messageId, data } = message as { messageId: number; data: unknown };
      if (Array.isArray(data) && /^(SET|DROP) /.test(String(data[1]))) this.preparing.add(messageId);
      if (Array.isArray(options)) super.postMessage(message, options);
      else super.postMessage(message, options);
    }
  };
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.largestPaint = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: readonly { node: Node | null }[];
      };
      if (hadRecentInput) continue;
      const text = ({ node }: { node: Node | null }) => (node?.textContent ?? "").trim().slice(0, 40);
      seen.shifts.push({ value, moved: sources.map(text) });
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Fetched once more: the browser does not keep what it has used. */
async function weigh(url: string): Promise<{ script: number; data: number }> {
  const pathname = url.startsWith("http") ? new URL(url).pathname : "";
  const isScript = pathname.endsWith(".js");
  const isData = /\/_file\/.*\.(parquet|json|csv|arrow)$/.test(pathname);
  if (!isScript && !isData) return { script: 0, data: 0 };
  const body = new Uint8Array(await (await fetch(url)).arrayBuffer());
  return { script: isScript ? gzipSync(body).length : 0, data: isData ? body.length : 0 };
}

/** When anything was first painted, in milliseconds since 1970. */
async function firstPaint(page: Page): Promise<number> {
  return await page.evaluate(() =>
    performance.timeOrigin +
    (performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity)
  );
}

function databaseUse(requested: ReadonlyMap<string, number>, painted: number): Cost["database"] {
  const fetched = [...requested].filter(([url]) => /duckdb-[\w-]+\.wasm/.test(url)).map(([, moment]) =>
    moment
  );
  if (fetched.length === 0) return "none";
  return Math.min(...fetched) >= painted ? "after first paint" : "before first paint";
}
