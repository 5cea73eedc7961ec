/** Makes downloads/<file>.xlsx for the preview; a build finds it made. */
import { streamDownload } from "../../lib/site/downloads.ts";
import { DEFAULT_PROFILE } from "../../lib/pipeline/settings.ts";

await streamDownload("xlsx", Deno.env.get("HEADROOM_PROFILE") ?? DEFAULT_PROFILE);
