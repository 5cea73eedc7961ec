/** The columns of a `sadf -d` header, taken apart by activity. */

/** Columns that name what a row is of, where an activity has a row for each. */
const ITEMS = new Set([
  "CPU",
  "IFACE",
  "FILESYSTEM",
  "DEV",
  "TTY",
  "FAN",
  "TEMP",
  "IN",
  "BUS",
  "INTR",
  "MOUNTPOINT",
]);

export interface Activity {
  /** The column that names the item, undefined for activities with one row. */
  item: string | undefined;
  /** All columns, the item's name first. */
  columns: readonly string[];
  /** Whether a row holds it once per item (`sadf -dh`, marked [...]). */
  repeats: boolean;
}

export interface Cells {
  activity: Activity;
  /** What the row says in a column; undefined when the activity has no such column. */
  cell(column: string): string | undefined;
}

/** Activities of the columns that follow hostname, interval and timestamp. */
export function activitiesOf(columns: readonly string[]): Activity[] {
  const found: Activity[] = [];
  let open: string[] = [];
  const close = (repeats: boolean): void => {
    if (open.length > 0) {
      found.push({ item: ITEMS.has(open[0]!) ? open[0] : undefined, columns: open, repeats });
    }
    open = [];
  };
  for (const column of columns) {
    if (ITEMS.has(column)) close(false);
    if (column.endsWith("[...]")) {
      open.push(column.slice(0, -"[...]".length));
      close(true);
    } else open.push(column);
  }
  close(false);
  return found;
}

/** Of these the items go by names, of the others by numbers. */
const NAMED = new Set(["IFACE", "FILESYSTEM", "DEV", "MOUNTPOINT"]);

const isNumber = (cell: string): boolean => /^-?[\d.,]+$/.test(cell);

/** Whether a row can hold an activity from a cell on: names where names belong, numbers elsewhere. */
function fits({ item, columns }: Activity, cells: readonly string[], from: number): boolean {
  if (from + columns.length > cells.length) return false;
  return columns.every((_, index) => {
    const cell = cells[from + index]!;
    if (index > 0 || item === undefined) return isNumber(cell);
    return NAMED.has(item) ? cell !== "" && !isNumber(cell) : /^-?\d+$/.test(cell);
  });
}

const cellsOf = (activity: Activity, cells: readonly string[], from: number): Cells => ({
  activity,
  cell: (column) => {
    const index = activity.columns.indexOf(column);
    return index < 0 ? undefined : cells[from + index];
  },
});

/**
 * The cells of a row by activity and item. A header of `sadf -dh` does not say how many items a row holds: there must
 * be exactly one way to lay the row out.
 * Undefined when there is none or more than one.
 */
export function laidOut(activities: readonly Activity[], cells: readonly string[]): Cells[] | undefined {
  const ways = layouts(activities, cells, 0, 2);
  return ways.length === 1 ? ways[0] : undefined;
}

function layouts(
  activities: readonly Activity[],
  cells: readonly string[],
  from: number,
  most: number,
): Cells[][] {
  const [activity, ...others] = activities;
  if (!activity) return from === cells.length ? [[]] : [];
  if (!activity.repeats && others.length === 0 && activity.columns.length !== cells.length - from) return [];
  const ways: Cells[][] = [];
  const here: Cells[] = [];
  // Rows of one activity only are not looked into: a cell that is no number is told by its column.
  const plain = activities.length === 1 && !activity.repeats;
  for (let at = from; plain || fits(activity, cells, at); at += activity.columns.length) {
    here.push(cellsOf(activity, cells, at));
    for (const rest of layouts(others, cells, at + activity.columns.length, most)) {
      ways.push([...here, ...rest]);
      if (ways.length === most) return ways;
    }
    if (!activity.repeats) break;
  }
  return ways;
}
