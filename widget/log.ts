import type { Choice } from '../dialogs/reply.ts';
import { element, spoken } from './dom.ts';
import { markdown } from './markdown.ts';
import { renderBlocks } from './render.ts';
import type { Strings } from './strings.ts';
import type { BotEntry, Entry, UserEntry } from './transcript.ts';

/** A question taller than this gives its place to the start of the answer. */
const questionPx = 120;
const gapPx = 12;

export interface LogActions {
  choose(choice: Choice): void;
  castVote(entry: BotEntry, choice: Choice): void;
}

/** The messages, in order. What is there before the log joins the page is not read out again. */
export class MessageLog {
  readonly node: HTMLElement;
  readonly #shown = new Map<string, HTMLElement>();
  /** First message of the answer under way: its start stays in sight while the rest comes. */
  #answer: HTMLElement | undefined;

  constructor(
    private readonly strings: Strings,
    private readonly actions: LogActions,
  ) {
    // Scrolls, so a keyboard must reach it.
    this.node = element('div', {
      class: 'log',
      role: 'log',
      tabindex: '0',
      'aria-live': 'polite',
      'aria-label': strings.log,
    });
    // While an answer is awaited, the state line below must not push the question out of sight.
    new ResizeObserver(() => this.#answer ?? this.scrollToEnd()).observe(this.node);
  }

  add(entry: Entry): void {
    if (entry.from === 'user') this.#answer = undefined;
    if (entry.from === 'user' && entry.isVote) return;
    const message = this.render(entry);
    this.#shown.set(entry.id, message);
    this.node.append(message);
    if (entry.from === 'user') {
      this.change(entry);
      this.scrollToEnd();
    } else {
      this.#answer ??= message;
      this.scrollTo(this.#answer);
    }
  }

  /** Shows how far the sending of a message has come. */
  change({ id, state }: UserEntry): void {
    const message = this.#shown.get(id);
    // Received: what comes next answers it.
    if (state === 'sent') this.#answer = undefined;
    message?.querySelector('.state')?.remove();
    if (state !== 'waiting' && state !== 'refused') return;
    message?.append(element('p', { class: `state ${state}` }, this.strings[state]));
    if (message === this.node.lastElementChild) this.scrollToEnd();
  }

  clear(): void {
    this.#shown.clear();
    this.#answer = undefined;
    this.node.replaceChildren();
  }

  scrollToEnd(): void {
    this.node.scrollTop = this.node.scrollHeight;
  }

  private render(entry: Entry): HTMLElement {
    const { bot, you, restarted } = this.strings;
    if (entry.from === 'service') return element('p', { class: 'notice' }, restarted);
    const who = spoken(`${entry.from === 'bot' ? bot : you} `);
    if (entry.from === 'bot') {
      const attributes = { class: 'message bot', lang: entry.language, dir: 'auto' };
      return element('div', attributes, who, ...this.answer(entry));
    }
    const bubble = element('p', { class: 'bubble', dir: 'auto' }, entry.label ?? entry.text);
    return element('div', { class: 'message user' }, who, bubble);
  }

  private answer(entry: BotEntry): Node[] {
    const { newWindow } = this.strings;
    const blocks = renderBlocks(entry.reply?.blocks ?? [], {
      newWindow,
      vote: entry.vote,
      choose: (choice) => this.actions.choose(choice),
      castVote: (choice) => this.actions.castVote(entry, choice),
    });
    return blocks.length > 0 ? blocks : [element('div', { class: 'text' }, markdown(entry.text, newWindow))];
  }

  /** Not scrollIntoView, which would move the page around the panel too. */
  private scrollTo(message: HTMLElement): void {
    const question = message.previousElementSibling;
    const isShort = question?.classList.contains('user') && question.clientHeight < questionPx;
    const start = isShort ? (question as HTMLElement) : message;
    this.node.scrollTop = start.offsetTop - gapPx;
  }
}
