import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The project's root, from the sources as from the compiled output. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));
export const knowledgeFolder = join(projectRoot, 'knowledge');
export const localesFolder = join(projectRoot, 'locales');
export const distFolder = join(projectRoot, 'dist');
/** The built worker of the recognisers. */
export const recognisersFile = pathToFileURL(join(distFolder, 'recognisers.mjs'));

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json was not found above the program');
  return findRoot(parent);
}

/** Adds what the `.env` file says to the environment, where there is one. */
export function loadEnvironment(): void {
  const file = join(projectRoot, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
