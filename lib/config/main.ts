/** The command `npm run schemas`: writes the JSON schemas that editors check config/*.yaml with. */
import { commandLine } from "./command_line.ts";
import { schemaFiles } from "./jsonschema.ts";

commandLine(import.meta.url);

const folder = new URL("../../config/schema/", import.meta.url);

await Deno.mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemaFiles())) {
  await Deno.writeTextFile(new URL(name, folder), JSON.stringify(schema, null, 2) + "\n");
}
console.error(`wrote ${Object.keys(schemaFiles()).length} schemas to config/schema`);
