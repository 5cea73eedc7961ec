/**
 * The cutoffs of a rolling-origin backtest, earliest first: the last one lies a whole horizon before the last day
 * of telemetry, the others before it at equal spacing.
 * @param lastDay  day number of the last day of telemetry
 */
export function cutoffsBefore(
  lastDay: number,
  horizonDays: number,
  { cutoffs, spacing_days }: { cutoffs: number; spacing_days: number },
): number[] {
  const last = lastDay - horizonDays;
  return Array.from({ length: cutoffs }, (_, index) => last - (cutoffs - 1 - index) * spacing_days);
}
