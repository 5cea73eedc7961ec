/** Streams a table of the pages, which each build and preview makes before Framework asks. */
import { tablePath } from "../../../lib/site/tables/files.ts";

const flag = "--table=";
const name = Deno.args.find((argument) => argument.startsWith(flag))?.slice(flag.length);
if (name === undefined) throw new TypeError(`Cannot stream a table as ${flag}… must name it: ${Deno.args}`);
const file = await Deno.open(tablePath(name), { read: true });
await file.readable.pipeTo(Deno.stdout.writable);
