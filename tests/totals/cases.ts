/** Tiny fleets for the tests of totals. */
import { dayNumber, isoDate } from "../../lib/calendar/days.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";

export const FIRST_CUTOFF = dayNumber("2025-03-01");
export const SPACING = 10;
export const HORIZON = 20;

const METRIC = { metric: "cpu_p95", model: "drift" } as const;
/** Error quantiles of servers: half the 80 % interval is one scale. */
const QUANTILES = { q025: -2, q05: -1.5, q10: -1, q50: 0, q90: 1, q95: 1.5, q975: 2 };

export const server = (server_id: string, business_unit: string, region: string, vcpu: number): Row => ({
  server_id,
  business_unit,
  region,
  archetype: "web",
  vcpu,
});

/** Backtests of servers at so many cutoffs. @param error  of a server, cutoff and day ahead, in points */
export function backtested(
  servers: readonly Row[],
  cutoffs: number,
  error: (server: number, cutoff: number, ahead: number) => number | null,
): { predictions: Row[]; choices: Row[]; calibration: Row[] } {
  const days = Array.from({ length: cutoffs }, (_, index) => FIRST_CUTOFF + index * SPACING);
  const known = [...days, days.at(-1)! + HORIZON].map(isoDate);
  const predictions = servers.flatMap(({ server_id }, place) =>
    days.flatMap((cutoff, index) =>
      Array.from({ length: HORIZON }, (_, h) => {
        const off = error(place, index, h + 1);
        return {
          server_id: server_id!,
          ...METRIC,
          cutoff: isoDate(cutoff),
          date: isoDate(cutoff + h + 1),
          horizon_days: h + 1,
          actual: off === null ? null : 50 + off,
          predicted: 50,
          scale: 2,
        };
      })
    )
  );
  const choices = servers.flatMap(({ server_id }) =>
    known.map((known_at) => ({ server_id: server_id!, ...METRIC, known_at, reason: "" }))
  );
  const calibration = known.flatMap((known_at) =>
    Array.from({ length: HORIZON }, (_, h) => ({
      ...METRIC,
      known_at,
      horizon_days: h + 1,
      residuals: 1,
      ...QUANTILES,
    }))
  );
  return { predictions, choices, calibration };
}
