import type { Reply } from '../dialogs/reply.ts';
import type { Session, UserEntry } from './transcript.ts';

/** The service could not be reached (status 0), or answered with an HTTP error. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(readonly status: number) {
    super(`the service answered ${status}`);
  }

  /** The token or the conversation is no longer known: another one is needed. */
  get isForgotten(): boolean {
    return [401, 403, 404].includes(this.status);
  }
}

export interface Grant {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
  readonly streamUrl?: string;
}

export interface IncomingActivity {
  readonly type: string;
  readonly id?: string;
  readonly from?: { readonly id?: string };
  readonly text?: string;
  readonly locale?: string;
  readonly channelData?: { readonly reply?: Reply; readonly clientActivityID?: string };
}

export interface ActivitySet {
  readonly activities: readonly IncomingActivity[];
  readonly watermark?: string;
}

/** A request without an answer for this long counts as a cut. */
const answerMs = 15_000;

/** The Direct Line 3.0 requests that the chat needs. Each throws a ServiceError when it does not succeed. */
export class DirectLine {
  constructor(
    private readonly service: string,
    private readonly language: string,
    private readonly stopped: AbortSignal,
  ) {}

  begin(userId: string): Promise<Grant> {
    return this.grant('POST', 'conversations', undefined, { user: { id: userId }, locale: this.language });
  }

  refresh({ token }: Session): Promise<Grant> {
    return this.grant('POST', 'tokens/refresh', token);
  }

  /** A stream that goes on from the watermark. */
  reconnect({ conversationId, token, watermark }: Session): Promise<Grant> {
    return this.grant('GET', `conversations/${conversationId}?${new URLSearchParams({ watermark })}`, token);
  }

  async activities({ conversationId, token, watermark }: Session): Promise<ActivitySet> {
    const path = `conversations/${conversationId}/activities?${new URLSearchParams({ watermark })}`;
    return readActivities(await this.request('GET', path, token));
  }

  async post({ conversationId, token }: Session, userId: string, entry: UserEntry): Promise<void> {
    await this.request('POST', `conversations/${conversationId}/activities`, token, {
      type: 'message',
      from: { id: userId },
      locale: this.language,
      text: entry.text,
      channelData: { clientActivityID: entry.id, ...(entry.label && { displayText: entry.label }) },
    });
  }

  private async grant(method: string, path: string, token?: string, body?: object): Promise<Grant> {
    const grant = (await this.request(method, path, token, body)) as Partial<Grant> | null;
    if (typeof grant?.conversationId !== 'string' || typeof grant.token !== 'string') {
      throw new ServiceError(0);
    }
    const { conversationId, token: given, expires_in = 1800, streamUrl } = grant;
    return { conversationId, token: given, expires_in, streamUrl };
  }

  private async request(method: string, path: string, token?: string, body?: object): Promise<unknown> {
    const cut = new AbortController();
    const stop = () => cut.abort();
    const timer = setTimeout(stop, answerMs);
    this.stopped.addEventListener('abort', stop);
    try {
      const response = await fetch(`${this.service}v3/directline/${path}`, {
        method,
        credentials: 'omit',
        cache: 'no-store',
        signal: cut.signal,
        headers: {
          'Accept-Language': this.language,
          ...(token && { Authorization: `Bearer ${token}` }),
          ...(body && { 'Content-Type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new ServiceError(response.status);
      return await response.json();
    } catch (error) {
      throw error instanceof ServiceError ? error : new ServiceError(0);
    } finally {
      clearTimeout(timer);
      this.stopped.removeEventListener('abort', stop);
    }
  }
}

/** Reads a set of activities as the service sends it; throws a ServiceError for anything else. */
export function readActivities(value: unknown): ActivitySet {
  const { activities, watermark } = (value ?? {}) as Partial<ActivitySet>;
  if (!Array.isArray(activities)) throw new ServiceError(0);
  return { activities, ...(typeof watermark === 'string' && { watermark }) };
}
