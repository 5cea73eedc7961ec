import type { Archetype } from "./settings.ts";
import type { Matrix } from "./noise.ts";

/** Correlations of an archetype's noise between metrics on the same day, in the order of METRICS. */
export function correlationMatrix(
  { cpu_memory, cpu_disk, cpu_net, memory_disk, memory_net, disk_net, net_in_net_out }:
    Archetype["correlation"],
): Matrix {
  return [
    [1, cpu_memory, cpu_disk, cpu_net, cpu_net],
    [cpu_memory, 1, memory_disk, memory_net, memory_net],
    [cpu_disk, memory_disk, 1, disk_net, disk_net],
    [cpu_net, memory_net, disk_net, 1, net_in_net_out],
    [cpu_net, memory_net, disk_net, net_in_net_out, 1],
  ];
}
