/**
 * Answers of Zabbix' history.get and trend.get. They name items by number only: what an item is stands in the answer of
 * item.get with selectHosts, which comes before the history in the same text (`cat items.json history.json`), or in the
 * map; without either it is asked for. What becomes what: `zabbix_items.ts`.
 */
import type { Head, StreamReader } from "../reader.ts";
import { Refusal } from "../refusal.ts";
import type { Statistic } from "../sample.ts";
import { type SeriesMap, tellWith, toldOf } from "../series.ts";
import type { UnitName } from "../units.ts";
import { JsonFault, jsonPieces } from "./json_scanner.ts";
import { Ledger } from "./ledger.ts";
import { Parts } from "./parts.ts";
import { statisticOfRest } from "./rest.ts";
import { asWritten, beginsJson, hasKeys, isObject, type JsonObject, textOf } from "./shape.ts";
import { decimal, isNotFinite } from "./written.ts";
import { type Item, itemOf, type Measured, measured } from "./zabbix_items.ts";

const HOUR = 3600;

/** Items that are remembered, far beyond what one request returns. */
const MOST_ITEMS = 1_000_000;

export const zabbix: StreamReader = {
  kind: "stream",
  format: "zabbix",
  title: "Zabbix, history and trends",
  recognise({ text }: Head) {
    if (!beginsJson(text) || !hasKeys(text, "itemid")) return 0;
    if (hasKeys(text, "clock") && (hasKeys(text, "value") || hasKeys(text, "value_avg"))) return 1;
    return hasKeys(text, "key_") ? 0.8 : 0;
  },
  async *read(source, told) {
    const ledger = new Ledger();
    const zabbix = new Zabbix(ledger, told);
    try {
      for await (const { path, value } of jsonPieces(source.text(), [["result", "[]"], ["[]"]])) {
        if (path !== "") zabbix.put(value);
        else if (isObject(value) && isObject(value.error)) {
          throw new Refusal(
            `Cannot read ${source.name} as Zabbix must have answered with data: it answered ${
              asWritten(value.error)
            }`,
          );
        }
        yield* ledger.full();
      }
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      ledger.reject(ledger.met(), "", "structure", error.message);
    }
    yield* zabbix.parts.settle(ledger);
    yield* ledger.rest();
  },
};

class Zabbix {
  readonly parts = new Parts();
  #items = new Map<string, Item>();

  constructor(readonly ledger: Ledger, readonly told: SeriesMap) {}

  put(value: unknown): void {
    if (isObject(value) && "value_avg" in value) return this.#trend(value);
    const line = this.ledger.met();
    if (!isObject(value) || !(typeof value.itemid === "number" || textOf(value.itemid) !== undefined)) {
      return this.ledger.reject(line, asWritten(value), "structure", "a result must have an itemid");
    }
    if ("key_" in value) return this.#describe(value);
    return this.#value(value, value.value, "raw", null, line);
  }

  #trend(value: JsonObject): void {
    this.#value(value, value.value_avg, "average", HOUR, this.ledger.met());
    // What is left has its least where use has its most.
    const item = this.#items.get(String(value.itemid));
    const meant = item && measured(item);
    const isLeft = meant !== undefined && "left" in meant && meant.left;
    const [least, most] = [value.value_min, value.value_max];
    if (isLeft) this.#value(value, least, "minimum", HOUR, this.ledger.met());
    else this.#value(value, most, "maximum", HOUR, this.ledger.met());
  }

  #describe(value: JsonObject): void {
    if (this.#items.size >= MOST_ITEMS) {
      throw new Refusal(`Cannot read items of Zabbix as there must be at most ${MOST_ITEMS}: there are more`);
    }
    this.#items.set(String(value.itemid), itemOf(value));
    this.ledger.skip("description of an item");
  }

  #value(
    record: JsonObject,
    written: unknown,
    statistic: Statistic,
    seconds: number | null,
    line: number,
  ): void {
    const refuse = (rule: "server" | "metric" | "time" | "value" | "not_finite", why: string): void =>
      this.ledger.reject(line, asWritten(record), rule, why);
    const meant = this.#meaning(String(record.itemid), statistic);
    if ("left_aside" in meant) return this.ledger.skip(meant.left_aside);
    if ("ask" in meant) return refuse(meant.rule, meant.ask);
    const clock = decimal(String(record.clock)), nanoseconds = decimal(String(record.ns ?? "0"));
    if (clock === undefined || nanoseconds === undefined) {
      return refuse("time", "clock and ns must be numbers");
    }
    const text = String(written);
    const value = decimal(text);
    if (value === undefined) {
      return refuse(isNotFinite(text) ? "not_finite" : "value", `a value must be a number: ${text}`);
    }
    const { server, metric, unit, left, part, joined } = meant;
    const at = clock * 1000 + Math.floor(nanoseconds / 1e6);
    const made = {
      server,
      at,
      metric,
      value: left ? 100 - value : value,
      unit,
      statistic: meant.statistic,
      line,
    };
    if (joined) {
      this.parts.add({ ...made, at: roundedTo(meant.delay ?? 0, at), joined, part: part ?? "", seconds });
    } else this.ledger.sample({ ...made, interval_seconds: meant.seconds ?? seconds });
  }

  #meaning(itemid: string, statistic: Statistic): Meaning | { left_aside: string } | Question {
    const told = toldOf(this.told, itemid);
    const item = this.#items.get(itemid);
    const server = told.server ?? item?.server;
    if (server === undefined) return { rule: "server", ask: unknown(itemid) };
    if (told.metric && told.unit) {
      const seconds = told.interval_seconds ?? null;
      return {
        server,
        metric: told.metric,
        unit: told.unit,
        left: false,
        statistic: told.statistic ?? statistic,
        seconds,
      };
    }
    if (item === undefined) return { rule: "metric", ask: unknown(itemid) };
    const found = measured(item);
    if ("left_aside" in found) return found;
    if ("ask" in found) return { rule: "metric", ask: `${found.ask}: ${tellWith(itemid, "metric", "unit")}` };
    const meant = found.left ? statisticOfRest(statistic) ?? statistic : statistic;
    return { server, ...found, statistic: meant, seconds: null, delay: item.delay };
  }
}

interface Meaning extends Measured {
  server: string;
  unit: UnitName;
  statistic: Statistic;
  seconds: number | null;
  delay?: number;
}

// The items of a machine are asked one after another: their values of one round are joined.
const roundedTo = (seconds: number, at: number): number =>
  seconds > 0 ? Math.floor(at / (1000 * seconds)) * 1000 * seconds : at;

interface Question {
  rule: "server" | "metric";
  ask: string;
}

const unknown = (itemid: string): string =>
  "the answer names items by number: put that of item.get with selectHosts before it (cat items.json history.json), or " +
  tellWith(itemid, "server", "metric", "unit");
