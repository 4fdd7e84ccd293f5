import type { IncomingMessage } from 'node:http';
import { HttpError } from '../http-error.ts';

/** Which sites may talk to the assistant from a browser: those listed, and our own pages. */
export class Origins {
  readonly #allowed: ReadonlySet<string>;

  constructor(listed: readonly string[], publicUrl: URL | undefined) {
    this.#allowed = new Set([...listed, ...(publicUrl ? [publicUrl.origin] : [])]);
  }

  /** The site that a request comes from; undefined for a program that is no browser. Throws 403 for a site not allowed. */
  of(request: IncomingMessage): string | undefined {
    const { origin, host } = request.headers;
    if (origin === undefined) return undefined;
    if (this.#allowed.has(origin) || isOwn(origin, host)) return origin;
    throw new HttpError(
      403,
      'ForbiddenOrigin',
      'This site may not use the assistant: its address is not in WIDGET_ORIGINS.',
    );
  }
}

function isOwn(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
