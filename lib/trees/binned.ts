/**
 * A matrix as bin codes, four columns to a 32-bit word, so that one read serves four histograms. The words live in
 * shared memory: workers read them without a copy.
 */
import { type ColumnBins, MISSING } from "./bins.ts";
import { checkMatrix, type Matrix, rowCount } from "./matrix.ts";

export const COLUMNS_PER_WORD = 4;

export interface BinnedMatrix {
  rows: number;
  columns: number;
  /** By group of columns (4g … 4g + 3, lowest byte first), then by row. */
  words: readonly Int32Array[];
}

/** Where the code of a column is: which group of words, and how many bits up. */
export const groupOf = (column: number): number => column >> 2;
export const shiftOf = (column: number): number => (column & 3) << 3;

export const groupsOf = (columns: number): number => Math.ceil(columns / COLUMNS_PER_WORD);

const sharedWords = (rows: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(rows * Int32Array.BYTES_PER_ELEMENT));

/** @throws RangeError when a value is infinite: there is no halfway to it, and it is never a measurement */
function checkFinite(column: Float64Array, name: string): void {
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (value === Infinity || value === -Infinity) {
      throw new RangeError(
        `Cannot bin column "${name}" as values must be finite or missing (NaN): row ${row} is ${value}`,
      );
    }
  }
}

/** Writes the codes of one column into its byte of the words. */
function encode(column: Float64Array, edges: Float64Array, words: Int32Array, shift: number): void {
  const padded = new Float64Array(256).fill(Infinity);
  padded.set(edges);
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    // How many edges are below the value, bit by bit: eight comparisons and no branch to guess wrong.
    let code = Number(padded[127]! < value) << 7;
    code |= Number(padded[code + 63]! < value) << 6;
    code |= Number(padded[code + 31]! < value) << 5;
    code |= Number(padded[code + 15]! < value) << 4;
    code |= Number(padded[code + 7]! < value) << 3;
    code |= Number(padded[code + 3]! < value) << 2;
    code |= Number(padded[code + 1]! < value) << 1;
    code |= Number(padded[code]! < value);
    words[row]! |= (value === value ? code : MISSING) << shift;
  }
}

/**
 * The codes of a matrix.
 * @param bins  as learned, same columns in the same order
 * @throws RangeError when the columns are not those of the bins, or a value is infinite
 */
export function binned(matrix: Matrix, bins: readonly ColumnBins[]): BinnedMatrix {
  checkMatrix(matrix);
  const known = bins.map(({ name }) => name);
  if (known.length !== matrix.names.length || known.some((name, index) => name !== matrix.names[index])) {
    throw new RangeError(
      `Cannot bin a matrix as its columns must be ${known.join(", ")}: ${matrix.names.join(", ")}`,
    );
  }
  const rows = rowCount(matrix);
  const words = Array.from({ length: groupsOf(bins.length) }, () => sharedWords(rows));
  bins.forEach(({ edges, name }, column) => {
    checkFinite(matrix.columns[column]!, name);
    encode(matrix.columns[column]!, edges, words[groupOf(column)]!, shiftOf(column));
  });
  return { rows, columns: bins.length, words };
}
