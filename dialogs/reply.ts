/**
 * The one vocabulary between dialogs and channels: plain data that any channel can show.
 * Texts use a small Markdown subset: **bold**, lines, "- " lists and [label](https://…) links.
 */
export interface Reply {
  /** BCP 47 language of the texts. */
  readonly language: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  /** Emergency or warning text, shown first and set apart. */
  | { readonly kind: 'alert'; readonly text: string }
  | { readonly kind: 'steps'; readonly title: string; readonly steps: readonly string[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Longer text that a channel may fold behind its title. */
  | { readonly kind: 'more'; readonly title: string; readonly text: string }
  /** Pages of ours; an address that begins with "/" is for channels that know ours, the others leave it out. */
  | { readonly kind: 'links'; readonly links: readonly PageLink[] }
  | {
      readonly kind: 'sources';
      readonly title: string;
      readonly sources: readonly SourceLink[];
      readonly asOf: string;
    }
  | {
      readonly kind: 'choices';
      readonly title?: string;
      readonly choices: readonly Choice[];
      /** Topics behind the choices, in their order, so that a label or number typed reaches them. */
      readonly topics?: readonly string[];
    }
  /** "Did this help?" about one topic. */
  | {
      readonly kind: 'feedback';
      readonly title: string;
      readonly topic: string;
      readonly choices: readonly Choice[];
    };

export function textBlock(text: string): Block & { readonly kind: 'text' } {
  return { kind: 'text', text };
}

export interface PageLink {
  readonly label: string;
  readonly url: string;
}

export interface SourceLink {
  readonly title: string;
  readonly url?: string;
}

export interface Choice {
  /** What the person sees, 20 characters at most when it is a button. */
  readonly title: string;
  /** The whole label where there is room for it. */
  readonly label?: string;
  /** What the button sends back as the text of the turn. */
  readonly value: string;
}

/** How a turn ended: the closed list of the indicators. */
export const outcomes = [
  'answered',
  'asked',
  'clarified',
  'handedOver',
  'outOfScope',
  'notUnderstood',
  'refused',
  'failed',
] as const;
export type Outcome = (typeof outcomes)[number];
