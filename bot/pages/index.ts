import { join } from 'node:path';
import restify, { type Request, type RequestHandler, type Response, type Server } from 'restify';
import { parisDay } from '../../knowledge/paris.ts';
import type { Brain } from '../brain.ts';
import type { Clock } from '../clock.ts';
import { distFolder } from '../paths.ts';
import { Fiches } from './fiches.ts';
import { ResultPages } from './results.ts';
import type { SealedResults } from './sealed.ts';

/** What a page of ours may load: itself, and the stream of the same host. */
function contentSecurityPolicy(host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ws://${host} wss://${host}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const gzip = restify.plugins.gzipResponse();
const guarded: RequestHandler = (request, response, next) => {
  response.header('Content-Security-Policy', contentSecurityPolicy(request.headers.host ?? 'localhost'));
  next();
};

/** Serves the widget, the page that stands in for one of the city's, and the fact sheets. */
export function servePages(
  server: Server,
  brain: Brain,
  clock: Clock,
  results: SealedResults,
  publicUrl: URL | undefined,
): void {
  serveFiles(server);
  serveFiches(server, brain, clock, publicUrl);
  serveResults(server, brain, results);
}

function serveFiles(server: Server): void {
  const file = (directory: string, more = {}) =>
    restify.plugins.serveStatic({ directory: join(distFolder, directory), maxAge: 300, ...more });
  const shared: RequestHandler = (_request, response, next) => {
    // The script tag of another site's page may fetch it.
    response.header('Cross-Origin-Resource-Policy', 'cross-origin');
    response.header('Access-Control-Allow-Origin', '*');
    next();
  };
  server.get('/', guarded, gzip, file('demo', { default: 'index.html' }));
  server.get('/demo.css', guarded, gzip, file('demo'));
  server.get('/widget.js', shared, gzip, file(''));
  server.get('/widget/*', shared, gzip, file(''));
  server.get('/pages/*', gzip, file(''));
}

function send(response: Response, status: number, html: string, cache = 'no-cache'): void {
  response.sendRaw(status, html, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': cache });
}

function serveResults(server: Server, brain: Brain, results: SealedResults): void {
  const pages = new ResultPages(brain.knowledge.simulators, brain.voice);
  server.get('/resultats', guarded, gzip, async (request: Request, response: Response) => {
    const { r = '' } = request.query as { r?: string };
    const result = results.open(r);
    const page = result && pages.page(result);
    if (page === undefined) return send(response, 410, pages.gone('fr'), 'no-store');
    return send(response, 200, page, 'no-store');
  });
}

function serveFiches(server: Server, brain: Brain, clock: Clock, publicUrl: URL | undefined): void {
  const fiches = new Fiches(brain.knowledge, brain.replies, brain.voice);
  const languageOf = (request: Request) => brain.voice.spoken((request.query as Record<string, string>).lang);
  server.get('/fiches', guarded, gzip, async (request: Request, response: Response) =>
    send(response, 200, fiches.list(languageOf(request))),
  );
  server.get('/fiches/:id', guarded, gzip, async (request: Request, response: Response) => {
    const language = languageOf(request);
    const { id } = request.params as { id: string };
    if (!fiches.has(id)) return send(response, 404, fiches.notFound(language));
    const base = publicUrl ?? new URL(`http://${request.headers.host ?? 'localhost'}`);
    const url = new URL(`/fiches/${id}${language === 'fr' ? '' : `?lang=${language}`}`, base);
    return send(response, 200, fiches.page(id, language, parisDay(clock.now()), url.href));
  });
}
