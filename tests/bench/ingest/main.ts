/**
 * `npm run ingest` beside pandas on the same file in one run: 10 million 5-minute samples, CSV and gz, to daily P95.
 *
 *     npm run bench:ingest -- [--python=/tmp/ingest-peer/bin/python] [--rounds=1]
 *
 * peer.py says how to install pandas. The file is made once, in /tmp/headroom-ingest.
 */
import { commandLine } from "../../../lib/pipeline/command_line.ts";
import { ROOT } from "../../../lib/pipeline/project.ts";
import { exists } from "../../../lib/pipeline/store.ts";
import { openWarehouse } from "../../../lib/warehouse/duckdb.ts";

const FOLDER = "/tmp/headroom-ingest";
const SERVERS = 48;
const STEPS = 104_256; // 362 days of five minutes
const SAMPLES = SERVERS * STEPS * 2;
const FILE = `${FOLDER}/samples-${SAMPLES}.csv.gz`;
const WORKSPACE = "data/ingest-bench";

async function makeFile(): Promise<void> {
  if (await exists(FILE)) return;
  await Deno.mkdir(FOLDER, { recursive: true });
  const warehouse = await openWarehouse({ threads: 2 });
  await warehouse.run(`COPY (
    SELECT strftime(TIMESTAMP '2024-01-01' + to_minutes(CAST(5 * i AS INTEGER)), '%Y-%m-%dT%H:%M:%SZ') AS timestamp,
      'srv-' || lpad(CAST(s AS VARCHAR), 4, '0') AS server_id, metric,
      round(50 + 30 * sin(i / 45.0 + s) + (hash(s * 1000003 + i) % 1000) / 100.0, 2) AS value
    FROM range(${STEPS}) t(i), range(${SERVERS}) u(s), (VALUES ('cpu_pct'), ('memory_pct')) m(metric)
  ) TO '${FILE}' (FORMAT csv, HEADER, COMPRESSION gzip)`);
  warehouse.close();
}

interface Cost {
  seconds: number;
  /** Seconds of all cores together: what is left of a comparison when the machine is busy. */
  cpuSeconds: number;
  peakMib: number;
}

const TICKS_PER_SECOND = 100;

/** Most memory a process ever held and the time it had of processors, as Linux counts them. */
async function usage(pid: number): Promise<{ peakMib: number; cpuSeconds: number }> {
  try {
    const status = await Deno.readTextFile(`/proc/${pid}/status`);
    const fields = (await Deno.readTextFile(`/proc/${pid}/stat`)).replace(/^.*\) /, "").split(" ");
    return {
      peakMib: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { peakMib: 0, cpuSeconds: 0 };
    throw error;
  }
}

async function timed(command: readonly string[]): Promise<Cost> {
  const [program, ...args] = command as [string, ...string[]];
  const started = performance.now();
  const child = new Deno.Command(program, {
    args,
    cwd: ROOT,
    env: { HEADROOM_INGEST__WORKSPACE: WORKSPACE },
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  let [peakMib, cpuSeconds] = [0, 0];
  const watch = setInterval(async () => {
    const used = await usage(child.pid);
    peakMib = Math.max(peakMib, used.peakMib);
    cpuSeconds = Math.max(cpuSeconds, used.cpuSeconds);
  }, 50);
  const { code } = await child.status;
  clearInterval(watch);
  if (code !== 0) throw new Error(`Cannot time ${program} as it must succeed: it ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds, peakMib };
}

async function ours(): Promise<Cost> {
  if (await exists(ROOT + WORKSPACE)) await Deno.remove(ROOT + WORKSPACE, { recursive: true });
  return await timed([
    "deno",
    "run",
    "--allow-read",
    "--allow-write=data",
    "--allow-env",
    "--allow-ffi=node_modules",
    "lib/ingest/main.ts",
    FILE,
  ]);
}

/** Largest difference of any figure of any day, and the days compared. */
async function difference(): Promise<{ days: number; p95: number; mean: number }> {
  const warehouse = await openWarehouse({ threads: 2 });
  const [found] = await warehouse.query<{ days: number; p95: number; mean: number }>(`
    SELECT count(*) AS days, max(abs(a.p95 - b.p95)) AS p95, max(abs(a.mean - b.mean)) AS mean
    FROM read_parquet('${ROOT}${WORKSPACE}/daily.parquet') AS a
    FULL JOIN read_csv('${FOLDER}/peer.csv') AS b
      ON a.server_id = b.server_id AND a.metric || '_pct' = b.metric AND a.date = CAST(b.date AS DATE)`);
  warehouse.close();
  return found!;
}

const shown = ({ seconds, cpuSeconds, peakMib }: Cost) =>
  `${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of processors, ${Math.round(peakMib)} MiB`;

const { values } = commandLine(import.meta.url, {
  options: {
    python: { type: "string", default: "/tmp/ingest-peer/bin/python" },
    rounds: { type: "string", default: "1" },
  },
});
await makeFile();
const best = (costs: readonly Cost[]) => costs.reduce((a, b) => b.seconds < a.seconds ? b : a);
const [mine, theirs]: [Cost[], Cost[]] = [[], []];
for (let round = 0; round < Number(values.rounds); round++) {
  mine.push(await ours());
  theirs.push(await timed([values.python, `${ROOT}tests/bench/ingest/peer.py`, FILE, `${FOLDER}/peer.csv`]));
}
const { days, p95, mean } = await difference();
console.log(`${SAMPLES.toLocaleString("en")} samples, ${days.toLocaleString("en")} days of a series`);
console.log(`ingest  ${shown(best(mine))}`);
console.log(`pandas  ${shown(best(theirs))}`);
console.log(`ratio   ${(best(theirs).seconds / best(mine).seconds).toFixed(2)} times as fast as pandas`);
console.log(`largest difference: P95 ${p95.toExponential(1)}, mean ${mean.toExponential(1)}`);
await Deno.remove(ROOT + WORKSPACE, { recursive: true });
