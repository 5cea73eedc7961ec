/** What processes that make panels are built of. */
import { type Stream, stream } from "../../lib/random/stream.ts";
import type { Collection, Steps } from "./panel_collections.ts";

export type Make = (draws: Stream, n: number, common: Float64Array) => Float64Array;

export const filled = (n: number, at: (t: number) => number) =>
  Float64Array.from({ length: n }, (_, t) => at(t));
export const wave = (t: number, period: number, phase = 0) => Math.sin(2 * Math.PI * (t / period + phase));
export const sums = (steps: Float64Array) => {
  let sum = 0;
  return steps.map((step) => sum += step);
};
export const white = ({ normal }: Stream, n: number, sd = 1) => filled(n, () => sd * normal());

/** First-order autoregression with a standard deviation of 1. */
export function persistent({ normal }: Stream, n: number, rho: number): Float64Array {
  let last = normal();
  return filled(n, () => last = rho * last + Math.sqrt(1 - rho * rho) * normal());
}

/** Student's t with three degrees of freedom. */
export function heavy({ normal }: Stream): number {
  const chi = normal() ** 2 + normal() ** 2 + normal() ** 2;
  return normal() / Math.sqrt(chi / 3);
}

export function poisson({ uniform, normal }: Stream, rate: number): number {
  if (rate > 50) return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal()));
  let count = 0;
  for (let product = uniform(); product > Math.exp(-rate); product *= uniform()) count++;
  return count;
}

export const weekOf = (draws: Stream, sd: number) => white(draws, 7, sd);

export const DAILY = { frequency: "daily", season: 7 } as const;
export const HOURLY = { frequency: "hourly", season: 24 } as const;

/** Panels of some series each, of n known steps and the horizon. */
export function made(
  of: typeof DAILY | typeof HOURLY,
  name: string,
  make: Make,
  [panels, together]: readonly [number, number],
  [known, horizon]: readonly [number, number],
): Collection {
  const n = known + horizon;
  const series: Steps[] = Array.from({ length: panels * together }, (_, id) => {
    const common = persistent(stream(17, "processes", name, Math.floor(id / together)), n, 0.9);
    const start = 19000 * (of.frequency === "hourly" ? 24 : 1);
    return { start, values: make(stream(17, "processes", name, "series", id), n, common) };
  });
  return { ...of, name: `${name}, ${together} × ${panels}`, horizon, backs: [horizon], together, series };
}
