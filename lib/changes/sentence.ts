/** What changed, in words. */
import { count, say, server } from "../answers/sentence.ts";
import type { Part } from "../pipeline/schemas/answers.ts";
import { day, list, number, plural } from "../wording/format.ts";
import type { Changes } from "./compare.ts";

/** How many servers are named, and how many settings. */
const NAMED = 5;
const NAMED_SETTINGS = 2;

/** The changes as one sentence on what was given, and one on what came of it. */
export function sentenceOf(changes: Omit<Changes, "sentence">, leastDays: number): Part[] {
  if (changes.before === null) {
    return say`There is no earlier build to compare with. The next one that differs will be compared with this.`;
  }
  return say`Compared with the last build that differed, as of ${day(changes.before)}: ${given(changes)}.
    ${outcome(changes, leastDays)}`;
}

function given({ days_added, servers_added, servers_removed, settings }: Omit<Changes, "sentence">): string {
  const said = [
    days_added === 0
      ? "the same days of telemetry"
      : `${plural(Math.abs(days_added), "day")} of telemetry ${days_added > 0 ? "more" : "fewer"}`,
    servers_added.length === 0 ? "" : `${plural(servers_added.length, "server")} more`,
    servers_removed.length === 0 ? "" : `${plural(servers_removed.length, "server")} fewer`,
    settings.length === 0
      ? "the same settings"
      : `${plural(settings.length, "setting")} changed${byName(settings)}`,
  ];
  return said.filter((part) => part !== "").join(", ");
}

/** Settings by path and value, where they are few. */
function byName(settings: Changes["settings"]): string {
  if (settings.length > NAMED_SETTINGS) return "";
  const said = settings.map(({ path, before, after }) =>
    `${path} from ${before ?? "nothing"} to ${after ?? "nothing"}`
  );
  return ` (${list(said)})`;
}

function outcome({ servers, models }: Omit<Changes, "sentence">, leastDays: number): Part[] {
  const of = (kind: Changes["servers"][number]["change"]) =>
    servers.filter(({ change }) => change === kind).length;
  const [more, fewer, moved] = [of("newly_at_risk"), of("no_longer_at_risk"), of("moved_date")];
  const series = models.reduce((sum, change) => sum + change.series, 0);
  const modelWords = series === 0
    ? "No series changed its model."
    : `${plural(series, "series", "series")} changed
    ${series === 1 ? "its" : "their"} model.`;
  if (servers.length === 0) {
    return say`No server came to be at risk or ceased to be, and no date moved by ${
      plural(leastDays, "day")
    } or more.
      ${modelWords}`;
  }
  return say`${count("servers_newly_at_risk", more, "server")} newly at risk${named(servers)}, ${
    number(fewer)
  } no longer;
    ${plural(moved, "date")} moved by ${plural(leastDays, "day")} or more. ${modelWords}`;
}

/** The first servers newly at risk by name. */
function named(servers: Changes["servers"]): (string | Part)[] {
  const found = servers.filter(({ change }) => change === "newly_at_risk");
  if (found.length === 0) return [];
  const parts = found.slice(0, NAMED).flatMap(({ server_id, metric }, place) => [
    place === 0 ? "" : ", ",
    server(server_id, metric),
  ]);
  return [" (", ...parts, found.length > NAMED ? ` and ${number(found.length - NAMED)} more)` : ")"];
}
