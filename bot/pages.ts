import { join } from 'node:path';
import type { RequestHandler, Server } from 'restify';
import restify from 'restify';
import { distFolder } from './paths.ts';

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

/** Serves the widget and the page that stands in for one of the city's, from what the build made. */
export function servePages(server: Server): void {
  const demo = restify.plugins.serveStatic({ directory: join(distFolder, 'demo'), default: 'index.html' });
  const widget = restify.plugins.serveStatic({ directory: distFolder, appendRequestPath: true, maxAge: 300 });
  const gzip = restify.plugins.gzipResponse();
  const guarded: RequestHandler = (request, response, next) => {
    response.header('Content-Security-Policy', contentSecurityPolicy(request.headers.host ?? 'localhost'));
    next();
  };
  const shared: RequestHandler = (_request, response, next) => {
    // The script tag of another site's page may fetch it.
    response.header('Cross-Origin-Resource-Policy', 'cross-origin');
    response.header('Access-Control-Allow-Origin', '*');
    next();
  };
  server.get('/', guarded, gzip, demo);
  server.get('/demo.css', guarded, gzip, demo);
  server.get('/widget.js', shared, gzip, widget);
  server.get('/widget/*', shared, gzip, widget);
}
