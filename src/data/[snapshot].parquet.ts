/** Makes data/<snapshot>.parquet for the pages. */
import { stream } from "../../lib/site/stream.ts";

await stream("parquet");
