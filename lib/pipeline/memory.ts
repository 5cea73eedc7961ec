const SAMPLE_EVERY_MS = 50;
const MIB = 1024 * 1024;

/** Runs something and measures the most memory the process held meanwhile, workers and DuckDB included, in MiB. */
export async function peakMemory<T>(run: () => Promise<T>): Promise<{ value: T; peakMib: number }> {
  let peak = 0;
  const sample = () => {
    peak = Math.max(peak, Deno.memoryUsage().rss);
  };
  sample();
  const timer = setInterval(sample, SAMPLE_EVERY_MS);
  try {
    const value = await run();
    sample();
    return { value, peakMib: Math.round(peak / MIB) };
  } finally {
    clearInterval(timer);
  }
}
