/** Where to run what computes. */
export interface Places {
  /** Runs something once a place is free, and frees it again. */
  use<T>(run: () => Promise<T>): Promise<T>;
}

interface Waiting {
  priority: number;
  start(): void;
}

/**
 * A number of places shared by all that computes: shards and whole phases take one each. Of those waiting the one of
 * highest priority comes next, among equals the first to come.
 */
export class Slots {
  private readonly waiting: Waiting[] = [];

  constructor(private free: number) {}

  /** The places as something of a priority gets them. */
  at(priority: number): Places {
    return { use: (run) => this.use(priority, run) };
  }

  private async use<T>(priority: number, run: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((start) => this.enqueue({ priority, start }));
    try {
      return await run();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free++;
      else next.start();
    }
  }

  private enqueue(one: Waiting): void {
    const behind = this.waiting.findIndex(({ priority }) => priority < one.priority);
    this.waiting.splice(behind < 0 ? this.waiting.length : behind, 0, one);
  }
}
