/** Bin codes as they are counted: four columns to a 32-bit word, so that one read serves four histograms. */
export const COLUMNS_PER_WORD = 4;

/** Which group of words a column is in. */
export const groupOf = (column: number): number => column >> 2;

export const groupsOf = (columns: number): number => Math.ceil(columns / COLUMNS_PER_WORD);

function write(codes: Uint8Array, words: Int32Array, shift: number): void {
  for (let row = 0; row < words.length; row++) words[row]! |= codes[row]! << shift;
}

/** By group of columns (4g … 4g + 3, lowest byte first), then by row. */
export function wordsOf(columns: readonly Uint8Array[]): Int32Array[] {
  const words = Array.from(
    { length: groupsOf(columns.length) },
    () => new Int32Array(columns[0]!.length),
  );
  columns.forEach((codes, column) => write(codes, words[groupOf(column)]!, 8 * (column % COLUMNS_PER_WORD)));
  return words;
}
