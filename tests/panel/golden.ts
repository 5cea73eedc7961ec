/** Two small panels of many kinds of series, and their frozen forecasts. */
import { csv, daily, day, hour, hourly, rows } from "./cases.ts";
import { forecast } from "./command.ts";

const PANELS = {
  daily: csv(
    rows("constant", new Float64Array(40).fill(7), day),
    rows(
      "gaps",
      daily("golden", 150).map((value, t) => t % 11 === 0 || (t > 60 && t < 70) ? NaN : value),
      day,
    ),
    rows("idle", Float64Array.from({ length: 120 }, (_, t) => t % 9 === 0 ? 0.4 : 0), day),
    rows("long", daily("long", 800), day),
    rows("new", daily("new", 10), day),
    rows("shifted", daily("shifted", 200).map((value, t) => t < 120 ? value : value + 40), day),
  ),
  hourly: csv(rows("busy", hourly("golden", 600), hour), rows("young", hourly("young", 60), hour)),
} as const;

/** The only folder that the command which freezes them may write to. */
const FOLDER = new URL("../golden/panels/", import.meta.url);

export const GOLDEN = Object.keys(PANELS) as (keyof typeof PANELS)[];

export const frozenUrl = (name: typeof GOLDEN[number]): URL => new URL(`${name}.csv`, FOLDER);

/** The forecasts of a panel by all models as they are now, as CSV. */
export async function forecastNow(name: typeof GOLDEN[number]): Promise<string> {
  const folder = await Deno.makeTempDir({ dir: FOLDER.pathname });
  try {
    const options = "--input panel.csv --output out.csv --horizon 9";
    const { code, said, output } = await forecast(PANELS[name], options, folder);
    if (code !== 0) throw new Error(`Cannot forecast the ${name} panel as the command failed: ${said}`);
    return output!;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
