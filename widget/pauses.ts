/** Pauses that end early when there is news: the network is back, the person is back. */
export class Pauses {
  /** Ends the pause under way, if any. */
  wake: () => void = () => {};

  /** Resolves after a time, when woken, or when cut. */
  wait(ms: number, cut: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        cut.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.wake = end;
      cut.addEventListener('abort', end);
      if (cut.aborted) end();
    });
  }
}
