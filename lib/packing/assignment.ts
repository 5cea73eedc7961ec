import type { Item } from "./item.ts";

/** What an overlap of two items that must stand apart counts for, beside overload in shares of a host. */
const CLASH = 1;

/** Which of a fixed number of hosts each item is on, and by how much hosts are overloaded. */
export class Assignment {
  /** Host of each item; −1 before it has one. */
  readonly hostOf: Int32Array;
  private readonly used: readonly Float64Array[];
  private readonly over: Float64Array;
  private readonly keys: readonly Map<string, number>[];
  private readonly nothing: Item;
  /** Overload of all hosts: 0 when everything fits. */
  total = 0;

  constructor(private readonly items: readonly Item[], readonly hosts: number) {
    const length = items[0]?.load.length ?? 0;
    this.hostOf = new Int32Array(items.length).fill(-1);
    this.used = Array.from({ length: hosts }, () => new Float64Array(length));
    this.over = new Float64Array(hosts);
    this.keys = Array.from({ length: hosts }, () => new Map());
    this.nothing = { id: "", load: new Float64Array(length), apart: [] };
  }

  overloaded = (host: number): boolean => this.over[host]! > 0;

  /** Overload of a host with one item more and another less. */
  private overload(host: number, more: Item, less: Item): number {
    const [used, coming, going] = [this.used[host]!, more.load, less.load];
    let sum = this.keys[host]!.size + more.apart.length === 0 ? 0 : this.clashes(host, more, less) * CLASH;
    for (let place = 0; place < used.length; place++) {
      const above = used[place]! + coming[place]! - going[place]! - 1;
      if (above > 0) sum += above;
    }
    return sum;
  }

  /** Items beyond the first of each key. */
  private clashes(host: number, more: Item, less: Item): number {
    const counts = new Map(this.keys[host]!);
    for (const key of more.apart) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const key of less.apart) counts.set(key, counts.get(key)! - 1);
    return counts.values().reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  }

  /** How overload changes when an item moves to another host, in exchange for one that is there or for none. */
  change(item: number, to: number, back: number | undefined): number {
    const [from, moved] = [this.hostOf[item]!, this.items[item]!];
    const returned = back === undefined ? this.nothing : this.items[back]!;
    const there = this.overload(to, moved, returned) - this.over[to]!;
    return from < 0 ? there : there + this.overload(from, returned, moved) - this.over[from]!;
  }

  /** Moves an item, and brings another back in exchange. */
  move(item: number, to: number, back: number | undefined): void {
    const from = this.hostOf[item]!;
    if (from >= 0) this.take(item, from);
    if (back !== undefined) {
      this.take(back, to);
      this.put(back, from);
    }
    this.put(item, to);
    for (const host of [from, to]) if (host >= 0) this.recount(host);
  }

  /** How evenly an item would leave a host: its sum of squares, lower is more even. */
  crowding(item: number, host: number): number {
    const [used, { load }] = [this.used[host]!, this.items[item]!];
    let sum = 0;
    for (let place = 0; place < used.length; place++) sum += load[place]! * (2 * used[place]! + load[place]!);
    return sum;
  }

  private put(item: number, host: number): void {
    this.shift(item, host, 1);
    this.hostOf[item] = host;
  }

  private take(item: number, host: number): void {
    this.shift(item, host, -1);
  }

  private shift(item: number, host: number, sign: 1 | -1): void {
    const [used, counts, { load, apart }] = [this.used[host]!, this.keys[host]!, this.items[item]!];
    for (let place = 0; place < used.length; place++) used[place]! += sign * load[place]!;
    for (const key of apart) counts.set(key, (counts.get(key) ?? 0) + sign);
  }

  private recount(host: number): void {
    const now = this.overload(host, this.nothing, this.nothing);
    this.total += now - this.over[host]!;
    this.over[host] = now;
  }
}
