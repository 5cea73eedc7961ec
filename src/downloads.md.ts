/** Makes the page of downloads: its sizes and counts stand in its HTML. */
import { downloadsPage } from "../lib/exports/page.ts";
import { DEFAULT_PROFILE } from "../lib/pipeline/settings.ts";
import { readOffers } from "../lib/site/downloads.ts";

console.log(downloadsPage(await readOffers(Deno.env.get("HEADROOM_PROFILE") ?? DEFAULT_PROFILE)));
