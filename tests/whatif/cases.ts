/** Literal fleets the what-if tests share. */
import { type Fleet, fleetOf, LOAD_COLUMNS, type Server, SHARES } from "../../lib/whatif/loads.ts";
import { RISK } from "../risk/cases.ts";

/** 2025-12-31. */
export const TODAY = 20_453;

export function server(server_id: string, rest: Partial<Server> = {}): Server {
  return {
    server_id,
    business_unit: "Retail",
    region: "UK",
    environment: "production",
    service: "shop",
    criticality: "Medium",
    vcpu: 10,
    memory_gib: 100,
    disk_gib: 1000,
    network_mbps: 1000,
    usd_per_month: 100,
    ...rest,
  };
}

/** A series whose load rises in a straight line; half the paths reach it, other shares lie up to `spread` around. */
export interface Line {
  server_id: string;
  metric?: string;
  from: number;
  perDay?: number;
  spread?: number;
}

const valueOn = ({ from, perDay = 0, spread = 0 }: Line, column: number, day: number): number => {
  const share = SHARES[column];
  const around = share === undefined || day === 0 ? 0 : spread * (1 - 2 * share);
  return Math.max(from, from + perDay * day + around);
};

/** A fleet of servers and their series, over `horizon` days. */
export function fleet(servers: readonly Server[], lines: readonly Line[], horizon = 20): Fleet {
  const days = Array.from({ length: horizon + 1 }, (_, day) => day);
  const rows = lines.flatMap((line) => days.map((day) => ({ line, day })));
  return fleetOf({
    server_id: (row) => rows[row]!.line.server_id,
    metric: (row) => rows[row]!.line.metric ?? "cpu_p95",
    day: rows.map(({ day }) => day),
    loads: LOAD_COLUMNS.map((_, column) => rows.map(({ line, day }) => valueOn(line, column, day))),
  }, { servers, today: TODAY, rules: RISK });
}
