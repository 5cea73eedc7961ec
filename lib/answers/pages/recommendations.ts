import type { Answer, Figure, Part } from "../../pipeline/schemas/answers.ts";
import { day, number, plural, usd } from "../../wording/format.ts";
import type { Facts, SavingsRow } from "../facts.ts";
import { someOf } from "../at_risk.ts";
import { count, figure, say } from "../sentence.ts";

/** Actions that release money; upsizing costs some. */
const SAVING: readonly string[] = ["retire", "merge", "downsize"];
const UNCHANGED: readonly string[] = ["keep", "not_assessed"];

type Amount = "saving_low_usd_month" | "saving_expected_usd_month" | "saving_high_usd_month";

const sum = (rows: readonly SavingsRow[], column: Amount): number =>
  rows.reduce((total, row) => total + (row[column] ?? 0), 0);

/** What should each server be, and what does that save? */
export function recommendations(facts: Facts): Answer {
  const byAction = facts.savings.filter(({ action }) => action !== "all");
  const { servers, refused } = assessedOf(facts.savings);
  return {
    sentence: servers === refused ? nothingPlanned(servers) : sentence(byAction, servers, refused),
    figures: servers === refused ? [] : tiles(facts),
  };
}

/** Servers in all, and those for which no size could be looked for. */
function assessedOf(savings: readonly SavingsRow[]): { servers: number; refused: number } {
  const byAction = savings.filter(({ action }) => action !== "all");
  return {
    servers: byAction.reduce((total, row) => total + row.servers, 0),
    refused: byAction.find(({ action }) => action === "not_assessed")?.servers ?? 0,
  };
}

/** Where risk may be judged all the same: a plan asks for more metrics, sizes and prices than risk does. */
function nothingPlanned(servers: number): Part[] {
  return say`Nothing is recommended: ${
    servers === 1
      ? "of the one server too little is known"
      : `for none of ${plural(servers, "server")} is enough known`
  } to choose a size.`;
}

/** How many servers the plan does not leave as they are. */
export function changed(byAction: readonly SavingsRow[]): number {
  return byAction.filter(({ action }) => action !== "all" && !UNCHANGED.includes(action))
    .reduce((total, row) => total + row.servers, 0);
}

/** The plan in one sentence: how many servers it changes and what that comes to. */
export function planned({ savings }: Facts): Part[] {
  const changes = changed(savings);
  const { servers, refused } = assessedOf(savings);
  if (servers === refused) return nothingPlanned(servers);
  if (changes === 0) return say`No server needs to change.`;
  const net = savings.find(({ action }) => action === "all")?.saving_expected_usd_month ?? null;
  const all = count("servers_to_change", changes, "server");
  if (net === null) return say`The plan changes ${all}.`;
  const amount = figure("net_saving", net, "USD per month", usd(Math.abs(net)));
  return net < 0
    ? say`The plan changes ${all} and costs ${amount} a month more than today.`
    : say`The plan changes ${all} and saves ${amount} a month.`;
}

function sentence(byAction: readonly SavingsRow[], servers: number, refused: number): Part[] {
  const changes = changed(byAction);
  const savers = byAction.filter(({ action }) => SAVING.includes(action));
  const growing = byAction.find(({ action }) => action === "upsize");
  const saved = sum(savers, "saving_expected_usd_month");
  const grown = -(growing?.saving_expected_usd_month ?? 0);
  const who = servers === 1
    ? say`${figure("servers_to_change", changes, "servers", "The one server")} should
      ${changes === 0 ? "stay as it is" : "change"}.`
    : say`${someOf("servers_to_change", changes, "server", { none: "No" })} of ${
      number(servers)
    } should change.`;
  return say`${who}
    ${
    savers.length === 0
      ? "Nothing can go, shrink or share a host"
      : say`What can go, shrink or share a host saves
      ${figure("saving_expected", saved, "USD per month", usd(saved))} a month
      (${usd(sum(savers, "saving_low_usd_month"))} to ${usd(sum(savers, "saving_high_usd_month"))})`
  };
    ${
    growing === undefined
      ? "nothing needs to grow"
      : say`what must grow ${grown < 0 ? "saves" : "costs"} ${
        figure("upsizing_cost", grown, "USD per month", usd(Math.abs(grown)))
      }`
  }. ${
    refused === 0
      ? ""
      : `${plural(refused, "server")} could not be assessed; nothing is recommended for ${
        refused === 1 ? "it" : "them"
      }.`
  }`;
}

/** What all of it comes to: a saving, or where growth outweighs what can go a cost. */
export function netSaving({ savings }: Facts): Figure {
  const total = savings.find(({ action }) => action === "all");
  const value = total?.saving_expected_usd_month ?? null;
  const costs = value !== null && value < 0;
  const written = (amount: number | null | undefined) => usd(costs && amount != null ? -amount : amount);
  const [least, most] = [written(total?.saving_low_usd_month), written(total?.saving_high_usd_month)];
  return {
    name: "net_saving",
    label: costs ? "Net cost of the plan" : "Net saving of the plan",
    value,
    unit: "USD per month",
    text: written(value),
    note: `a month; ${
      least === most ? "by the price list" : costs ? `${most} to ${least}` : `${least} to ${most}`
    }`,
    page: "recommendations",
  };
}

function tiles(facts: Facts): Figure[] {
  const { savings, checks, settings } = facts;
  const total = savings.find(({ action }) => action === "all");
  const reserved = total?.reserved_expected_usd_month ?? null;
  const failed = checks.filter(({ passed }) => !passed).length;
  return [
    {
      name: "cost_today",
      label: "Cost today",
      value: total?.usd_per_month ?? null,
      unit: "USD per month",
      text: usd(total?.usd_per_month),
      note: `a month, on demand, prices of ${day(settings.recommendations.catalogue.as_of)}`,
      page: null,
    },
    { ...netSaving(facts), page: null },
    {
      name: "net_saving_reserved",
      label: reserved !== null && reserved < 0 ? "Net cost, reserved" : "Net saving, reserved",
      value: reserved,
      unit: "USD per month",
      text: usd(reserved === null ? null : Math.abs(reserved)),
      note: "a month, at three-year reserved prices",
      page: null,
    },
    {
      name: "plan_check_failures",
      label: "Plan check",
      value: failed,
      unit: "failures",
      text: failed === 0 ? "passed" : plural(failed, "failure"),
      note: `${plural(checks.length, "check")} of machines after the plan`,
      page: null,
    },
  ];
}
