import type { ContentFile } from '../content-file.ts';
import type { Finding } from '../findings.ts';
import type { Origins } from '../library.ts';

/** Collects findings and tells where in its file each stands. */
export class Report {
  readonly findings: Finding[] = [];

  constructor(private readonly origins: Origins) {}

  /** `key`: `topic:<id>`, `fact:<id>`, `place:<id>` or `figure:<id>`; `path`: keys inside the entry's file. */
  error(key: string, path: readonly PropertyKey[], message: string, remedy?: string): void {
    this.add('error', key, path, message, remedy);
  }

  warn(key: string, path: readonly PropertyKey[], message: string, remedy?: string): void {
    this.add('warning', key, path, message, remedy);
  }

  originOf(key: string): ContentFile<unknown> | undefined {
    return this.origins.get(key);
  }

  private add(
    severity: Finding['severity'],
    key: string,
    path: readonly PropertyKey[],
    message: string,
    remedy?: string,
  ): void {
    const file = this.origins.get(key);
    this.findings.push({ severity, file: file?.path ?? key, line: file?.lineOf(path), message, remedy });
  }
}
