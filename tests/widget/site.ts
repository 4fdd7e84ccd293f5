import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { buildWidget } from '../../widget/build.mjs';
import { FakeDirectLine } from './fake-direct-line.ts';

const demoFolder = join(import.meta.dirname, '../../widget/demo');
const contentTypes: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
};

let built: Promise<{ folder: string; loader: number; chat: number }> | undefined;

/** The widget as it is shipped, built once for all tests; sizes in bytes, gzipped. */
export function builtWidget(): Promise<{ folder: string; loader: number; chat: number }> {
  built ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'widget-'));
    return { folder, ...(await buildWidget({ outdir: folder, minify: true })) };
  })();
  return built;
}

/** A site that embeds the widget under a strict policy, and a service that the test directs. */
export class Site {
  readonly service = new FakeDirectLine();
  readonly #server: Server;
  readonly #folder: string;
  #isCut = false;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#server = createServer((request, response) => this.handle(request, response));
    this.#server.on('upgrade', (request, socket, head) => {
      if (this.#isCut) socket.destroy();
      else this.service.upgrade(request, socket, head);
    });
  }

  static async start(): Promise<Site> {
    const site = new Site((await builtWidget()).folder);
    site.#server.listen(0, '127.0.0.1');
    await once(site.#server, 'listening');
    return site;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on nothing answers: requests fail, streams are gone. */
  cut(): void {
    this.#isCut = true;
    this.service.dropStreams();
    this.#server.closeAllConnections();
  }

  restore(): void {
    this.#isCut = false;
  }

  async stop(): Promise<void> {
    this.service.dropStreams();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    if (this.#isCut) return void request.socket.destroy();
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    if (pathname.startsWith('/v3/')) return void this.service.handle(request, response);
    const policy = [
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'",
      `form-action 'none'; connect-src 'self' ws://${request.headers.host}`,
    ];
    response.setHeader('Content-Security-Policy', policy.join('; '));
    response.setHeader('Content-Type', contentTypes[extname(pathname)] ?? 'text/html; charset=utf-8');
    const file = pathname === '/' ? hostPage(searchParams.get('lang') ?? 'fr') : this.fileAt(pathname);
    response.statusCode = file === undefined ? 404 : 200;
    response.end(file);
  }

  private fileAt(pathname: string): Buffer | undefined {
    if (pathname === '/demo') return readFileSync(join(demoFolder, 'index.html'));
    if (pathname === '/demo.css') return readFileSync(join(demoFolder, 'demo.css'));
    if (pathname === '/widget.js' || pathname === '/widget/chat.js') {
      return readFileSync(join(this.#folder, pathname));
    }
    return undefined;
  }
}

function hostPage(language: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Page</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<script src="/widget.js" defer></script></head>
<body><main><h1>Page</h1><p><a href="#suite">Un lien</a></p></main></body></html>`;
}
