import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import type { Clock } from '../../bot/clock.ts';
import { readConfig } from '../../bot/config.ts';
import { type RunningServer, startServer } from '../../bot/server.ts';

/** A clock that stands still until it is told to move. */
export class FixedClock implements Clock {
  constructor(private at = new Date('2026-11-25T10:00:00Z')) {}

  now(): Date {
    return this.at;
  }

  set(at: string): void {
    this.at = new Date(at);
  }

  advance(ms: number): void {
    this.at = new Date(this.at.getTime() + ms);
  }
}

export interface TestServer extends RunningServer {
  readonly url: string;
  readonly clock: FixedClock;
  readonly dataDir: string;
  /** Every line logged so far. */
  readonly logged: string[];
}

/** The real server on a free port of loopback, with a data folder of its own. */
export async function startTestServer(env: Record<string, string> = {}): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'assistant-'));
  const clock = new FixedClock();
  const logged: string[] = [];
  const log: Logger = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, ...env });
  const server = await startServer(config, { clock, log });
  return { ...server, url: `http://127.0.0.1:${server.port}`, clock, dataDir, logged };
}

/** A conversation over plain HTTP: begins, says, and reads what comes back. */
export class HttpConversation {
  #watermark = '';

  private constructor(
    readonly base: string,
    readonly id: string,
    readonly token: string,
    readonly streamUrl: string,
  ) {}

  static async begin(
    server: { url: string },
    headers: Record<string, string> = {},
  ): Promise<HttpConversation> {
    const base = `${server.url}/v3/directline`;
    const response = await fetch(`${base}/conversations`, { method: 'POST', headers });
    const { conversationId, token, streamUrl } = (await response.json()) as Record<string, string>;
    return new HttpConversation(base, conversationId as string, token as string, streamUrl as string);
  }

  /** Sends a message and returns the bot's answer to it, waiting for it. */
  async say(text: string, more: object = {}): Promise<BotMessage> {
    const response = await this.post({ type: 'message', from: { id: 'me' }, text, ...more });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    const { id } = (await response.json()) as { id: string };
    for (;;) {
      const { activities } = await this.activities();
      const at = activities.findIndex((activity) => activity.id === id);
      const answer = activities.slice(at + 1).find((activity) => activity.from.id !== 'me');
      if (at >= 0 && answer) return answer;
    }
  }

  post(activity: unknown): Promise<Response> {
    return fetch(`${this.base}/conversations/${this.id}/activities`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
  }

  async activities(): Promise<{ activities: BotMessage[]; watermark: string }> {
    const response = await fetch(
      `${this.base}/conversations/${this.id}/activities?watermark=${this.#watermark}`,
      {
        headers: { Authorization: `Bearer ${this.token}` },
      },
    );
    return (await response.json()) as { activities: BotMessage[]; watermark: string };
  }

  /** Everything the bot has said, once it has said at least `count` messages. */
  async heard(count: number): Promise<BotMessage[]> {
    for (;;) {
      const { activities } = await this.activities();
      const said = activities.filter(({ from, type }) => from.id !== 'me' && type === 'message');
      if (said.length >= count) return said;
    }
  }
}

export interface BotMessage {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  readonly locale?: string;
  readonly from: { readonly id: string };
  readonly channelData?: { readonly reply?: { readonly blocks: readonly { readonly kind: string }[] } };
}
