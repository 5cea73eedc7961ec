/** Arrays of zeros in memory that workers see too. */
export const sharedInts = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length));
export const sharedFloats = (length: number): Float64Array =>
  new Float64Array(new SharedArrayBuffer(8 * length));
