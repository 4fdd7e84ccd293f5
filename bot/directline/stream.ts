import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { HttpError } from '../http-error.ts';
import type { Conversations } from './conversations.ts';
import type { DirectLineService } from './service.ts';

const path = /^\/v3\/directline\/conversations\/(?<id>[\w-]{1,64})\/stream$/;
/** An empty frame this often keeps proxies from closing an idle stream. */
const keepAliveMs = 25_000;
/** A client that takes nothing off its socket is cut here: its replay brings everything when it comes back. */
const mostBuffered = 1_000_000;

/** Serves the WebSocket stream of Direct Line conversations. */
export class StreamServer {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });

  constructor(
    server: Server,
    private readonly service: DirectLineService,
    private readonly conversations: Conversations,
  ) {
    server.on('upgrade', (request, socket, head) => void this.upgrade(request, socket, head));
  }

  /** Closes every stream: clients come back to whichever instance answers next. */
  close(): void {
    for (const socket of this.#sockets.clients) socket.close(1012, 'restarting');
    this.#sockets.close();
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    try {
      const url = new URL(request.url ?? '', 'http://localhost');
      const id = path.exec(url.pathname)?.groups?.id;
      if (id === undefined) throw new HttpError(404, 'NotFound', 'There is no stream here.');
      const grant = await this.service.grantOf(request, id, url.searchParams.get('t') ?? undefined);
      const { conversation } = this.conversations.open(grant.conversationId);
      const watermark = url.searchParams.get('watermark') ?? undefined;
      conversation.since(watermark);
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        const stop = conversation.listen(watermark, (set) => {
          if (set.activities.length > 0) send(client, JSON.stringify(set));
        });
        const keepAlive = setInterval(() => send(client, ''), keepAliveMs).unref();
        client.on('error', () => client.terminate());
        client.on('close', () => {
          clearInterval(keepAlive);
          stop();
        });
      });
    } catch (error) {
      const { status, code, message } =
        error instanceof HttpError
          ? error
          : new HttpError(500, 'Internal', 'The stream could not be opened.');
      const body = JSON.stringify({ error: { code, message } });
      socket.end(
        `HTTP/1.1 ${status} ${code}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
    }
  }
}

function send(client: WebSocket, frame: string): void {
  if (client.bufferedAmount > mostBuffered) client.terminate();
  else if (client.readyState === client.OPEN) client.send(frame);
}
