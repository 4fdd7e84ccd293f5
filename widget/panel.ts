import type { Composer } from './composer.ts';
import type { ConnectionState } from './connection.ts';
import { element, icon } from './dom.ts';
import type { MessageLog } from './log.ts';
import type { Strings } from './strings.ts';

/** What takes less than this is not worth a word. */
const hushMs = 700;
const typingMs = 20_000;
const narrow = '(max-width: 479.98px)';
const arrowBack = 'M4 4v6h6M5 10a8 8 0 1 1-1 5';
const minus = 'M5 12h14';

/** The panel around the log: header, state line, composer, footer. */
export class Panel {
  readonly node: HTMLDialogElement;
  readonly #status = element('p', { class: 'status', role: 'status' });
  readonly #isNarrow = matchMedia(narrow);
  #hush: ReturnType<typeof setTimeout> | undefined;
  /** State of the connection, said while there is something to say. */
  #trouble = '';

  constructor(
    private readonly strings: Strings,
    title: string,
    private readonly parts: { log: MessageLog; composer: Composer },
    actions: { restart(): void; closed(): void },
  ) {
    const button = (name: string, path: string, press: () => void) => {
      const made = element(
        'button',
        { type: 'button', class: 'tool' },
        icon(path),
        element('span', {}, name),
      );
      made.addEventListener('click', press);
      return made;
    };
    const header = element(
      'div',
      { class: 'header' },
      element('p', { class: 'title' }, title),
      button(strings.restart, arrowBack, () => actions.restart()),
      button(strings.close, minus, () => this.node.close()),
    );
    const footer = element('p', { class: 'footer' }, strings.footer);
    const { log, composer } = parts;
    const dialog = element(
      'dialog',
      { 'aria-label': title },
      header,
      log.node,
      this.#status,
      composer.node,
      footer,
    );
    this.node = dialog;

    dialog.addEventListener('keydown', (event) => {
      // Shortcuts of the page around must not take what is typed here.
      event.stopPropagation();
      if (event.key === 'Escape') dialog.close();
    });
    // Told late by the browser: a panel shown again meanwhile is not closed.
    dialog.addEventListener('close', () => !dialog.open && actions.closed());
    this.#isNarrow.addEventListener('change', () => this.fit());
  }

  open(): void {
    this.show();
    this.parts.log.scrollToEnd();
    this.parts.composer.focus();
  }

  /** Says what hinders the conversation; a message held back is worth saying so. */
  showConnection(state: ConnectionState, hasPending: boolean): void {
    const { lost, lostWithMessage, unavailable, connecting } = this.strings;
    const sentences = { lost: hasPending ? lostWithMessage : lost, unavailable, connecting, online: '' };
    this.#trouble = sentences[state];
    this.#status.classList.toggle('trouble', state === 'lost' || state === 'unavailable');
    if (state === 'connecting') this.later(() => this.say(this.#trouble, true));
    else this.say(this.#trouble);
  }

  showTyping(): void {
    if (this.#trouble !== '') return;
    this.later(() => {
      this.say(this.strings.typing, true);
      this.#hush = setTimeout(() => this.say(''), typingMs);
    });
  }

  hideTyping(): void {
    this.say(this.#trouble);
  }

  private say(sentence: string, isBusy = false): void {
    clearTimeout(this.#hush);
    this.#status.classList.toggle('busy', isBusy);
    if (this.#status.textContent !== sentence) this.#status.textContent = sentence;
  }

  private later(show: () => void): void {
    clearTimeout(this.#hush);
    this.#hush = setTimeout(show, hushMs);
  }

  /** On a narrow screen the panel covers the page, which must then be out of the keyboard's reach: modal. */
  private show(): void {
    if (this.#isNarrow.matches) this.node.showModal();
    else this.node.show();
  }

  private fit(): void {
    if (!this.node.open) return;
    const focused = (this.node.getRootNode() as ShadowRoot).activeElement;
    this.node.close();
    this.show();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
