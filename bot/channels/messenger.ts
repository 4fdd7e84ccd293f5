import { ActionTypes, type Activity, ActivityTypes, type CardAction } from 'botbuilder-core';
import type { Choice, Reply } from '../../dialogs/reply.ts';
import { splitText } from './split.ts';
import { textOfBlock } from './text.ts';

/** Messenger's documented limits: characters of a text, quick replies, characters of a quick reply's title. */
export const messengerLimits = { text: 2000, quickReplies: 13, title: 20 } as const;

/** Plain text in messages short enough; choices as quick replies on the last one. */
export function renderMessenger(reply: Reply): Partial<Activity>[] {
  const isChoice = (kind: string) => kind === 'choices' || kind === 'feedback';
  const choices = reply.blocks.flatMap((block) =>
    block.kind === 'choices' || block.kind === 'feedback' ? block.choices : [],
  );
  const text = reply.blocks
    .map((block) =>
      isChoice(block.kind) ? ('title' in block && block.title) || '' : plain(textOfBlock(block)),
    )
    .filter(Boolean)
    .join('\n\n');
  const parts = splitText(text, messengerLimits.text);
  const actions = choices.slice(0, messengerLimits.quickReplies).map(action);
  return parts.map((part, i) => ({
    type: ActivityTypes.Message,
    locale: reply.language,
    textFormat: 'plain',
    text: part,
    ...(i === parts.length - 1 && actions.length > 0 && { suggestedActions: { to: [], actions } }),
  }));
}

function action({ title, value }: Choice): CardAction {
  return { type: ActionTypes.MessageBack, title, displayText: title, text: value, value };
}

/** The Markdown subset without its signs: Messenger shows text as it is. */
function plain(markdown: string): string {
  return markdown.replace(/\*\*/g, '').replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, '$1 : $2');
}
