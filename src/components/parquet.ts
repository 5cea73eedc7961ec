/** Parquet files made and read in the page. Framework resolves "npm:" to the version in package-lock.json. */
// deno-lint-ignore-file no-import-prefix no-unversioned-import -- how Framework names a browser package
import type { ArrowTable } from "./rows.js";

/**
 * A result as a Parquet file, compressed with Snappy, which every reader knows.
 * @throws RangeError when two columns have the same name
 */
export async function parquet(result: ArrowTable): Promise<Uint8Array<ArrayBuffer>> {
  const names = result.schema.fields.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new RangeError(
      `Cannot write Parquet as each column must have a name of its own: two are named ${twice}`,
    );
  }
  const [arrow, wasm] = await Promise.all([import("npm:apache-arrow"), started()]);
  const stream = arrow.tableToIPC(result as Parameters<typeof arrow.tableToIPC>[0], "stream");
  const options = new wasm.WriterPropertiesBuilder().setCompression(wasm.Compression.SNAPPY).build();
  return new Uint8Array(wasm.writeParquet(wasm.Table.fromIPCStream(stream), options));
}

/** The rows of a Parquet file. */
export async function readParquet(file: Uint8Array<ArrayBuffer>): Promise<ArrowTable> {
  const [arrow, wasm] = await Promise.all([import("npm:apache-arrow"), started()]);
  return arrow.tableFromIPC(wasm.readParquet(file).intoIPCStream()) as ArrowTable;
}

/** The rows of a Parquet file as an Arrow IPC stream, as DuckDB takes them in. */
export async function arrowStream(file: { arrayBuffer(): Promise<ArrayBuffer> }): Promise<Uint8Array> {
  const [wasm, bytes] = await Promise.all([started(), file.arrayBuffer()]);
  return wasm.readParquet(new Uint8Array(bytes)).intoIPCStream();
}

/** The package ready for use. Its initialiser is in the browser's build only, which its types do not show. */
async function started() {
  const wasm = await import("npm:parquet-wasm");
  const module: object = wasm;
  if (!("default" in module) || typeof module.default !== "function") {
    throw new TypeError("Cannot write Parquet as parquet-wasm must come with its initialiser");
  }
  await module.default(import.meta.resolve("npm:parquet-wasm/esm/parquet_wasm_bg.wasm"));
  return wasm;
}
