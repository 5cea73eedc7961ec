/** Panels made by processes whose truth is known, many of them of a single series: kinds to look at while the engine is worked on. */
import type { Collection } from "./panel_collections.ts";
import {
  DAILY,
  filled,
  heavy,
  HOURLY,
  made,
  type Make,
  persistent,
  sums,
  wave,
  weekOf,
  white,
} from "./panel_draws.ts";

/** (0,1,1)(0,1,1) with a week, the airline model of Box and Jenkins. */
const airline: Make = (draws, n) => {
  const [theta, seasonal] = [draws.between(0.3, 0.8), draws.between(0.5, 0.9)];
  const e = white(draws, n + 8);
  const y = new Float64Array(n + 8).map(() => 100);
  for (let t = 8; t < y.length; t++) {
    const noise = e[t]! - theta * e[t - 1]! - seasonal * e[t - 7]! + theta * seasonal * e[t - 8]!;
    y[t] = y[t - 1]! + y[t - 7]! - y[t - 8]! + noise;
  }
  return y.slice(8);
};

const walkWithDrift: Make = (draws, n) => {
  const drift = draws.between(-0.1, 0.1);
  const steps = sums(white(draws, n).map((step) => step + drift));
  return steps.map((value) => 1000 + value);
};

/** Two states, each with a mean and a spread of its own, that last for weeks. */
const regimes: Make = (draws, n) => {
  const week = weekOf(draws, 1);
  const states = [{ mean: 40, sd: 1.5 }, { mean: 40 + draws.between(5, 20), sd: draws.between(2, 6) }];
  let state = 0;
  const noise = persistent(draws, n, 0.4);
  return filled(n, (t) => {
    if (draws.chance(1 / 60)) state = 1 - state;
    return states[state]!.mean + week[t % 7]! + states[state]!.sd * noise[t]!;
  });
};

const heavyTails: Make = (draws, n) => {
  const week = weekOf(draws, 3);
  return filled(n, (t) => 60 + week[t % 7]! + 2 * heavy(draws));
};

/** Servers behind one balancer: nearly all of what happens happens to all. */
const nearDuplicates: Make = (draws, n, common) => {
  const [level, own] = [draws.between(20, 50), draws.between(0.3, 1)];
  return filled(n, (t) => level * (1 + 0.1 * common[t]! + 0.01 * own * draws.normal()));
};

const saturating: Make = (draws, n) => {
  const [middle, pace, top] = [draws.between(0.5, 1.1) * n, draws.between(40, 120), draws.between(70, 95)];
  const week = weekOf(draws, 0.03);
  const noise = persistent(draws, n, 0.5);
  return filled(
    n,
    (t) =>
      Math.min(
        100,
        (20 + (top - 20) / (1 + Math.exp(-(t - middle) / pace))) * (1 + week[t % 7]!) + noise[t]!,
      ),
  );
};

/** Log prices whose volatility clusters: GARCH(1,1) with normal innovations. */
const volatile: Make = (draws, n) => {
  let variance = 1e-4;
  let last = 0;
  let level = Math.log(100);
  return filled(n, () => {
    variance = 2e-6 + 0.1 * last * last + 0.88 * variance;
    last = Math.sqrt(variance) * draws.normal();
    return Math.exp(level += last);
  });
};

/** A day, a working week and a few holidays that look like Sundays. */
const hoursWithHolidays: Make = (draws, n) => {
  const [depth, rest, phase] = [draws.between(0.3, 0.8), draws.between(0.3, 0.8), draws.uniform()];
  const noise = persistent(draws, n, 0.85);
  const holidays = new Set(Array.from({ length: Math.ceil(n / 24 / 30) }, () => draws.whole(0, n / 24)));
  return filled(n, (t) => {
    const day = Math.floor(t / 24);
    const quiet = day % 7 > 4 || holidays.has(day) ? rest : 1;
    return 200 * quiet * Math.exp(depth * wave(t, 24, phase) + 0.08 * noise[t]!);
  });
};

const hours: Make = (draws, n) => {
  const [depth, phase] = [draws.between(2, 10), draws.uniform()];
  const fast = persistent(draws, n, 0.9);
  const slow = persistent(draws, n, 0.99);
  return filled(n, (t) => 50 + depth * wave(t, 24, phase) + 2 * fast[t]! + 3 * slow[t]!);
};

/** Level and slope both wander. */
const localTrend: Make = (draws, n) => {
  const slopes = sums(white(draws, n, 0.02));
  const levels = sums(slopes.map((slope) => slope + 0.2 * draws.normal()));
  return levels.map((level) => 500 + level + draws.normal());
};

const growingWithGaps: Make = (draws, n) => {
  const [growth, week] = [draws.between(-0.2, 0.6), weekOf(draws, 0.1)];
  const noise = persistent(draws, n, 0.3);
  return filled(
    n,
    (t) => draws.chance(0.05) ? NaN : 80 * Math.exp(growth * t / 365 + week[t % 7]! + 0.05 * noise[t]!),
  );
};

/** A year, a week and a level that wanders. */
const wanderingYear: Make = (draws, n) => {
  const [size, phase, week] = [draws.between(5, 20), draws.uniform(), weekOf(draws, 4)];
  const level = sums(white(draws, n, 0.5));
  const noise = persistent(draws, n, 0.5);
  return filled(n, (t) => 200 + level[t]! + size * wave(t, 365.25, phase) + week[t % 7]! + 3 * noise[t]!);
};

/** Kinds to look at. */
export const open = (): Collection[] => [
  made(DAILY, "airline model", airline, [48, 1], [365, 28]),
  made(DAILY, "walks, half a year", walkWithDrift, [30, 2], [730, 180]),
  made(DAILY, "regimes", regimes, [3, 16], [500, 28]),
  made(DAILY, "heavy tails, 8 weeks", heavyTails, [6, 12], [56, 14]),
  made(DAILY, "near-duplicates", nearDuplicates, [9, 20], [120, 30]),
  made(DAILY, "saturating", saturating, [42, 1], [400, 90]),
  made(DAILY, "volatile prices", volatile, [24, 4], [600, 14]),
  made(HOURLY, "hours with holidays", hoursWithHolidays, [3, 10], [1400, 168]),
  made(HOURLY, "hours", hours, [42, 1], [600, 48]),
  made(DAILY, "wandering trends", localTrend, [27, 2], [300, 60]),
  made(DAILY, "growth, 5 % missing", growingWithGaps, [3, 14], [365, 56]),
  made(DAILY, "wandering year", wanderingYear, [18, 3], [1100, 365]),
];
