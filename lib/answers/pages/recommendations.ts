import type { Answer, Figure, Part } from "../../pipeline/schemas/answers.ts";
import { day, number, plural, usd } from "../../wording/format.ts";
import type { Facts, SavingsRow } from "../facts.ts";
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
  const servers = byAction.reduce((total, row) => total + row.servers, 0);
  const refused = byAction.find(({ action }) => action === "not_assessed")?.servers ?? 0;
  return {
    sentence: servers === refused
      ? say`Nothing is recommended: none of ${plural(servers, "server")} could be assessed.`
      : sentence(byAction, servers, refused),
    figures: servers === refused ? [] : tiles(facts),
  };
}

function sentence(byAction: readonly SavingsRow[], servers: number, refused: number): Part[] {
  const changes = byAction.filter(({ action }) => !UNCHANGED.includes(action))
    .reduce((total, row) => total + row.servers, 0);
  const savers = byAction.filter(({ action }) => SAVING.includes(action));
  const growing = byAction.find(({ action }) => action === "upsize");
  const saved = sum(savers, "saving_expected_usd_month");
  const grown = -(growing?.saving_expected_usd_month ?? 0);
  return say`${count("servers_to_change", changes, "server")} of ${number(servers)} should change.
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
      : `${plural(refused, "server")} could not be assessed; nothing is recommended for them.`
  }`;
}

function tiles({ savings, checks, settings }: Facts): Figure[] {
  const total = savings.find(({ action }) => action === "all");
  const money = (name: string, label: string, value: number | null | undefined, note: string): Figure => ({
    name,
    label,
    value: value ?? null,
    unit: "USD per month",
    text: usd(value),
    note,
    page: null,
  });
  const failed = checks.filter(({ passed }) => !passed).length;
  return [
    money(
      "cost_today",
      "Cost today",
      total?.usd_per_month,
      `a month, on demand, prices of ${day(settings.recommendations.catalogue.as_of)}`,
    ),
    money(
      "net_saving",
      "Net saving",
      total?.saving_expected_usd_month,
      `a month; ${usd(total?.saving_low_usd_month)} to ${usd(total?.saving_high_usd_month)}`,
    ),
    money(
      "net_saving_reserved",
      "Net saving, reserved",
      total?.reserved_expected_usd_month,
      "a month, at three-year reserved prices",
    ),
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
