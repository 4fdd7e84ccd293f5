import type { Block, Choice } from '../dialogs/reply.ts';
import { element } from './dom.ts';
import { inline, link, markdown } from './markdown.ts';

/** What a block needs from around it. */
export interface BlockContext {
  /** Warns that a link opens a window. */
  readonly newWindow: string;
  /** The value voted for on this message, if any. */
  readonly vote: string | undefined;
  choose(choice: Choice): void;
  /** Called once: the buttons lock after it. */
  castVote(choice: Choice): void;
}

type Renderers = {
  readonly [Kind in Block['kind']]: (
    block: Extract<Block, { kind: Kind }>,
    context: BlockContext,
  ) => HTMLElement;
};

/** How each kind of block is shown: a new kind is one function more. */
const renderers: Renderers = {
  text: ({ text }, { newWindow }) => element('div', { class: 'text' }, markdown(text, newWindow)),

  // No role="alert": inside the log it would be read out twice.
  alert: ({ text }, { newWindow }) => element('div', { class: 'alert' }, markdown(text, newWindow)),

  steps({ title, steps }, { newWindow }) {
    const id = nextId();
    const items = steps.map((step) => element('li', {}, inline(step, newWindow)));
    return element(
      'div',
      { class: 'steps' },
      element('p', { class: 'heading', id }, title),
      element('ol', { 'aria-labelledby': id }, ...items),
    );
  },

  table({ caption, columns, rows }, { newWindow }) {
    const id = nextId();
    const cells = (tag: 'th' | 'td', texts: readonly string[], scope?: string) =>
      texts.map((text) => element(tag, { scope }, inline(text, newWindow)));
    const line = ([first = '', ...others]: readonly string[]) =>
      element('tr', {}, ...cells('th', [first], 'row'), ...cells('td', others));
    // Narrow screens scroll the table, not the panel: a keyboard must reach it to do so.
    return element(
      'div',
      { class: 'table', role: 'group', tabindex: '0', 'aria-labelledby': id },
      element(
        'table',
        {},
        element('caption', { id }, element('span', {}, inline(caption, newWindow))),
        element('thead', {}, element('tr', {}, ...cells('th', columns, 'col'))),
        element('tbody', {}, ...rows.map(line)),
      ),
    );
  },

  more: ({ title, text }, { newWindow }) =>
    element('details', {}, element('summary', {}, title), markdown(text, newWindow)),

  links({ links }, { newWindow }) {
    // An address of ours stands without its host: it is that of this script.
    const items = links.map(({ label, url }) => link(label, new URL(url, import.meta.url).href, newWindow));
    return element('p', { class: 'links' }, ...items);
  },

  sources({ title, sources, asOf }, { newWindow }) {
    const items = sources.map((source) =>
      element('li', {}, source.url ? link(source.title, source.url, newWindow) : source.title),
    );
    return element(
      'div',
      { class: 'sources' },
      element('p', { class: 'heading' }, title),
      element('ul', {}, ...items),
      element('p', { class: 'as-of' }, asOf),
    );
  },

  choices({ title, choices }, { choose }) {
    const buttons = choices.map((choice) => {
      const button = element('button', { type: 'button' }, choice.label ?? choice.title);
      button.addEventListener('click', () => choose(choice));
      return button;
    });
    return group('choices', title, buttons);
  },

  feedback({ title, choices }, { vote, castVote }) {
    const buttons = choices.map((choice) => {
      const button = element('button', { type: 'button', 'aria-pressed': 'false' }, choice.title);
      button.addEventListener('click', () => {
        if (button.getAttribute('aria-disabled') === 'true') return;
        lock(choice.value);
        castVote(choice);
      });
      return button;
    });
    // aria-disabled, not disabled: the keyboard keeps its place.
    const lock = (value: string) => {
      for (const [index, button] of buttons.entries()) {
        button.setAttribute('aria-disabled', 'true');
        button.setAttribute('aria-pressed', String(choices[index]?.value === value));
      }
    };
    if (choices.some(({ value }) => value === vote)) lock(vote ?? '');
    return group('feedback', title, buttons);
  },
};

/** Blocks as elements; a kind that this client does not know yet is left out. */
export function renderBlocks(blocks: readonly Block[], context: BlockContext): HTMLElement[] {
  return blocks.flatMap((block) => {
    if (!Object.keys(renderers).includes(block.kind)) return [];
    const render = renderers[block.kind] as (block: Block, context: BlockContext) => HTMLElement;
    return [render(block, context)];
  });
}

function group(name: string, title: string | undefined, buttons: readonly HTMLElement[]): HTMLElement {
  const id = title === undefined ? undefined : nextId();
  return element(
    'div',
    { class: name, role: 'group', 'aria-labelledby': id },
    ...(title === undefined ? [] : [element('p', { class: 'heading', id }, title)]),
    element('div', { class: 'buttons' }, ...buttons),
  );
}

let lastId = 0;
/** An id for a label, within the shadow root. */
function nextId(): string {
  lastId += 1;
  return `label-${lastId}`;
}
