import { type Item, TOLERANCE } from "./item.ts";

/** A host being filled. */
export class Host {
  readonly items: Item[] = [];
  /** What is still free, by resource and step. */
  readonly free: Float64Array;
  private readonly keys = new Set<string>();

  constructor(length: number) {
    this.free = new Float64Array(length).fill(1);
  }

  /** Whether an item has room and nothing it must stand apart from is here. */
  takes({ load, apart }: Item): boolean {
    for (let place = 0; place < load.length; place++) {
      if (load[place]! > this.free[place]! + TOLERANCE) return false;
    }
    return !apart.some((key) => this.keys.has(key));
  }

  add(item: Item): void {
    this.items.push(item);
    for (let place = 0; place < this.free.length; place++) this.free[place]! -= item.load[place]!;
    item.apart.forEach((key) => this.keys.add(key));
  }
}
