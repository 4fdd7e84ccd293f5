import { ActionTypes, type Activity, ActivityTypes, type CardAction, InputHints } from 'botbuilder-core';
import type { Block, Choice, Reply } from '../../dialogs/reply.ts';
import { textOfBlock } from './text.ts';

/**
 * One message: our widget shows the reply itself (`channelData.reply`); any other Direct Line client shows
 * the text, its tables as Markdown tables, and the choices as suggested actions.
 */
export function renderWeb(reply: Reply): Partial<Activity>[] {
  const choices = reply.blocks.flatMap((block) =>
    block.kind === 'choices' || block.kind === 'feedback' ? block.choices : [],
  );
  return [
    {
      type: ActivityTypes.Message,
      locale: reply.language,
      textFormat: 'markdown',
      inputHint: InputHints.AcceptingInput,
      text: reply.blocks.map(markdownOf).filter(Boolean).join('\n\n'),
      ...(choices.length > 0 && { suggestedActions: { to: [], actions: choices.map(action) } }),
      channelData: { reply },
    },
  ];
}

function markdownOf(block: Block): string {
  switch (block.kind) {
    case 'table': {
      const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
      const rule = line(block.columns.map(() => '---'));
      return [`**${block.caption}**\n`, line(block.columns), rule, ...block.rows.map(line)].join('\n');
    }
    // Shown as buttons.
    case 'choices':
    case 'feedback':
      return block.title ?? '';
    default:
      return textOfBlock(block);
  }
}

function action(choice: Choice): CardAction {
  const title = choice.label ?? choice.title;
  return {
    type: ActionTypes.MessageBack,
    title,
    displayText: title,
    text: choice.value,
    value: choice.value,
  };
}
