/** One thing that is wrong in a content file, where it stands, and how to mend it. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line?: number;
  readonly message: string;
  readonly remedy?: string;
}

/** One readable line per finding: `file:line: message. Remedy`. */
export function describeFinding(finding: Finding): string {
  const where = finding.line === undefined ? finding.file : `${finding.file}:${finding.line}`;
  return `${where}: ${finding.message}${finding.remedy ? ` → ${finding.remedy}` : ''}`;
}

/** Content that cannot be served; carries every finding at once and stops the start. */
export class ContentError extends Error {
  override readonly name = 'ContentError';

  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(describeFinding).join('\n'));
  }
}
