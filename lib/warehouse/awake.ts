/** Waiting for native code. */

const LOOK_EVERY_MS = 200;

/**
 * Waits for work of native code, looking now and then whether it is done: Deno 2.9 can miss the call that says so,
 * and a thread with nothing else to do would then wait for ever.
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
