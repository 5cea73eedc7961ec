/** SQL in the cells of a page, over the tables that it names. */
import { database, painted, type Tables } from "./database.js";
import { connect } from "./duckdb.js";
import { arrowStream } from "./parquet.js";
import type { ArrowTable } from "./rows.js";

/** A query as a tagged template, or as a block of the page marked `sql`; values in it become parameters. */
export type Sql = (parts: readonly string[], ...parameters: unknown[]) => Promise<ArrowTable>;

/** One for as long as the page is open, whatever is edited meanwhile. */
const shared = database(() => painted().then(connect), arrowStream);
void shared.open();

/**
 * What a page's blocks marked `sql` ask. A table is fetched when the first query names it; called again with other
 * files, as the live notebook does, it puts in only the tables whose file has changed.
 * @param tables  files by the names that queries give them
 */
export function sqlOver(tables: Tables): Sql {
  shared.offer(tables);
  return (parts, ...parameters) => shared.query(parts.join("?"), parameters);
}
