import { element, icon } from './dom.ts';
import type { Strings } from './strings.ts';

/** Longest message that the service reads, in characters. */
const longestMessage = 1000;
/** The counter shows from here on, and is read out at each of these marks only. */
const marks = [0, 10, 20, 50, 100];
const arrow = 'M5 12h13M12 5l7 7-7 7';

/** The field to write in: grows with the text, Enter sends, Shift+Enter starts a line. */
export class Composer {
  readonly node: HTMLFormElement;
  readonly #field: HTMLTextAreaElement;
  readonly #frame: HTMLElement;
  readonly #count = element('p', { class: 'count', 'aria-hidden': 'true' });
  readonly #countSpoken = element('p', { class: 'spoken', role: 'status' });
  #markReached: number | undefined;

  constructor(
    private readonly strings: Strings,
    private readonly send: (text: string) => void,
  ) {
    this.#field = element('textarea', {
      rows: '1',
      maxlength: String(longestMessage),
      placeholder: strings.placeholder,
      'aria-label': strings.field,
      enterkeyhint: 'send',
      autocomplete: 'off',
    });
    this.#frame = element('div', { class: 'field' }, this.#field);
    const button = element('button', { class: 'send' }, element('span', {}, strings.send), icon(arrow));
    const row = element('div', { class: 'row' }, this.#frame, button);
    this.node = element('form', { class: 'composer' }, row, this.#count, this.#countSpoken);

    this.#field.addEventListener('input', () => this.measure());
    this.#field.addEventListener('keydown', (event) => {
      // While an input method composes a word, Enter ends the word.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.node.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  focus(): void {
    this.#field.focus();
  }

  private submit(): void {
    const text = this.#field.value.trim();
    if (text === '') return;
    this.#field.value = '';
    this.measure();
    this.send(text);
    this.focus();
  }

  /** Lets the field grow (a hidden copy of the text in the style sheet gives its height), and counts. */
  private measure(): void {
    const { value } = this.#field;
    this.#frame.dataset.text = value;
    const left = longestMessage - value.length;
    const reached = marks.find((mark) => left <= mark);
    const sentence = this.strings.remaining.replace('{{count}}', String(left));
    this.#count.textContent = reached === undefined ? '' : sentence;
    if (reached !== this.#markReached) this.#countSpoken.textContent = reached === undefined ? '' : sentence;
    this.#markReached = reached;
  }
}
