import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Reply } from '../../dialogs/reply.ts';

interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly from: { readonly id: string };
  readonly channelData?: { readonly clientActivityID?: string; readonly reply?: Reply };
}

interface Conversation {
  readonly activities: Activity[];
  readonly sockets: Set<WebSocket>;
}

/** A Direct Line service that says what a test tells it to, and fails when a test tells it to. */
export class FakeDirectLine {
  readonly #conversations = new Map<string, Conversation>();
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #accepted = new Set<string>();
  #begun = 0;
  #losesNextAnswer = false;
  greeting = 'Bonjour, je suis l’assistant.';
  /** What the bot answers, by the text sent; anything else is answered "Vous avez dit : …". */
  readonly answers = new Map<string, Reply>();
  /** Texts that the bot has answered, in order: a message sent twice is there once. */
  readonly turns: string[] = [];
  /** How many conversations were begun. */
  get begun(): number {
    return this.#begun;
  }
  letsStreamsOpen = true;
  /** HTTP status that every message is refused with. */
  refusesWith: number | undefined;

  /** As a restart with another secret: no token and no conversation is known any more. */
  forget(): void {
    const sockets = [...this.#conversations.values()].flatMap((conversation) => [...conversation.sockets]);
    this.#conversations.clear();
    for (const socket of sockets) socket.close(1012);
  }

  /** Takes the next message in, then cuts the line before anybody hears of it. */
  loseNextAnswer(): void {
    this.#losesNextAnswer = true;
  }

  dropStreams(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  typing(): void {
    for (const conversation of this.#conversations.values()) {
      this.append(conversation, { type: 'typing', from: { id: 'bot' } });
    }
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const [, id = '', tail] =
      /^\/v3\/directline\/conversations\/([\w-]+)(\/activities)?$/.exec(pathname) ?? [];
    const reply = (status: number, body: object) => {
      response.statusCode = status;
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
    };
    if (request.method === 'POST' && pathname === '/v3/directline/conversations') {
      return void reply(201, this.begin(request));
    }
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const conversation = this.#conversations.get(token.replace('token-', ''));
    if (!conversation) return void reply(403, { error: { code: 'BadToken', message: 'unknown' } });
    if (pathname.endsWith('/tokens/refresh')) {
      return void reply(200, { conversationId: token.replace('token-', ''), token, expires_in: 1800 });
    }
    const watermark = Number(searchParams.get('watermark') ?? 0);
    if (!tail) return void reply(200, this.grant(id, request, watermark));
    if (request.method === 'GET') {
      const { activities } = conversation;
      const set = { activities: activities.slice(watermark), watermark: String(activities.length) };
      return void reply(200, set);
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (this.refusesWith) return void reply(this.refusesWith, { error: { code: 'No', message: 'no' } });
    const sent = JSON.parse(Buffer.concat(chunks).toString()) as Activity;
    if (this.#losesNextAnswer) {
      this.#losesNextAnswer = false;
      this.dropStreams();
      request.socket.destroy();
    }
    this.take(conversation, sent);
    reply(200, { id: 'taken' });
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '', 'http://localhost');
    const conversation = this.#conversations.get(url.searchParams.get('t')?.replace('token-', '') ?? '');
    if (!conversation || !this.letsStreamsOpen) return void socket.destroy();
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      conversation.sockets.add(client);
      client.on('close', () => conversation.sockets.delete(client));
      client.send('');
      const { activities } = conversation;
      const missed = activities.slice(Number(url.searchParams.get('watermark')));
      client.send(JSON.stringify({ activities: missed, watermark: String(activities.length) }));
    });
  }

  private begin(request: IncomingMessage): object {
    this.#begun += 1;
    const id = `conversation-${this.#begun}`;
    const conversation = { activities: [], sockets: new Set<WebSocket>() };
    this.#conversations.set(id, conversation);
    this.append(conversation, { type: 'message', from: { id: 'bot' }, text: this.greeting });
    return this.grant(id, request, 0);
  }

  private grant(id: string, request: IncomingMessage, watermark: number): object {
    const streamUrl = `ws://${request.headers.host}/v3/directline/stream?t=token-${id}&watermark=${watermark}`;
    return { conversationId: id, token: `token-${id}`, expires_in: 1800, streamUrl };
  }

  /** Echoes a message and answers it, unless it came before under the same client id. */
  private take(conversation: Conversation, sent: Activity): void {
    const clientId = sent.channelData?.clientActivityID ?? '';
    if (this.#accepted.has(clientId)) return;
    this.#accepted.add(clientId);
    const text = sent.text ?? '';
    this.turns.push(text);
    this.append(conversation, sent);
    const reply = this.answers.get(text);
    this.append(conversation, {
      type: 'message',
      from: { id: 'bot' },
      text: `Vous avez dit : ${text}`,
      ...(reply && { channelData: { reply } }),
    });
  }

  private append(conversation: Conversation, activity: Activity): void {
    const { activities, sockets } = conversation;
    const whole = { ...activity, id: `${this.#begun}|${activities.length}` };
    activities.push(whole);
    const frame = JSON.stringify({ activities: [whole], watermark: String(activities.length) });
    for (const socket of sockets) socket.send(frame);
  }
}
