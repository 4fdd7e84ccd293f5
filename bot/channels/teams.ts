import { ActionTypes, type Activity, ActivityTypes, type Attachment, CardFactory } from 'botbuilder-core';
import type { Choice, Reply } from '../../dialogs/reply.ts';
import { textOfBlock } from './text.ts';

/** Teams shows no suggested actions: choices go on a card, six to each. */
const mostButtons = 6;

/** One Markdown message; choices and votes as the buttons of hero cards. */
export function renderTeams(reply: Reply): Partial<Activity>[] {
  const texts = reply.blocks
    .filter(({ kind }) => kind !== 'choices' && kind !== 'feedback')
    .map(textOfBlock)
    .filter(Boolean);
  const attachments = reply.blocks.flatMap((block) =>
    block.kind === 'choices' || block.kind === 'feedback' ? cards(block.title ?? '', block.choices) : [],
  );
  return [
    {
      type: ActivityTypes.Message,
      locale: reply.language,
      textFormat: 'markdown',
      text: texts.join('\n\n'),
      ...(attachments.length > 0 && { attachments }),
    },
  ];
}

function cards(title: string, choices: readonly Choice[]): Attachment[] {
  const made: Attachment[] = [];
  for (let start = 0; start < choices.length; start += mostButtons) {
    const buttons = choices.slice(start, start + mostButtons).map((choice) => {
      const label = choice.label ?? choice.title;
      return {
        type: ActionTypes.MessageBack,
        title: label,
        displayText: label,
        text: choice.value,
        value: choice.value,
      };
    });
    made.push(CardFactory.heroCard('', start === 0 ? title : '', [], buttons));
  }
  return made;
}
