/** A series as detectors see it: row by row in order of time, missing values left out. */
import type { Settings } from "../config/settings.ts";

export type Detection = Settings["anomalies"]["detection"];

export interface Series {
  /** ms since 1970-01-01, ascending; the same more than once where a clock was put back. */
  times: Float64Array;
  /** Finite. */
  values: Float64Array;
  /** What each row was expected to be before it was seen; NaN at the start. */
  expected: Float64Array;
}

/**
 * Tells how rare row t is, as −log10 of a probability, from rows up to t only. Must be called for t = 0, 1, 2 …
 */
export type Look = (t: number) => number;

/** Begins to look at a series. */
export type Detector = (series: Series, settings: Detection) => Look;
