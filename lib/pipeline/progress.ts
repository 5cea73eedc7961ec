/** What the person at the terminal sees: a bar for what runs, one line for what is done. All of it on stderr. */

export interface Reporter {
  /** Part of a phase is done. */
  progress(name: string, done: number, total: number, seconds: number, unit?: string): void;
  /** One line that stays. */
  line(text: string): void;
}

const BAR_WIDTH = 24;

/** Seconds as people read them: 0.4 s, 12 s, 3 min 20 s. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** A bar with the time left: `backtest ████████········ 60 of 120 servers, 9 s left`. */
export function bar(name: string, done: number, total: number, seconds: number, unit = "servers"): string {
  const filled = Math.round(BAR_WIDTH * done / total);
  const left = done === 0 ? "" : `, ${duration(seconds * (total - done) / done)} left`;
  return `${name} ${"█".repeat(filled)}${"·".repeat(BAR_WIDTH - filled)} ${done} of ${total} ${unit}${left}`;
}

/** Draws bars over each other on a terminal; elsewhere writes finished lines only. */
export function terminalReporter(): Reporter {
  const encoder = new TextEncoder();
  const write = (text: string) => void Deno.stderr.writeSync(encoder.encode(text));
  const live = Deno.stderr.isTerminal();
  const CLEAR = "\r\x1b[2K";
  return {
    progress: (name, done, total, seconds, unit) => {
      if (live) write(CLEAR + bar(name, done, total, seconds, unit));
    },
    line: (text) => write((live ? CLEAR : "") + text + "\n"),
  };
}
