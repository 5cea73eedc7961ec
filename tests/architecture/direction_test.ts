/** config → lib → loaders → src: what feeds what, never backwards; one place per vendor; lib stays pure. */
import assert from "node:assert/strict";
import { type Source, sources } from "./sources.ts";

const offences = (files: Source[], bad: (file: Source, target: string) => boolean) =>
  files.flatMap((file) =>
    file.imports.filter((target) => bad(file, target)).map((target) => `${file.path} → ${target}`)
  );

Deno.test("direction: lib never imports loaders, src or tests", async () => {
  assert.deepEqual(offences(await sources("lib/"), (_, target) => /^(loaders|src|tests)\//.test(target)), []);
});

Deno.test("direction: lib/config imports nothing of the rest of lib", async () => {
  assert.deepEqual(
    offences(await sources("lib/config/"), (_, target) => /^lib\/(?!config\/)/.test(target)),
    [],
  );
});

Deno.test("direction: loaders import lib and data/ only, never each other", async () => {
  // A report to print draws the charts of its page, by the page's own functions.
  const printed = ({ path }: Source, target: string) =>
    path.endsWith(".pdf.ts") && target.startsWith("src/components/charts/");
  const bad = (file: Source, target: string) => !target.startsWith("lib/") && !printed(file, target);
  assert.deepEqual(offences(await sources("loaders/"), bad), []);
});

Deno.test("direction: subjects of lib never import the pipeline beyond its schemas and phase", async () => {
  // A command is an edge: it may use what the pipeline shows at the terminal.
  const subjects = (await sources("lib/")).filter(({ path }) =>
    !/^lib\/(pipeline|site|warehouse|config|cloud|ingest\/(files|store))\/|\/main\.ts$/.test(path)
  );
  assert.ok(subjects.length > 20);
  const bad = (_: Source, target: string) =>
    /^lib\/(pipeline|site)\//.test(target) && !/^lib\/pipeline\/(schemas\/|phase\.ts)/.test(target);
  assert.deepEqual(offences(subjects, bad), []);
});

Deno.test("direction: pages and components import only from src", async () => {
  // Framework runs a file like risk.csv.ts when it builds; no browser does.
  const pages = (await sources("src/")).filter(({ path }) =>
    !/\.(md|csv|json|parquet|pdf|xlsx)\.ts$/.test(path)
  );
  assert.deepEqual(offences(pages, (_, target) => /^(lib|loaders|tests)\//.test(target)), []);
});

const HOMES: Record<string, RegExp> = {
  "@duckdb/node-api": /^lib\/warehouse\//,
  "date-holidays": /^lib\/calendar\//,
  seedrandom: /^lib\/random\//,
  "ml-kmeans": /^lib\/consolidation\//,
  "ml-random-forest": /^lib\/risk\//,
  esbuild: /^lib\/site\//,
  "@zip.js/zip.js": /^lib\/ingest\/files\//,
  pdfmake: /^lib\/report\//,
  jsdom: /^lib\/report\//,
  "hucre/xlsx": /^lib\/exports\/workbook\.ts$/,
};

Deno.test("vendors: each package of weight is imported in one place", async () => {
  const files = await sources("lib/", "loaders/", "src/");
  for (const [vendor, home] of Object.entries(HOMES)) {
    const users = files.filter(({ imports }) => imports.includes(vendor)).map(({ path }) => path);
    assert.ok(users.length > 0, `nothing imports ${vendor}`);
    assert.deepEqual(users.filter((path) => !home.test(path)), [], vendor);
  }
});

const EDGES = /^lib\/(pipeline|warehouse|cloud|site|ingest\/(files|store))\/|\/main\.ts$/;
const IMPURE = /\bDeno\.|\bMath\.random\(|\bDate\.now\(|\bnew Date\(\)|\bfetch\(|\bperformance\.now\(/;

Deno.test("purity: outside its edges lib reads no file, clock, environment or dice", async () => {
  const impure = (await sources("lib/")).filter(({ path, text }) => !EDGES.test(path) && IMPURE.test(text));
  assert.deepEqual(impure.map(({ path }) => path), []);
});
