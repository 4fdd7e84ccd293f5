import type { Audience } from '../../knowledge/schema.ts';

/** What a button sends: never free text, so that a label in any language reaches the same place. */
export type Command =
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'vote'; readonly topic: string; readonly isHelpful: boolean }
  | { readonly kind: 'audience'; readonly audience: Audience }
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
    case 'menu':
      return '/menu';
  }
}

const id = '[a-z0-9]+(?:-[a-z0-9]+)*';
const forms = new RegExp(
  `^/(?:topic (?<topic>${id})|vote (?<voted>${id}) (?<vote>yes|no)|audience (?<audience>jobseeker|employer|staff)|(?<menu>menu))$`,
);

/** Reads a command back; undefined for anything that a button of ours did not send. */
export function readCommand(text: string): Command | undefined {
  const said = forms.exec(text.trim())?.groups;
  if (!said) return undefined;
  if (said.topic) return { kind: 'topic', topic: said.topic };
  if (said.voted) return { kind: 'vote', topic: said.voted, isHelpful: said.vote === 'yes' };
  if (said.audience) return { kind: 'audience', audience: said.audience as Audience };
  return { kind: 'menu' };
}
