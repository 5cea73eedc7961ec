/** Makes downloads/<file>.pdf for the preview; a build finds it made. */
import { streamDownload } from "../../lib/site/downloads.ts";
import { DEFAULT_PROFILE } from "../../lib/pipeline/settings.ts";

await streamDownload("pdf", Deno.env.get("HEADROOM_PROFILE") ?? DEFAULT_PROFILE);
