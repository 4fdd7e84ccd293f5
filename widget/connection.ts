import {
  type ActivitySet,
  DirectLine,
  type Grant,
  type IncomingActivity,
  readActivities,
  ServiceError,
} from './direct-line.ts';
import { Pauses } from './pauses.ts';
import { hearStream } from './stream.ts';
import { newId, type Transcript } from './transcript.ts';

/** `lost`: tried again until it comes back. `unavailable`: the service answers, but not to this page. */
export type ConnectionState = 'connecting' | 'online' | 'lost' | 'unavailable';

const firstPauseMs = 500;
const longestPauseMs = 30_000;
const pollMs = 1_500;
/** Where no WebSocket opens, it is tried again after this many polls. */
const pollsBeforeStream = 40;
/** A message not confirmed by then is shown as waiting. */
const patienceMs = 2_000;
const tooManyMs = 5_000;

/** Keeps one conversation going over cuts, restarts and expired tokens, until it is stopped. */
export class Connection {
  readonly #stop = new AbortController();
  readonly #directLine: DirectLine;
  readonly #transcript: Transcript;
  readonly #pauses = new Pauses();
  #link = new AbortController();
  #state: ConnectionState = 'connecting';
  #failures = 0;
  #isSending = false;
  onState: (state: ConnectionState) => void = () => {};
  /** The bot is at work on an answer, or says that it is. */
  onTyping: () => void = () => {};

  constructor(service: string, language: string, transcript: Transcript) {
    this.#directLine = new DirectLine(service, language, this.#stop.signal);
    this.#transcript = transcript;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    const { signal } = this.#stop;
    window.addEventListener('online', () => this.#pauses.wake(), { signal });
    window.addEventListener('offline', () => this.lose(), { signal });
    document.addEventListener('visibilitychange', () => this.#pauses.wake(), { signal });
    void this.run();
  }

  stop(): void {
    this.#stop.abort();
    this.#link.abort();
  }

  /** Sends what the transcript holds unsent, in order, one at a time. */
  async send(): Promise<void> {
    if (this.#state === 'lost' || this.#state === 'unavailable') this.markWaiting();
    else setTimeout(() => this.markWaiting(), patienceMs);
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      await this.sendPending();
    } finally {
      this.#isSending = false;
    }
  }

  private async sendPending(): Promise<void> {
    const { userId } = this.#transcript;
    while (!this.#stop.signal.aborted && this.#state === 'online') {
      const [entry] = this.#transcript.pending;
      const { session } = this.#transcript;
      if (!entry || !session) return;
      try {
        await this.#directLine.post(session, userId, entry);
        this.#failures = 0;
        this.#transcript.mark(entry.id, 'sent');
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        if (this.#stop.signal.aborted) return;
        const { status, isForgotten } = error;
        if (status === 429) {
          setTimeout(() => void this.send(), tooManyMs);
          return;
        }
        if (status === 0 || status >= 500) return this.lose();
        if (isForgotten) {
          this.#failures += 1;
          return this.#link.abort();
        }
        // The service read this message and will not have it: the next ones may still go.
        this.#transcript.mark(entry.id, 'refused');
      }
    }
  }

  private async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        const grant = await this.connect();
        if (this.#stop.signal.aborted) return;
        this.#link = new AbortController();
        this.setState('online');
        void this.send();
        await this.listen(grant);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        if (this.#stop.signal.aborted) return;
        this.#failures += 1;
        this.setState(error.isForgotten ? 'unavailable' : 'lost');
      }
      await this.pause();
    }
  }

  /** Goes on with the conversation; begins another when the service has forgotten it. */
  private async connect(): Promise<Grant> {
    const { session } = this.#transcript;
    if (session) {
      try {
        return await this.#directLine.reconnect(session).catch(async (error: unknown) => {
          if (!(error instanceof ServiceError && error.isForgotten)) throw error;
          session.token = (await this.#directLine.refresh(session)).token;
          this.#transcript.save();
          return this.#directLine.reconnect(session);
        });
      } catch (error) {
        // A watermark that the service does not know (400) is a conversation that it does not know.
        const isRefusal = error instanceof ServiceError && (error.isForgotten || error.status === 400);
        if (!isRefusal) throw error;
      }
    }
    const grant = await this.#directLine.begin(this.#transcript.userId);
    if (this.#stop.signal.aborted) return grant;
    if (session) this.#transcript.hear({ from: 'service', id: newId() });
    this.#transcript.session = { conversationId: grant.conversationId, token: grant.token, watermark: '' };
    return grant;
  }

  private async listen({ streamUrl, expires_in }: Grant): Promise<void> {
    const { signal } = this.#link;
    const refreshing = setInterval(() => void this.refresh(), expires_in * 600);
    try {
      const hear = (frame: string) => this.deliver(readActivities(JSON.parse(frame)));
      if (streamUrl && (await hearStream(streamUrl, signal, hear))) return;
      for (let polls = 0; polls < pollsBeforeStream && !signal.aborted; polls++) {
        const { session } = this.#transcript;
        if (!session) return;
        this.deliver(await this.#directLine.activities(session));
        await this.#pauses.wait(pollMs, signal);
      }
    } finally {
      clearInterval(refreshing);
    }
  }

  private async refresh(): Promise<void> {
    const { session } = this.#transcript;
    // Refused, it shows at the next message, which brings a new conversation.
    const grant = session && (await this.#directLine.refresh(session).catch(() => undefined));
    if (!grant || this.#transcript.session !== session) return;
    session.token = grant.token;
    this.#transcript.save();
  }

  private deliver({ activities, watermark }: ActivitySet): void {
    const { session } = this.#transcript;
    if (this.#stop.signal.aborted || !session) return;
    if (activities.length > 0) this.#failures = 0;
    for (const activity of activities) this.hear(activity);
    if (watermark !== undefined) session.watermark = watermark;
    this.#transcript.save();
  }

  private hear({ type, id = newId(), from, text = '', locale, channelData }: IncomingActivity): void {
    if (from?.id === this.#transcript.userId) {
      this.#transcript.mark(channelData?.clientActivityID ?? '', 'sent');
      this.onTyping();
    } else if (type === 'typing') this.onTyping();
    else if (type === 'message') {
      const reply = channelData?.reply;
      this.#transcript.hear({ from: 'bot', id, text, language: reply?.language ?? locale, reply });
    }
  }

  private lose(): void {
    this.#failures += 1;
    this.setState('lost');
    this.#link.abort();
  }

  private setState(state: ConnectionState): void {
    this.#state = state;
    if (state !== 'online') this.markWaiting();
    this.onState(state);
  }

  private markWaiting(): void {
    if (this.#stop.signal.aborted) return;
    for (const { id } of this.#transcript.pending) this.#transcript.mark(id, 'waiting');
  }

  /** Longer after each failure, and never the same for all: a restart must not bring everybody back at once. */
  private pause(): Promise<void> {
    const ms = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#failures);
    return this.#pauses.wait(ms * (0.5 + Math.random() / 2), this.#stop.signal);
  }
}
