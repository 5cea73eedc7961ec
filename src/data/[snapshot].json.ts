/** Makes data/<snapshot>.json for the pages. */
import { stream } from "../../lib/site/stream.ts";

await stream("json");
