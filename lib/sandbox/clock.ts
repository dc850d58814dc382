/** The sandbox's own time: every expiry, refill and timestamp reads it, so that tests never wait. */
export interface SandboxClock {
  /** Milliseconds since 1970, in sandbox time. */
  now(): number;
  advance(ms: number): void;
  /** From now on sandbox time runs `factor` times as fast as real time; 0 stands still. */
  setSpeed(factor: number): void;
  /** Waits `ms` of sandbox time. */
  sleep(ms: number): Promise<void>;
}

export function createClock(startAt: number, speed: number): SandboxClock {
  let factor = speed;
  let anchorSandbox = startAt;
  let anchorReal = performance.now();

  // Whole milliseconds are for those who ask: cut off at each step, the clock would fall behind over thousands of them.
  const exact = () => anchorSandbox + (performance.now() - anchorReal) * factor;
  const reanchor = (sandboxTime: number) => {
    anchorSandbox = sandboxTime;
    anchorReal = performance.now();
  };

  return {
    now: () => Math.floor(exact()),
    advance: (ms) => reanchor(exact() + ms),
    setSpeed: (next) => {
      reanchor(exact());
      factor = next;
    },
    sleep: async (ms) => {
      if (ms <= 0) return;
      await new Promise((resolve) => setTimeout(resolve, factor > 0 ? ms / factor : ms));
    },
  };
}
