/** What the four tests of a series come to, in words. */
import type { TestResult } from "./adf.ts";
import type { Around } from "./mackinnon.ts";

export const STATIONARITY_VERDICTS = ["stationary", "trend", "unit_root", "unclear", "not_tested"] as const;
export type StationarityVerdict = typeof STATIONARITY_VERDICTS[number];

/** Both tests around a level and around a line. */
export type Tests = Readonly<Record<Around, { adf: TestResult; kpss: TestResult }>>;

export interface Verdict {
  verdict: StationarityVerdict;
  reason: string;
}

const P_DIGITS = 3;
const TABLE_END = { low: 0.01, high: 0.1 };

const adfP = (p: number): string => p < 0.001 ? "< 0.001" : p.toFixed(P_DIGITS);
/** The table of KPSS ends at 0.01 and 0.1: there only a bound is known. */
const kpssP = (p: number): string =>
  p <= TABLE_END.low ? "≤ 0.01" : p >= TABLE_END.high ? "≥ 0.1" : p.toFixed(P_DIGITS);

/**
 * The verdict two tests with opposite null hypotheses agree on: stationary around a level, else around a line, else a
 * unit root. Where they contradict each other around both, it is unclear: both reject, as a shift of the level makes
 * them, or neither does, for want of data.
 * @param significance  p-value below which a null hypothesis is rejected
 */
export function verdictOf({ level, trend }: Tests, significance: number): Verdict {
  const said = ({ adf, kpss }: Tests[Around]) => `ADF p ${adfP(adf.p)}, KPSS p ${kpssP(kpss.p)}`;
  const returns = ({ adf, kpss }: Tests[Around]) => adf.p < significance && kpss.p >= significance;
  const wanders = ({ adf, kpss }: Tests[Around]) => adf.p >= significance && kpss.p < significance;
  if (returns(level)) return { verdict: "stationary", reason: `Returns to its level: ${said(level)}` };
  if (returns(trend)) return { verdict: "trend", reason: `Returns to a straight line: ${said(trend)}` };
  if (wanders(trend)) {
    return { verdict: "unit_root", reason: `Returns neither to a level nor to a line: ${said(trend)}` };
  }
  const why = trend.kpss.p < significance
    ? "It returns, but not to one level or line, as after a shift"
    : "Neither test rejects: too little says which";
  return { verdict: "unclear", reason: `${why}: ${said(trend)}` };
}
