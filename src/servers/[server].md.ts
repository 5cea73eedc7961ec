/** Makes the page of one server for the preview; a build has made all of them before Framework asks. */
import { serverMarkdown } from "../../lib/site/servers/markdown.ts";

const WORK = "src/.observablehq";
const name = Deno.args.find((argument) => argument.startsWith("--server="))?.slice("--server=".length);
const { servers, files } = JSON.parse(await Deno.readTextFile(`${WORK}/servers.json`));
const file = files[servers.indexOf(name)];
if (file === undefined) throw new RangeError(`Cannot make a page as the fleet must have the server: ${name}`);
const detail = JSON.parse(await Deno.readTextFile(`${WORK}/cache/data/${file}`));
await Deno.stdout.write(new TextEncoder().encode(serverMarkdown(detail, file)));
