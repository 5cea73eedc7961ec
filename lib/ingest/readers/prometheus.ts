/** Series of Prometheus, whichever way they come, as samples of machines. What becomes what: `prometheus_families.ts`. */
import type { Batch } from "../sample.ts";
import { type SeriesMap, tellWith, toldOf, toldOfName } from "../series.ts";
import { type Column, emptyColumn, rates } from "./counter.ts";
import { isOwnInterface } from "./devices.ts";
import type { Ledger } from "./ledger.ts";
import { Pairs } from "./pairs.ts";
import { Parts } from "./parts.ts";
import { type Family, familyOf, type Labels, leftAside, serverOf } from "./prometheus_families.ts";
import { decimal, isNotFinite } from "./written.ts";

/** A value as it stands there: seconds since 1970 and a text. */
export type Point = readonly [seconds: unknown, value: unknown];

export class Prometheus {
  #parts = new Parts();
  #pairs = new Pairs();

  constructor(readonly ledger: Ledger, readonly file: string, readonly told: SeriesMap) {}

  /** Takes one series; its values are accounted for now or when all is settled. */
  *series(labels: Labels, points: readonly Point[]): Generator<Batch> {
    const name = labels.__name__;
    const family = familyOf(name);
    // What is told of a file or of all is of results without a name, not of every metric in a dump.
    const told = name === undefined ? toldOf(this.told, this.file) : toldOfName(this.told, name);
    const server = toldOf(this.told, name, this.file).server ?? serverOf(labels);
    if (family && leftAside(family, labels)) {
      this.ledger.met(points.length);
      return this.ledger.skip(leftAside(family, labels) ?? "", points.length);
    }
    if (!family && !told.metric && name !== undefined) {
      this.ledger.met(points.length);
      return this.ledger.skip(`metric that is not used: ${name.slice(0, 80)}`, points.length);
    }
    if (server === undefined) {
      const ask = `a series must name its machine (nodename, hostname, host, node or instance): ` +
        tellWith(name ?? this.file, "server");
      return yield* this.#refuse(labels, points, "server", ask);
    }
    const column = this.#column(labels, points);
    if (family) yield* this.#known(family, server, labels, column);
    else yield* this.#asTold(told, server, labels, column);
  }

  /** Writes what had to wait for other series. */
  *settle(): Generator<Batch> {
    yield* this.#pairs.settle(this.ledger, this.#parts);
    yield* this.#parts.settle(this.ledger);
  }

  *#refuse(
    labels: Labels,
    points: readonly Point[],
    rule: "server" | "metric",
    why: string,
  ): Generator<Batch> {
    const text = JSON.stringify(labels);
    for (let index = 0; index < points.length; index++) {
      this.ledger.reject(this.ledger.met(), text, rule, why);
      yield* this.ledger.full();
    }
  }

  /** The values that are numbers at a time; the others are rejected. */
  #column(labels: Labels, points: readonly Point[]): Column {
    const column = emptyColumn();
    for (const [seconds, written] of points) {
      const line = this.ledger.met();
      const text = String(written);
      const value = decimal(text);
      if (typeof seconds !== "number" || !Number.isFinite(seconds)) {
        this.ledger.reject(
          line,
          JSON.stringify([labels, seconds, written]),
          "time",
          "a time must be a number of seconds",
        );
      } else if (value === undefined) {
        const rule = isNotFinite(text) ? "not_finite" : "value";
        this.ledger.reject(
          line,
          JSON.stringify([labels, seconds, written]),
          rule,
          `a value must be a number: ${text}`,
        );
      } else {
        column.at.push(Math.round(seconds * 1000));
        column.value.push(value);
        column.line.push(line);
      }
    }
    return column;
  }

  *#known(family: Family, server: string, labels: Labels, column: Column): Generator<Batch> {
    if (family.kind === "idle" || family.kind === "carried") {
      return this.#rated(family, server, labels, column);
    }
    for (const [index, at] of column.at.entries()) {
      const value = column.value[index]!, line = column.line[index]!;
      if (family.kind === "ready") {
        const { metric, unit, statistic, seconds } = family;
        this.ledger.sample({ server, at, metric, value, unit, statistic, interval_seconds: seconds, line });
      } else {
        const part = family.part && (labels[family.part] ?? "");
        this.#pairs.add(
          family.kind,
          { server, metric: family.metric, part },
          at,
          { value, line },
          this.ledger,
        );
      }
      yield* this.ledger.full();
    }
  }

  #rated(
    family: Family & { kind: "idle" | "carried" },
    server: string,
    labels: Labels,
    column: Column,
  ): void {
    const { at, value, line, seconds, without } = rates(column);
    for (const [reason, count] of Object.entries(without)) this.ledger.skip(reason, count);
    const part = labels[family.part] ?? "";
    const made = family.kind === "idle"
      ? { metric: "cpu", unit: "percent", joined: "mean" } as const
      : { metric: family.metric, unit: "bytes/s", joined: "sum" } as const;
    for (const [index, rate] of value.entries()) {
      this.#parts.add({
        ...made,
        server,
        part,
        at: at[index]!,
        value: family.kind === "idle" ? 100 * (1 - rate) : rate,
        statistic: "average",
        line: line[index]!,
        seconds: seconds[index]!,
      });
    }
  }

  /** A series without a name is the result of an expression: only who wrote it knows what it is. */
  *#asTold(
    told: ReturnType<typeof toldOf>,
    server: string,
    labels: Labels,
    column: Column,
  ): Generator<Batch> {
    const { metric, unit, statistic, interval_seconds = null } = told;
    const device = labels.device ?? labels.interface ?? labels.nic;
    const isNetwork = metric === "net_in" || metric === "net_out";
    const ask = `a result without a name must be explained: ${
      tellWith(labels.__name__ ?? this.file, "metric", "unit", "statistic")
    }`;
    for (const [index, at] of column.at.entries()) {
      const value = column.value[index]!, line = column.line[index]!;
      if (!metric || !unit || !statistic) {
        this.ledger.reject(line, JSON.stringify(labels), "metric", ask);
      } else if (isNetwork && device !== undefined) {
        if (!isOwnInterface(device)) this.ledger.skip("loopback or virtual interface");
        else {
          const made = { server, at, metric, value, unit, statistic, line } as const;
          this.#parts.add({ ...made, joined: "sum", part: device, seconds: interval_seconds });
        }
      } else if (metric === "disk" && labels.mountpoint !== undefined) {
        const made = { server, at, metric, value, unit, statistic, line } as const;
        this.#parts.add({ ...made, joined: "fullest", part: labels.mountpoint, seconds: interval_seconds });
      } else this.ledger.sample({ server, at, metric, value, unit, statistic, interval_seconds, line });
      yield* this.ledger.full();
    }
  }
}
