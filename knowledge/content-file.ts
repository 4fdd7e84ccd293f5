import { existsSync, readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Finding } from './findings.ts';

/** A parsed content file: its value when it fits the schema, its findings when it does not, and where things stand. */
export interface ContentFile<T> {
  readonly path: string;
  readonly value?: T;
  readonly findings: readonly Finding[];
  /** Line of the node at a path of keys, or of its nearest parent. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

/** Reads a YAML file and holds it to a schema. `name` is the path shown to the editor. */
export function readContentFile<S extends z.ZodType>(
  path: string,
  name: string,
  schema: S,
): ContentFile<z.infer<S>> {
  if (!existsSync(path)) {
    const missing = {
      severity: 'error' as const,
      file: name,
      message: 'this file is missing',
      remedy: 'restore it',
    };
    return { path: name, findings: [missing], lineOf: () => undefined };
  }
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, prettyErrors: false });
  const lineOf = (keys: readonly PropertyKey[]): number | undefined => {
    for (let depth = keys.length; depth >= 0; depth--) {
      const node = document.getIn(keys.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };

  if (document.errors.length > 0) {
    const findings = document.errors.map((error) => ({
      severity: 'error' as const,
      file: name,
      line: lines.linePos(error.pos[0]).line,
      message: `this YAML cannot be read (${error.message.split('\n')[0]})`,
      remedy: 'check indentation, quotes and colons on this line',
    }));
    return { path: name, findings, lineOf };
  }

  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { path: name, value: parsed.data, findings: [], lineOf };
  const findings = parsed.error.issues.map((issue) => ({
    severity: 'error' as const,
    file: name,
    line: lineOf(issue.path),
    message: `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`,
  }));
  return { path: name, findings, lineOf };
}
