/** Waiting for native code. */

const LOOK_EVERY_MS = 200;

/**
 * Waits for work of native code, looking now and then whether it is done. DuckDB works on threads of its own, and a
 * wake-up from another thread can get lost in Deno (denoland/deno#24010 and #32450): about once in 40,000 queries a
 * worker with nothing else to do slept for ever over work that was done.
 */
export async function awake<T>(work: Promise<T>): Promise<T> {
  // Firing is enough: at each turn the event loop takes up whatever has come.
  const timer = setInterval(() => {}, LOOK_EVERY_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
