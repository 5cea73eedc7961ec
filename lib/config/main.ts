/** The command `npm run schemas`: writes the JSON schemas that editors check config/*.yaml with. */
import { parseArgs } from "node:util";
import { schemaFiles } from "./jsonschema.ts";

const HELP = `Writes the JSON schemas that editors check config/*.yaml with to config/schema.

  npm run schemas`;

function askedForHelp(): boolean {
  try {
    const { values } = parseArgs({ args: Deno.args, options: { help: { type: "boolean" } } });
    return values.help ?? false;
  } catch (error) {
    console.error(`Cannot read the command: ${(error as Error).message}`);
    Deno.exit(2);
  }
}

if (askedForHelp()) {
  console.log(HELP);
  Deno.exit(0);
}
const folder = new URL("../../config/schema/", import.meta.url);

await Deno.mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemaFiles())) {
  await Deno.writeTextFile(new URL(name, folder), JSON.stringify(schema, null, 2) + "\n");
}
console.error(`wrote ${Object.keys(schemaFiles()).length} schemas to config/schema`);
