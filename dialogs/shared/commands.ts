import type { Audience } from '../../knowledge/schema.ts';

/** What a button sends: never free text, so that a label in any language reaches the same place. */
export type Command =
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'vote'; readonly topic: string; readonly isHelpful: boolean }
  | { readonly kind: 'audience'; readonly audience: Audience }
  | { readonly kind: 'simulate'; readonly simulator: string }
  | { readonly kind: 'figure'; readonly figure: string }
  /** An answer to a simulator's input, by its place in the definition. */
  | { readonly kind: 'answer'; readonly input: number; readonly answer: string }
  | { readonly kind: 'change'; readonly input: number }
  | { readonly kind: 'restart' }
  /** A guide at a step, the first being 1; one past the last ends it. Whole by itself: it works long after. */
  | {
      readonly kind: 'guide';
      readonly topic: string;
      readonly step?: number;
      readonly action?: 'blocked' | 'stop';
    }
  /** A row of a topic's table, by its place. */
  | { readonly kind: 'subject'; readonly topic: string; readonly row: number }
  | { readonly kind: 'address' }
  | { readonly kind: 'addressRefused' }
  | { readonly kind: 'menu' };

/** Writes a command as the text of a turn: `/topic alternance`. */
export function writeCommand(command: Command): string {
  switch (command.kind) {
    case 'topic':
      return `/topic ${command.topic}`;
    case 'vote':
      return `/vote ${command.topic} ${command.isHelpful ? 'yes' : 'no'}`;
    case 'audience':
      return `/audience ${command.audience}`;
    case 'simulate':
      return `/simulate ${command.simulator}`;
    case 'figure':
      return `/figure ${command.figure}`;
    case 'answer':
      return `/answer ${command.input} ${command.answer}`;
    case 'change':
      return `/change ${command.input}`;
    case 'restart':
      return '/restart';
    case 'guide':
      return ['/guide', command.topic, command.step, command.action].filter(Boolean).join(' ');
    case 'subject':
      return `/subject ${command.topic} ${command.row}`;
    case 'address':
      return '/address';
    case 'addressRefused':
      return '/address no';
    case 'menu':
      return '/menu';
  }
}

const id = '[a-z0-9]+(?:-[a-z0-9]+)*';
const forms = new RegExp(
  `^/(?:topic (?<topic>${id})|vote (?<voted>${id}) (?<vote>yes|no)|audience (?<audience>jobseeker|employer|staff)|simulate (?<simulator>${id})|figure (?<figure>${id})|answer (?<input>\\d{1,2}) (?<answer>${id})|change (?<changed>\\d{1,2})|(?<restart>restart)|guide (?<guided>${id})(?: (?<step>\\d{1,2})(?: (?<action>blocked|stop))?)?|subject (?<subject>${id}) (?<row>\\d{1,2})|(?<address>address)(?: (?<addressRefused>no))?|(?<menu>menu))$`,
);

/** Reads a command back; undefined for anything that a button of ours did not send. */
export function readCommand(text: string): Command | undefined {
  const said = forms.exec(text.trim())?.groups;
  if (!said) return undefined;
  if (said.topic) return { kind: 'topic', topic: said.topic };
  if (said.voted) return { kind: 'vote', topic: said.voted, isHelpful: said.vote === 'yes' };
  if (said.simulator) return { kind: 'simulate', simulator: said.simulator };
  if (said.figure) return { kind: 'figure', figure: said.figure };
  if (said.answer) return { kind: 'answer', input: Number(said.input), answer: said.answer };
  if (said.changed) return { kind: 'change', input: Number(said.changed) };
  if (said.restart) return { kind: 'restart' };
  if (said.guided) {
    const step = said.step ? { step: Number(said.step) } : {};
    return { kind: 'guide', topic: said.guided, ...step, ...readAction(said.action) };
  }
  if (said.subject) return { kind: 'subject', topic: said.subject, row: Number(said.row) };
  if (said.address) return { kind: said.addressRefused ? 'addressRefused' : 'address' };
  if (said.audience) return { kind: 'audience', audience: said.audience as Audience };
  return { kind: 'menu' };
}

function readAction(text: string | undefined): { action?: 'blocked' | 'stop' } {
  return text === 'blocked' || text === 'stop' ? { action: text } : {};
}
