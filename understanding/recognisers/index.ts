import { Worker } from 'node:worker_threads';
import type { DayRange } from '../../knowledge/circumstances.ts';
import type { Day } from '../../knowledge/facts.ts';
import type { Answer, Found, Request } from './protocol.ts';

/** A turn waits no longer than this for a number or a date in words; then it goes on without. */
const deadlineMs = 150;
/** More requests than this waiting at once: the next ones go on without. */
const mostWaiting = 50;
/** Threads that die before they are ready, in a row, after which no other is started. */
const mostFailures = 3;
const warmUpId = 0;

interface Waiting {
  readonly request: Request;
  readonly settle: (found: readonly Found[] | undefined) => void;
}

/**
 * The text recognisers behind a deadline: in a worker thread that is warmed after start, killed and replaced when a text
 * holds it too long. What does not come in time is `undefined`, never an error; no text is kept or told.
 */
export class Recognisers {
  #worker: Worker | undefined;
  #warmUpsLeft = 0;
  #failures = 0;
  #running: { readonly waiting: Waiting; readonly timer: NodeJS.Timeout } | undefined;
  #queue: Waiting[] = [];
  #lastId = warmUpId;
  #whenReady: (() => void)[] = [];

  constructor(
    /** The built worker. */
    private readonly workerFile: URL,
    private readonly languages: readonly string[],
    private readonly options: {
      /** Hears why a thread was stopped. */
      readonly onStopped?: (reason: string) => void;
      /** Waits for a thread that is warming up, where nobody is waiting for the answer: the command line. */
      readonly isPatient?: boolean;
    } = {},
  ) {}

  get isReady(): boolean {
    return this.#worker !== undefined && this.#warmUpsLeft === 0;
  }

  /** Starts the thread; resolves when it can answer, or when it was given up. */
  warm(): Promise<void> {
    if (!this.#worker && this.#failures < mostFailures) this.startThread();
    return this.isReady || !this.#worker
      ? Promise.resolve()
      : new Promise((resolve) => this.#whenReady.push(resolve));
  }

  /** The number that a text says in words; undefined when it says none or in too long a time. */
  async number(text: string, language: string): Promise<number | undefined> {
    const [found] = (await this.ask('number', text, language, '2000-01-01')) ?? [];
    return found && 'value' in found ? found.value : undefined;
  }

  /** The days that a text names, as inclusive ranges, those to come first meant; undefined when not told in time. */
  async dates(text: string, language: string, today: Day): Promise<DayRange[] | undefined> {
    const found = await this.ask('date', text, language, today);
    return found?.flatMap((one) => ('from' in one ? [one] : []));
  }

  /** Stops the thread for good. */
  async close(): Promise<void> {
    this.#failures = mostFailures;
    await this.stopThread();
  }

  private async ask(
    kind: Request['kind'],
    text: string,
    language: string,
    today: Day,
  ): Promise<readonly Found[] | undefined> {
    if (this.options.isPatient) await this.warm();
    if (!this.isReady || this.#queue.length >= mostWaiting) return undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(undefined), deadlineMs);
      const settle = (found: readonly Found[] | undefined) => {
        clearTimeout(timer);
        this.#queue = this.#queue.filter(({ request: { id } }) => id !== request.id);
        resolve(found);
      };
      this.#lastId += 1;
      const request = { id: this.#lastId, kind, text, language, today };
      this.#queue.push({ request, settle });
      this.runNext();
    });
  }

  private runNext(): void {
    if (!this.isReady || this.#running) return;
    const waiting = this.#queue.shift();
    if (!waiting) return;
    this.#running = {
      waiting,
      timer: setTimeout(() => this.replaceThread('a text took too long'), deadlineMs),
    };
    this.#worker?.postMessage(waiting.request);
  }

  private startThread(): void {
    const worker = new Worker(this.workerFile, { name: 'recognisers' });
    worker.on('message', (answer: Answer) => {
      if (worker === this.#worker) this.receive(answer);
    });
    worker.on('error', (error) => {
      if (worker === this.#worker) this.replaceThread(error.name);
    });
    this.#worker = worker;
    // The first call for each language compiles thousands of patterns.
    this.#warmUpsLeft = this.languages.length;
    for (const language of this.languages)
      worker.postMessage({
        kind: 'warmUp',
        language,
        id: warmUpId,
        text: '',
        today: '2000-01-01',
      } satisfies Request);
  }

  private receive({ id, found }: Answer): void {
    if (id === warmUpId) {
      this.#warmUpsLeft -= 1;
      if (this.#warmUpsLeft === 0) this.becomeReady();
      return;
    }
    if (!this.#running) return;
    clearTimeout(this.#running.timer);
    this.#running.waiting.settle(found);
    this.#running = undefined;
    this.runNext();
  }

  private becomeReady(): void {
    this.#failures = 0;
    // Once it is warm, the thread alone keeps no process alive.
    this.#worker?.unref();
    this.tellWaiting();
  }

  private replaceThread(reason: string): void {
    if (!this.isReady) this.#failures += 1;
    this.options.onStopped?.(reason);
    void this.stopThread();
    if (this.#failures < mostFailures) this.startThread();
    else this.tellWaiting();
  }

  private tellWaiting(): void {
    for (const resolve of this.#whenReady.splice(0)) resolve();
  }

  private async stopThread(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    if (this.#running) {
      clearTimeout(this.#running.timer);
      this.#running.waiting.settle(undefined);
      this.#running = undefined;
    }
    // A new thread takes seconds: nobody waits for it.
    for (const { settle } of this.#queue.splice(0)) settle(undefined);
    await worker?.terminate();
  }
}
