/** Runs checks one after another and prints them as TAP does. */

export interface Report {
  /** Runs a check; it fails by throwing. */
  check(name: string, run: () => Promise<void>): Promise<void>;
  /** Prints the totals; returns the exit code. */
  end(): number;
}

export function report(): Report {
  let passed = 0;
  let failed = 0;
  return {
    async check(name, run) {
      try {
        await run();
        passed += 1;
        console.log(`ok ${passed + failed} - ${name}`);
      } catch (error) {
        failed += 1;
        console.log(`not ok ${passed + failed} - ${name}`);
        const reason = error instanceof Error ? error.message : String(error);
        console.log(reason.replace(/^/gm, "  "));
      }
    },
    end() {
      console.log(`1..${passed + failed}`);
      console.log(`${passed} passed, ${failed} failed`);
      return failed === 0 && passed > 0 ? 0 : 1;
    },
  };
}
