// Builds dist/: the server and the commands, the knowledge and the model learnt from it, the widget and its demo page.
// `node build.mjs` builds; `--if-stale` only when a source is newer than the last build.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, 'built');
const sources = [
  'bot',
  'dialogs',
  'knowledge',
  'locales',
  'understanding',
  'widget',
  'build.mjs',
  'package-lock.json',
];

if (!process.argv.includes('--if-stale') || isStale()) await build();

function isStale() {
  if (!existsSync(stamp)) return true;
  const builtMs = statSync(stamp).mtimeMs;
  return sources.some((source) => newestMs(join(root, source)) > builtMs);
}

/** Time of the last change under a path, folders included so that a file taken away is seen. */
function newestMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestMs(join(path, name))),
    stat.mtimeMs,
  );
}

async function build() {
  const startedAt = new Date();
  const { build: bundle } = await import('esbuild').catch(() => {
    throw new Error('the build needs the development packages: run "npm ci" without --omit=dev');
  });
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  await bundle({
    absWorkingDir: root,
    entryPoints: {
      index: 'bot/index.ts',
      cli: 'bot/cli.ts',
      recognisers: 'understanding/recognisers/worker.ts',
    },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
  const { buildWidget } = await import('./widget/build.mjs');
  await buildWidget({ outdir: dist, minify: true });
  cpSync(join(root, 'widget/demo'), join(dist, 'demo'), { recursive: true });
  cpSync(join(root, 'bot/pages/assets'), join(dist, 'pages'), { recursive: true });
  execFileSync(process.execPath, [join(dist, 'cli.mjs'), 'train'], { stdio: 'inherit' });
  // Dated from the start: a source saved while building makes the build stale.
  writeFileSync(stamp, `${startedAt.toISOString()}\n`);
  utimesSync(stamp, startedAt, startedAt);
}
