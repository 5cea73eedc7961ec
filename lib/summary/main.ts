/** The command `npm run results`: writes what the models reached on the default fleet into the README. */
import { commandLine } from "../pipeline/command_line.ts";
import { openWarehouse } from "../warehouse/duckdb.ts";
import { LEADERBOARD, resultsTable, withResults } from "./results.ts";

commandLine(import.meta.url);

const ROOT = new URL("../../", import.meta.url);
const snapshot = (name: string) => decodeURIComponent(new URL(`data/snapshots/${name}`, ROOT).pathname);

const summary = JSON.parse(await Deno.readTextFile(snapshot("summary.json")));
const warehouse = await openWarehouse({ threads: 1 });
await warehouse.attach("accuracy", snapshot("accuracy.parquet"));
const table = resultsTable(await warehouse.query(LEADERBOARD), {
  servers: summary.fleet.servers,
  asOf: summary.telemetry.as_of,
  writtenOn: new Date().toISOString().slice(0, 10),
});
warehouse.close();

const readme = new URL("README.md", ROOT);
await Deno.writeTextFile(readme, withResults(await Deno.readTextFile(readme), table));
console.error(table);
