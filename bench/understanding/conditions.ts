import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../bot/paths.ts';
import { parisDay } from '../../knowledge/paris.ts';

const packages = ['node-nlp', 'minisearch', '@orama/orama', '@orama/stemmers', 'fuse.js'];

/** One sentence: the day, the machine and the versions of what was compared. */
export function conditions(): string {
  const versions = packages.map((name) => `${name} ${versionOf(name)}`).join(', ');
  return `Measured on ${parisDay(new Date())}: ${availableParallelism()} cores, Node ${process.versions.node}, ${versions}.`;
}

function versionOf(name: string): string {
  const file = join(projectRoot, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
