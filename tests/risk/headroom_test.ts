import assert from "node:assert/strict";
import { headroomRows, type Machine } from "../../lib/risk/headroom.ts";
import { RISK } from "./cases.ts";

// Usable: 80 % less a buffer of 10 % of it = 72 %. The workload: 1 vCPU, 4 GiB, 50 Mbit/s.
const machine = (server_id: string, vcpu: number, cpu: number[], memory = 8): Machine => ({
  server_id,
  region: "UK",
  environment: "production",
  capacity: { cpu: vcpu, memory: 64, network: 1000 },
  daily: {
    cpu: Float64Array.from(cpu),
    memory: new Float64Array(cpu.length).fill(memory),
    network: new Float64Array(cpu.length).fill(100),
  },
});

Deno.test("headroomRows: the largest is lost, the highest common day counts, worked by hand", () => {
  const [row] = headroomRows(
    [machine("A", 8, [4, 1]), machine("B", 8, [1, 4]), machine("C", 16, [2, 2])],
    RISK,
  );
  // CPU: (32 − 16) × 0.72 − 7 = 4.52. Memory: 128 × 0.72 − 24 = 68.16 GiB. Network: 2000 × 0.72 − 300 = 1140.
  assert.deepEqual([row!.by_cpu, row!.by_memory, row!.by_network], [4, 17, 22]);
  // Own highest days: 5.76 − 4 → 1 each on A and B, 11.52 − 2 → 9 on C; memory (46.08 − 8) / 4 → 9.
  assert.equal(row!.by_placement, 11);
  assert.deepEqual([row!.fits, row!.binding], [4, "cpu"]);
  assert.ok(Math.abs(row!.room_vcpu - 4.52) < 1e-9);
});

Deno.test("headroomRows: a pool of one fits nothing, what is short says by how much", () => {
  const [row] = headroomRows([machine("A", 8, [4])], RISK);
  assert.deepEqual([row!.fits, row!.binding, row!.room_vcpu], [0, "cpu", -4]);
  // Memory is short by 40 GiB, ten workloads; CPU by one.
  const [full] = headroomRows([machine("A", 8, [1], 40)], RISK);
  assert.deepEqual([full!.fits, full!.binding, full!.room_memory_gib], [0, "memory", -40]);
});

Deno.test("headroomRows: servers without forecast are left out, an unknown link leaves network unjudged", () => {
  const { daily, capacity, ...known } = machine("A", 8, [1]);
  const linkless: Machine = { ...known, daily, capacity: { ...capacity, network: null } };
  const silent: Machine = { ...known, server_id: "B", capacity, daily: { ...daily, cpu: null } };
  const [row] = headroomRows([linkless, silent, machine("C", 8, [1])], RISK);
  assert.deepEqual([row!.servers, row!.servers_left_out, row!.by_network, row!.room_network_mbps], [
    2,
    1,
    null,
    null,
  ]);
});

Deno.test("headroomRows: more load or a larger buffer never makes room", () => {
  const pool = (load: number) => [machine("A", 8, [load]), machine("B", 8, [load]), machine("C", 8, [load])];
  const fits = [0, 1, 2, 3, 4].map((load) => headroomRows(pool(load), RISK)[0]!.fits);
  assert.deepEqual(fits, fits.toSorted((a, b) => b - a));
  assert.ok(fits[0]! > fits[4]!);
  const wide = { ...RISK, headroom: { ...RISK.headroom, buffer_pct: 40 } };
  assert.ok(headroomRows(pool(2), wide)[0]!.fits < headroomRows(pool(2), RISK)[0]!.fits);
});
