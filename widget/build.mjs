// Builds the widget: the loader, one script for any page, and the chat, a module loaded when its button is pressed.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

/** Style sheets as text inside the bundle, minified like the rest. */
const styleSheets = (minify) => ({
  name: 'style-sheets',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify });
      return { loader: 'text', contents: code.trim() };
    });
  },
});

/** Each bundle carries only its own sentences: those of the button, or those of the chat. */
const sentences = (isLauncher) => ({
  name: 'sentences',
  setup({ onLoad }) {
    onLoad({ filter: /locales[\\/]\w+[\\/]widget\.json$/ }, async ({ path }) => {
      const all = Object.entries(JSON.parse(await readFile(path, 'utf8')));
      const own = all.filter(([key]) => key.startsWith('launcher') === isLauncher);
      return { loader: 'json', contents: JSON.stringify(Object.fromEntries(own)) };
    });
  },
});

/** Writes widget.js and widget/chat.js into `outdir`; returns their sizes in bytes, gzipped. */
export async function buildWidget({ outdir, minify }) {
  const bundle = (entry, outfile, format, isLauncher) =>
    build({
      entryPoints: [join(import.meta.dirname, entry)],
      outfile: join(outdir, outfile),
      bundle: true,
      minify,
      format,
      target: 'es2020',
      charset: 'utf8',
      plugins: [styleSheets(minify), sentences(isLauncher)],
      logLevel: 'warning',
    });
  await Promise.all([
    bundle('loader.ts', 'widget.js', 'iife', true),
    bundle('chat.ts', 'widget/chat.js', 'esm', false),
  ]);
  const size = (file) => gzipSync(readFileSync(join(outdir, file))).length;
  return { loader: size('widget.js'), chat: size('widget/chat.js') };
}
