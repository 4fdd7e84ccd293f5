/** The service sends a frame, an empty one at least, well within this time. */
const silenceMs = 70_000;
const openMs = 10_000;

/**
 * Hears a WebSocket until it closes, falls silent or is cut; tells whether it ever opened.
 * Never throws: some networks and proxies let no WebSocket through.
 */
export function hearStream(url: string, cut: AbortSignal, onFrame: (text: string) => void): Promise<boolean> {
  return new Promise((resolve) => {
    let socket: WebSocket;
    try {
      socket = new WebSocket(url);
    } catch {
      resolve(false);
      return;
    }
    let hasOpened = false;
    let timer = setTimeout(end, openMs);
    // A connection that died without a word is never closed by the browser: silence tells.
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(end, silenceMs);
    };
    function end(): void {
      clearTimeout(timer);
      cut.removeEventListener('abort', end);
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
      resolve(hasOpened);
    }
    socket.onopen = () => {
      hasOpened = true;
      heard();
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      heard();
      if (typeof data === 'string' && data !== '') onFrame(data);
    };
    socket.onclose = end;
    cut.addEventListener('abort', end);
    if (cut.aborted) end();
  });
}
