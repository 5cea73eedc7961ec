/** Panels made by other processes whose truth is known: kinds to judge the engine by once it is done. */
import type { Collection } from "./panel_collections.ts";
import {
  DAILY,
  filled,
  HOURLY,
  made,
  type Make,
  persistent,
  poisson,
  sums,
  wave,
  weekOf,
  white,
} from "./panel_draws.ts";

/** Fractionally integrated noise, d = 0.4. */
const longMemory: Make = (draws, n) => {
  const e = white(draws, n + 500);
  const weights = new Float64Array(500);
  weights[0] = 1;
  for (let k = 1; k < 500; k++) weights[k] = weights[k - 1]! * (k - 1 + 0.4) / k;
  return filled(n, (t) => 50 + weights.reduce((sum, weight, k) => sum + weight * e[t + 500 - k]!, 0));
};

const counts: Make = (draws, n) => {
  const [base, week] = [draws.between(0, 4), weekOf(draws, 0.3)];
  const level = sums(white(draws, n, 0.03));
  return filled(n, (t) => poisson(draws, Math.exp(base + level[t]! + week[t % 7]!)));
};

/** A week whose shape wanders. */
const seasonalWalk: Make = (draws, n) => {
  const week = weekOf(draws, 5);
  return filled(n, (t) => (week[t % 7]! += 0.5 * draws.normal()) + 100 + draws.normal());
};

/** Log prices with stochastic volatility and drift. */
const prices: Make = (draws, n) => {
  const volatility = persistent(draws, n, 0.98);
  const [drift, base] = [draws.between(-3e-4, 5e-4), draws.between(2, 6)];
  return sums(volatility.map((v) => drift + 0.012 * Math.exp(0.5 * v) * draws.normal()))
    .map((log) => Math.exp(base + log));
};

const burstyHours: Make = (draws, n) => {
  const phase = draws.uniform();
  let burst = 0;
  return filled(n, (t) => {
    burst = draws.chance(0.02) ? draws.between(1, 3) : 0.8 * burst;
    return poisson(draws, 3 * Math.exp(0.8 * wave(t, 24, phase) + burst));
  });
};

const workingWeek: Make = (draws, n) => {
  const [night, rest] = [draws.between(0.1, 0.6), draws.between(0.2, 0.9)];
  const noise = persistent(draws, n, 0.7);
  return filled(n, (t) => {
    const busy = t % 24 >= 8 && t % 24 < 18 ? 1 : night;
    return 40 * busy * (Math.floor(t / 24) % 7 > 4 ? rest : 1) + 2 + 1.5 * noise[t]!;
  });
};

const meanReverting: Make = (draws, n) =>
  persistent(draws, n, draws.between(0.8, 0.97)).map((x) => 30 + 4 * x);

/** Capacity filled in steps: customers come, and rarely go. */
const staircase: Make = (draws, n) => {
  const week = weekOf(draws, 0.8);
  let level = draws.between(100, 200);
  return filled(n, (t) => {
    if (draws.chance(1 / 50)) level += draws.between(-5, 15);
    return level + week[t % 7]! + draws.normal();
  });
};

const nearDuplicateHours: Make = (draws, n, common) => {
  const level = draws.between(10, 60);
  return filled(
    n,
    (t) => Math.min(100, level * (1 + 0.3 * wave(t, 24) + 0.1 * common[t]! + 0.02 * draws.normal())),
  );
};

/** Growth that changes now and then, a year and a week: what Prophet is made for. */
const bendingYear: Make = (draws, n) => {
  const [size, phase, week] = [draws.between(0.1, 0.4), draws.uniform(), weekOf(draws, 0.15)];
  const noise = persistent(draws, n, 0.6);
  let [slope, level] = [draws.between(-0.3, 0.6), draws.between(3, 8)];
  return filled(n, (t) => {
    if (draws.chance(1 / 300)) slope += 0.4 * draws.normal();
    level += slope / 365;
    return Math.exp(level + size * wave(t, 365.25, phase) + week[t % 7]! + 0.08 * noise[t]!);
  });
};

const laplace: Make = (draws, n) =>
  filled(n, () => 20 + (draws.chance(0.5) ? 1 : -1) * -3 * Math.log(1 - draws.uniform()));

/** Quiet, and now and then an outbreak that dies away. */
const outbreaks: Make = (draws, n) => {
  let excess = 0;
  return filled(n, () => {
    excess = draws.chance(1 / 80) ? draws.between(20, 60) : 0.85 * excess;
    return 10 + excess + Math.abs(draws.normal());
  });
};

const boundedHoursWithGaps: Make = (draws, n) => {
  const [centre, depth] = [draws.between(-2, 1), draws.between(0.2, 1.5)];
  const noise = persistent(draws, n, 0.95);
  return filled(
    n,
    (t) => draws.chance(0.05) ? NaN : 100 / (1 + Math.exp(-(centre + depth * wave(t, 24) + 0.5 * noise[t]!))),
  );
};

/** Kinds to be judged by, once. */
export const sealed = (): Collection[] => [
  made(DAILY, "long memory", longMemory, [48, 1], [500, 60]),
  made(DAILY, "counts", counts, [3, 16], [200, 28]),
  made(DAILY, "wandering weeks", seasonalWalk, [24, 2], [400, 56]),
  made(DAILY, "prices, a quarter", prices, [24, 3], [900, 90]),
  made(HOURLY, "bursty hours, 10 days", burstyHours, [3, 16], [240, 24]),
  made(HOURLY, "working week", workingWeek, [30, 1], [1000, 168]),
  made(DAILY, "mean-reverting", meanReverting, [48, 1], [250, 30]),
  made(DAILY, "staircases", staircase, [18, 4], [700, 120]),
  made(HOURLY, "near-duplicate hours", nearDuplicateHours, [6, 16], [500, 48]),
  made(DAILY, "bending year", bendingYear, [30, 1], [1461, 365]),
  made(DAILY, "Laplace, 12 weeks", laplace, [6, 12], [84, 21]),
  made(DAILY, "outbreaks", outbreaks, [3, 14], [600, 28]),
  made(HOURLY, "bounded, 5 % missing", boundedHoursWithGaps, [3, 12], [700, 72]),
];
