import { join } from 'node:path';
import { parisDay } from '../knowledge/paris.ts';
import { cloudDoorState } from './cloud-door.ts';
import { ConfigError, readConfig } from './config.ts';
import { loadEnvironment } from './paths.ts';
import { startServer } from './server.ts';

loadEnvironment();

try {
  const config = readConfig(process.env);
  const server = await startServer(config);
  const { knowledge } = server.brain;
  const today = parisDay(new Date());
  const overdue = [...knowledge.topics.values()].filter(({ reviewBy }) => reviewBy < today);
  const address = config.publicUrl?.href ?? `http://localhost:${server.port}/`;
  const lines = [
    `Assistant emploi is ready on ${address}`,
    `  widget: on, allowed on ${['our own pages', ...config.widgetOrigins].join(', ')}`,
    `  ${cloudDoorState(config).note}`,
    `  topics: ${knowledge.topics.size} of ${knowledge.catalogue.topics.length}`,
    `  counts: ${join(config.dataDir, 'counts')}; conversations: in memory, 30 idle minutes`,
    ...(overdue.length > 0 ? [`  warning: due for review: ${overdue.map(({ id }) => id).join(', ')}`] : []),
    ...(config.isProduction && !config.publicUrl
      ? ['  warning: PUBLIC_URL is not set: behind a TLS proxy the widget needs it']
      : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);

  void server.warmUp();

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void server.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  process.stderr.write(`${startTrouble(error)}\n`);
  process.exit(1);
}

/** Why the start failed, a line for each reason. */
function startTrouble(error: unknown): string {
  if (error instanceof ConfigError)
    return error.mistakes.map((mistake) => `configuration: ${mistake}`).join('\n');
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'configuration: PORT: another program already listens there; set another PORT';
  if (code === 'EACCES') return `configuration: not allowed: ${message}`;
  return stack ?? message;
}
