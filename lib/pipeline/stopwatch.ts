/** How long something is at work, apart from how long it waits in between. */
import type { Places } from "./slots.ts";

/** Time during which at least one of the things it is given to time was running. */
export class Stopwatch {
  private first: number | undefined;
  private running = 0;
  private since = 0;
  private before = 0;

  /** @param now  milliseconds on a clock that only goes forward */
  constructor(private readonly now = () => performance.now()) {}

  async time<T>(run: () => Promise<T>): Promise<T> {
    if (this.running === 0) this.since = this.now();
    this.first ??= this.since;
    this.running++;
    try {
      return await run();
    } finally {
      this.running--;
      if (this.running === 0) this.before += this.now() - this.since;
    }
  }

  /** The moment the first of them began, on its clock; now as long as none has. */
  get startedAt(): number {
    return this.first ?? this.now();
  }

  get seconds(): number {
    return (this.before + (this.running === 0 ? 0 : this.now() - this.since)) / 1000;
  }
}

/** The same places, with a watch that runs while one of them is held. */
export function timedPlaces(places: Places, watch: Stopwatch): Places {
  return { use: (run) => places.use(() => watch.time(run)) };
}
