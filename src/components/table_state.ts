/** What a reader has done to a table: its order, its search, its page. */
import { writeAddress } from "./choices.js";
import type { Sort } from "./table_data.js";

export interface TableState {
  sort: Sort | undefined;
  search: string;
  /** From 0. */
  page: number;
}

/** State of a table as an address tells it; what it does not tell, or tells of no column here, is as at first. */
export function stateFrom(
  address: URLSearchParams,
  name: string,
  columns: readonly string[],
  first: Sort | undefined,
): TableState {
  const order = address.get(`${name}.sort`) ?? "";
  const column = order.replace(/^-/, "");
  const page = Number(address.get(`${name}.page`) ?? 1);
  return {
    sort: columns.includes(column) ? { column, descending: order.startsWith("-") } : first,
    search: address.get(`${name}.find`) ?? "",
    page: Number.isInteger(page) && page > 0 ? page - 1 : 0,
  };
}

/** The parts of an address that tell a state; null where it is as at first. */
export function partsOf(
  { sort, search, page }: TableState,
  name: string,
  first: Sort | undefined,
): Record<string, string | null> {
  const written = (of: Sort | undefined) =>
    of === undefined ? null : `${of.descending ? "-" : ""}${of.column}`;
  return {
    [`${name}.sort`]: written(sort) === written(first) ? null : written(sort),
    [`${name}.find`]: search === "" ? null : search,
    [`${name}.page`]: page === 0 ? null : String(page + 1),
  };
}

/** Keeps a state in the page's address. */
export function keepState(state: TableState, name: string, first: Sort | undefined): void {
  writeAddress(partsOf(state, name, first));
}
