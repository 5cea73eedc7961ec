/** Which packages the pages may import, and how each becomes one browser module. */

export interface BrowserPackage {
  name: string;
  /** File bundled as the package's module, as an import specifier. */
  entry: string;
  /** Files copied unchanged, by their path inside the package. */
  files?: readonly string[];
  /** WebAssembly copied with only those exports that the script beside it names. */
  trimmed?: Readonly<Record<string, string>>;
  /** Files copied with one passage replaced by another. */
  amended?: Readonly<Record<string, { passage: string; by: string }>>;
  /** Files written in place of the package's own, which no page needs. */
  replaced?: Readonly<Record<string, string>>;
  /** Packages of which it holds what it uses itself, as no page imports them. */
  held?: readonly string[];
  /** The package compiles code it writes, which pages forbid: have that code interpreted. */
  interpreted?: boolean;
}

export const BROWSER_PACKAGES: readonly BrowserPackage[] = [
  { name: "htl", entry: "htl" },
  { name: "isoformat", entry: "isoformat" },
  { name: "d3", entry: "d3" },
  { name: "@observablehq/plot", entry: "@observablehq/plot", held: ["d3"] },
  { name: "@observablehq/inputs", entry: "@observablehq/inputs" },
  { name: "apache-arrow", entry: "apache-arrow" },
  {
    name: "parquet-wasm",
    // Only this build exports the initialiser that Framework's FileAttachment().parquet() calls.
    entry: "parquet-wasm/esm",
    files: ["esm/parquet_wasm_bg.wasm"],
  },
  {
    name: "@duckdb/duckdb-wasm",
    entry: "@duckdb/duckdb-wasm",
    // Of its 88,220 exports 169 are for the page: the rest are for extensions to link with, which a page of this report
    // may not fetch. They are a quarter of its bytes, and making an object of each took two thirds of the opening.
    trimmed: { "dist/duckdb-eh.wasm": "dist/duckdb-browser-eh.worker.js" },
    // Takes the module, compiled while the worker was on its way, in place of its address.
    amended: {
      "dist/duckdb-browser-eh.worker.js": {
        passage: "globalThis.DUCKDB_RUNTIME=this._runtime;",
        by: "globalThis.DUCKDB_RUNTIME=this._runtime;" +
          "if(this.mainModuleURL instanceof WebAssembly.Module)" +
          "return WebAssembly.instantiate(this.mainModuleURL,e).then(i=>t(i,this.mainModuleURL)),[];",
      },
    },
    // 41 MB for browsers from before 2022, which Framework's client does not run in either; but it must name them.
    replaced: {
      "dist/duckdb-mvp.wasm": "",
      "dist/duckdb-browser-mvp.worker.js":
        'throw new Error("This browser is too old to query the data: it lacks WebAssembly exceptions");\n',
    },
  },
  { name: "arquero", entry: "arquero", interpreted: true },
  // The workbench's editor. Its parts must share one copy of those below them, so each is a package of its own.
  { name: "@codemirror/autocomplete", entry: "@codemirror/autocomplete" },
  { name: "@codemirror/commands", entry: "@codemirror/commands" },
  { name: "@codemirror/lang-sql", entry: "@codemirror/lang-sql" },
  { name: "@codemirror/language", entry: "@codemirror/language" },
  { name: "@codemirror/state", entry: "@codemirror/state" },
  { name: "@codemirror/view", entry: "@codemirror/view" },
  { name: "@lezer/common", entry: "@lezer/common" },
  { name: "@lezer/highlight", entry: "@lezer/highlight" },
  { name: "@lezer/lr", entry: "@lezer/lr" },
];
