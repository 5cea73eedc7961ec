/** Columns of numbers over the same rows; NaN is a missing value. */
export interface Matrix {
  names: readonly string[];
  columns: readonly Float64Array[];
}

export const rowCount = ({ columns }: Matrix): number => columns[0]?.length ?? 0;

/** @throws RangeError when there are no rows, or columns and names do not match in number or length */
export function checkMatrix(matrix: Matrix): void {
  const { names, columns } = matrix;
  if (names.length !== columns.length || names.length === 0) {
    throw new RangeError(
      `Cannot use a matrix as each column needs a name: ${names.length} names, ${columns.length} columns`,
    );
  }
  const rows = rowCount(matrix);
  if (rows === 0) throw new RangeError("Cannot use a matrix as it must have rows: 0");
  columns.forEach((column, index) => {
    if (column.length !== rows) {
      throw new RangeError(
        `Cannot use a matrix as columns must be as long as the first (${rows}): "${
          names[index]
        }" has ${column.length}`,
      );
    }
  });
}

/** @throws RangeError when the target has another length than the matrix, or a value that is not finite */
export function checkTarget(target: Float64Array, rows: number): void {
  if (target.length !== rows) {
    throw new RangeError(
      `Cannot learn as the target must have one value per row (${rows}): ${target.length}`,
    );
  }
  const bad = target.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(`Cannot learn as target values must be finite: row ${bad} is ${target[bad]}`);
  }
}
