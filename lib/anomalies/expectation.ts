/**
 * What is to be expected of each row of a series in the long run: its recent median, the profile of the day or the
 * profile of the week, whichever has missed least so far. Row t is told from rows before t only.
 */
import { Recent } from "./recent.ts";
import type { Detection } from "./series.ts";

const DAY = 86_400_000;
/** Profiles are told per half hour. */
const SLOTS = 48;
const DAYS_KEPT = 35;

/** Where the days of a median are put in order. */
const SORTED = new Float64Array(7);

/** What half an hour of the day was like on the days before. */
class Slot {
  #days: number[] = [];
  #means: number[] = [];
  #day = -1;
  #sum = 0;
  #count = 0;
  /** Medians over the last seven days, and over the same weekday of the last five weeks. */
  daily = NaN;
  weekly = NaN;

  /** Tells the slot that a day has begun, so that the one before is over. */
  enter(day: number): void {
    if (day === this.#day) return;
    if (this.#count > 0) {
      this.#days.push(this.#day);
      this.#means.push(this.#sum / this.#count);
      if (this.#days.length > DAYS_KEPT) {
        this.#days.shift();
        this.#means.shift();
      }
    }
    [this.#day, this.#sum, this.#count] = [day, 0, 0];
    this.daily = this.#median(1, 7, 3);
    this.weekly = this.#median(7, 5, 2);
  }

  /** The upper of the middle values of the last days that are whole periods ago; NaN when there are too few. */
  #median(period: number, most: number, least: number): number {
    let count = 0;
    for (let index = this.#means.length - 1; index >= 0 && count < most; index--) {
      if ((this.#day - this.#days[index]!) % period !== 0) continue;
      const mean = this.#means[index]!;
      let at = count++;
      for (; at > 0 && SORTED[at - 1]! > mean; at--) SORTED[at] = SORTED[at - 1]!;
      SORTED[at] = mean;
    }
    return count < least ? NaN : SORTED[count >> 1]!;
  }

  add(value: number): void {
    this.#sum += value;
    this.#count++;
  }
}

/** Expected values, NaN before there are enough rows to expect anything. */
export function expectedValues(
  times: Float64Array,
  values: Float64Array,
  { expectation }: Detection,
): Float64Array {
  const { long_points, least_points, half_life_points, advantage } = expectation;
  const recent = new Recent(long_points);
  const slots = new Map<number, Slot>();
  const errors = [NaN, NaN, NaN];
  const counts = [0, 0, 0];
  const guesses = [NaN, NaN, NaN];
  const forgotten = 1 - 0.5 ** (1 / half_life_points);
  return values.map((value, t) => {
    const day = Math.floor(times[t]! / DAY);
    const number = Math.floor((times[t]! / DAY - day) * SLOTS);
    let slot = slots.get(number);
    if (slot === undefined) slots.set(number, slot = new Slot());
    slot.enter(day);
    guesses[0] = recent.count < least_points ? NaN : recent.median();
    guesses[1] = slot.daily;
    guesses[2] = slot.weekly;
    const best = leastError(guesses, errors, advantage);
    for (let index = 0; index < guesses.length; index++) {
      if (Number.isNaN(guesses[index]!)) continue;
      const error = Math.abs(value - guesses[index]!);
      // A newcomer must earn its place: it begins with the error of the recent median at least.
      if (Number.isNaN(errors[index]!)) errors[index] = index === 0 ? error : errors[0]!;
      errors[index]! += (error - errors[index]!) * Math.max(forgotten, 1 / (++counts[index]! + 1));
    }
    slot.add(value);
    recent.add(value);
    return guesses[best]!;
  });
}

function leastError(guesses: readonly number[], errors: readonly number[], advantage: number): number {
  let best = 0;
  for (let index = 1; index < guesses.length; index++) {
    if (!Number.isNaN(guesses[index]!) && errors[index]! < advantage * errors[best]!) best = index;
  }
  return best;
}
