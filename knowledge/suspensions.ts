import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readContentFile } from './content-file.ts';
import { describeFinding, type Finding } from './findings.ts';
import { type Topic, topicSchema } from './schema.ts';

/** Which topics are stopped, and since when and why: read from the topics' files while the assistant runs. */
export interface Suspensions {
  /** The topic with the status that its file has now. */
  now(topic: Topic): Topic;
}

/** Every topic as it was at the start. */
export const noSuspensions: Suspensions = { now: (topic) => topic };

/**
 * Looks at the topics' files again and takes over their status: suspended or not. Anything else that changed waits for
 * the next build, so that a half-saved text never reaches a person. A file that cannot be read keeps its last status.
 */
export class WatchedSuspensions implements Suspensions {
  readonly #topics = new Map<string, Pick<Topic, 'status' | 'suspended'>>();
  readonly #seenMs = new Map<string, number>();

  constructor(
    private readonly folder: string,
    /** Told about each file that changed and cannot be read. */
    private readonly onTrouble: (trouble: string) => void,
  ) {
    // What the files say now is what the start has read.
    for (const path of this.files()) this.#seenMs.set(path, statSync(path).mtimeMs);
  }

  now(topic: Topic): Topic {
    const live = this.#topics.get(topic.id);
    return live ? { ...topic, ...live } : topic;
  }

  /** Reads the files saved since the last look. */
  look(): void {
    for (const path of this.files()) {
      const savedMs = statSync(path).mtimeMs;
      if (this.#seenMs.get(path) === savedMs) continue;
      this.#seenMs.set(path, savedMs);
      const { value, findings } = readContentFile(path, path.slice(this.folder.length + 1), topicSchema);
      if (value) this.#topics.set(value.id, { status: value.status, suspended: value.suspended });
      else for (const finding of findings as readonly Finding[]) this.onTrouble(describeFinding(finding));
    }
  }

  private files(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => join(this.folder, name));
  }
}
