import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ConversationState } from 'botbuilder-core';
import type { Logger } from 'pino';
import restify, { type Request, type Response, type Server, type ServerOptions } from 'restify';
import { WatchedSuspensions } from '../knowledge/suspensions.ts';
import { Recognisers } from '../understanding/recognisers/index.ts';
import { Assistant } from './assistant.ts';
import { type Brain, readBrain } from './brain.ts';
import { type Clock, systemClock } from './clock.ts';
import { cloudDoor, cloudDoorState } from './cloud-door.ts';
import type { Config } from './config.ts';
import { DirectLineAdapter } from './directline/adapter.ts';
import { Conversations } from './directline/conversations.ts';
import { Origins } from './directline/origins.ts';
import { type Answer, DirectLineService } from './directline/service.ts';
import { StreamServer } from './directline/stream.ts';
import { keptSecret, Tokens } from './directline/tokens.ts';
import { HttpError } from './http-error.ts';
import { LowdbCounts } from './indicators/lowdb-counts.ts';
import { createLog, describeError } from './log.ts';
import { servePages } from './pages/index.ts';
import { SealedResults } from './pages/sealed.ts';
import { knowledgeFolder, recognisersFile } from './paths.ts';
import { openAddressCheck } from './qpv.ts';
import { RateLimit } from './rate-limit.ts';
import { ExpiringMemoryStorage } from './storage/expiring-memory.ts';

/** Idle time after which a conversation is forgotten. */
const idleMs = 30 * 60_000;
const mostConversations = 20_000;
const largestBody = 64 * 1024;
/** A topic suspended in its file is stopped within this time. */
const suspensionsMs = 20_000;
/** A stop waits this long for turns in flight. */
const stopMs = 5_000;

const readBody = restify.plugins.bodyParser({
  mapParams: false,
  maxBodySize: largestBody,
  rejectUnknown: true,
});

export interface RunningServer {
  readonly port: number;
  readonly brain: Brain;
  readonly counts: LowdbCounts;
  /** Makes ready what a first turn need not wait for. */
  warmUp(): Promise<void>;
  /** Ends turns in flight, writes the counts, closes every connection. */
  stop(): Promise<void>;
}

/** Starts the whole assistant; resolves once it answers. */
export async function startServer(
  config: Config,
  { clock = systemClock, log = createLog(config.logLevel) }: { clock?: Clock; log?: Logger } = {},
): Promise<RunningServer> {
  const suspensions = new WatchedSuspensions(join(knowledgeFolder, 'topics'), (trouble) => log.warn(trouble));
  const secret = config.directLineSecret ?? keptSecret(join(config.dataDir, 'direct-line.key'));
  const results = new SealedResults(secret, clock, config.publicUrl?.origin ?? '');
  const brain = readBrain({
    resultLinks: results,
    suspensions,
    publicUrl: config.publicUrl?.origin,
    addressChecker: openAddressCheck(config, { clock, log }),
  });
  const counts = new LowdbCounts(join(config.dataDir, 'counts'), (trouble, error) =>
    log.error(describeError(error), trouble),
  );
  const limit = (burst: number, everyMs: number) =>
    new RateLimit(clock, { burst, everyMs, mostKeys: mostConversations });
  const recognisers = new Recognisers(recognisersFile, brain.voice.languages, {
    onStopped: (reason) => log.warn({ reason }, 'the recognisers were started again'),
  });
  const assistant = new Assistant({
    brain,
    recognisers,
    state: new ConversationState(new ExpiringMemoryStorage(clock, idleMs)),
    counts,
    clock,
    rate: limit(15, 1000),
    log,
  });
  const origins = new Origins(config.widgetOrigins, config.publicUrl);
  const conversations = new Conversations(clock, { idleMs, most: mostConversations });
  const adapter = new DirectLineAdapter(conversations, clock);
  adapter.onTurnError = async (_context, error) =>
    log.error(describeError(error), 'a Direct Line turn failed');
  const directLine = new DirectLineService({
    tokens: new Tokens(secret, clock),
    origins,
    conversations,
    adapter,
    bot: assistant,
    clock,
    rates: { starts: limit(200, 100), messages: limit(40, 250) },
    ...(config.publicUrl && { publicUrl: config.publicUrl }),
  });

  let isStopping = false;
  const server = createHttpServer(log);
  server.get('/health/live', async (_request: Request, response: Response) =>
    send(response, { status: 200, body: { status: 'live' } }),
  );
  server.get('/health/ready', async (_request: Request, response: Response) =>
    send(response, { status: isStopping ? 503 : 200, body: { status: isStopping ? 'stopping' : 'ready' } }),
  );
  if (cloudDoorState(config).isOpen)
    server.post('/api/messages', readBody, await cloudDoor(config, assistant, log));
  serveDirectLine(server, directLine, origins);
  servePages(server, brain, clock, results, config.publicUrl);
  const streams = new StreamServer(server.server, directLine, conversations);
  const timers = [
    setInterval(() => conversations.dropIdle(), 60_000).unref(),
    setInterval(() => suspensions.look(), suspensionsMs).unref(),
  ];

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    brain,
    counts,
    warmUp: () => recognisers.warm(),
    async stop() {
      isStopping = true;
      await recognisers.close();
      for (const timer of timers) clearInterval(timer);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.race([
        conversations.settled(),
        new Promise((resolve) => setTimeout(resolve, stopMs).unref()),
      ]);
      streams.close();
      server.server.closeIdleConnections();
      await counts.flush();
      server.server.closeAllConnections();
      await closed;
      await counts.flush();
    },
  };
}

function createHttpServer(log: Logger): Server {
  const server = restify.createServer({
    name: '',
    handleUncaughtExceptions: false,
    ignoreTrailingSlash: true,
    // The framework's own log quotes addresses and headers: ours says what is worth saying.
    // (The typings still describe the logger of an older version.)
    log: createLog('silent') as unknown as NonNullable<ServerOptions['log']>,
  });
  server.pre((_request, response, next) => {
    response.header('X-Content-Type-Options', 'nosniff');
    response.header('Referrer-Policy', 'no-referrer');
    return next();
  });
  server.use(restify.plugins.queryParser({ mapParams: false }));
  server.on('restifyError', (_request: Request, response: Response, error: unknown, done: () => void) => {
    const readable = toHttpError(error, log);
    for (const [name, value] of Object.entries(readable.headers)) response.header(name, value);
    const { status, code, message } = readable;
    if (!response.headersSent) send(response, { status, body: { error: { code, message } } });
    done();
  });
  return server;
}

function send(response: Response, { status, body }: Answer): void {
  response.header('Cache-Control', 'no-store');
  response.send(status, body);
}

/** What a caller may be told of an error: our own and the framework's refusals as they are, nothing of any other. */
function toHttpError(error: unknown, log: Logger): HttpError {
  if (error instanceof HttpError) return error;
  const { statusCode, body } = error as { statusCode?: number; body?: { code?: string } };
  if (typeof statusCode === 'number' && statusCode < 500) {
    const meanings: Record<number, string> = {
      400: 'The body is not valid JSON.',
      404: 'There is nothing at this address.',
      405: 'This address does not take that method.',
      413: 'The body is too large.',
      415: 'Send JSON with "Content-Type: application/json".',
    };
    return new HttpError(
      statusCode,
      body?.code ?? 'BadRequest',
      meanings[statusCode] ?? 'The request was not understood.',
    );
  }
  log.error(describeError(error), 'a request failed');
  return new HttpError(500, 'Internal', 'The request failed. Try again.');
}

function serveDirectLine(server: Server, service: DirectLineService, origins: Origins): void {
  const base = '/v3/directline';
  const route =
    (answer: (request: Request) => Promise<Answer>) => async (request: Request, response: Response) => {
      allowOrigin(origins, request, response);
      send(response, await answer(request));
    };
  const watermark = (request: Request) => (request.query as Record<string, string | undefined>).watermark;
  const id = (request: Request) => String((request.params as Record<string, string>).id);

  server.post(
    `${base}/tokens/generate`,
    readBody,
    route((request) => service.generateToken(request)),
  );
  server.post(
    `${base}/tokens/refresh`,
    readBody,
    route((request) => service.refreshToken(request)),
  );
  server.post(
    `${base}/conversations`,
    readBody,
    route((request) => service.startConversation(request)),
  );
  server.get(
    `${base}/conversations/:id`,
    route((request) => service.reconnect(request, id(request), watermark(request))),
  );
  server.get(
    `${base}/conversations/:id/activities`,
    route((request) => service.activities(request, id(request), watermark(request))),
  );
  server.post(
    `${base}/conversations/:id/activities`,
    readBody,
    route((request) => service.post(request, id(request), request.body)),
  );
  server.opts(`${base}/*`, async (request: Request, response: Response) => {
    allowOrigin(origins, request, response);
    response.send(204);
  });
}

/** Lets a browser on an allowed site read the answer; throws 403 for any other site. */
function allowOrigin(origins: Origins, request: Request, response: Response): void {
  const origin = origins.of(request);
  if (origin === undefined) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Vary', 'Origin');
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
  response.setHeader(
    'Access-Control-Allow-Headers',
    'authorization, content-type, x-ms-bot-agent, x-requested-with',
  );
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
  response.setHeader('Access-Control-Max-Age', '600');
}
