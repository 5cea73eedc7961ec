/** One stop of the Tab key for a grid of links; arrow keys move within it. */

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/**
 * Where a key leads in rows of cells; where it does not lead further, the same cell. A shorter row, or one whose
 * cell is missing, takes its nearest.
 */
export function nextCell(
  lengths: readonly number[],
  at: readonly [number, number],
  key: string,
): [number, number] {
  const [rows, columns] = STEPS[key] ?? [0, 0];
  const row = Math.min(Math.max(at[0] + rows, 0), lengths.length - 1);
  const last = (lengths[row] ?? 1) - 1;
  return last < 0 ? [at[0], at[1]] : [row, Math.min(Math.max(at[1] + columns, 0), last)];
}

/** Makes the cells that match a selector in a table's body one grid, also after they have been drawn anew. */
export function gridKeys(table: HTMLElement, selector: string): void {
  const body = table.querySelector("tbody");
  if (body === null) return;
  const cells = () => [...body.rows].map((row) => [...row.querySelectorAll<HTMLElement>(selector)]);
  const stopAt = (stop: HTMLElement | undefined) => {
    for (const cell of cells().flat()) cell.tabIndex = cell === stop ? 0 : -1;
  };
  stopAt(cells().flat()[0]);
  new MutationObserver(() => stopAt(cells().flat()[0])).observe(body, { childList: true });
  body.addEventListener("keydown", (event) => {
    const grid = cells();
    const row = grid.findIndex((row) => row.includes(event.target as HTMLElement));
    if (row < 0 || !(event.key in STEPS) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const column = grid[row]!.indexOf(event.target as HTMLElement);
    const [toRow, toColumn] = nextCell(grid.map((row) => row.length), [row, column], event.key);
    const to = grid[toRow]?.[toColumn];
    stopAt(to);
    to?.focus();
  });
}
