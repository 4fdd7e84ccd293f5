import type { Block, Choice, Reply } from '../../dialogs/reply.ts';

/** The whole text that a person would read of a reply: choices, sources and as-of date included. */
export function textOfReply(reply: Reply): string {
  return reply.blocks.map(textOfBlock).filter(Boolean).join('\n\n');
}

/** The text of a block, Markdown subset kept. */
export function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'alert':
      return block.text;
    case 'steps':
      return `**${block.title}**\n${block.steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}`;
    case 'table':
      return `**${block.caption}**\n${block.rows.map((row) => lineOfRow(block.columns, row)).join('\n')}`;
    case 'more':
      return `**${block.title}**\n${block.text}`;
    case 'links':
      return block.links
        .filter(({ url }) => !url.startsWith('/'))
        .map(({ label, url }) => `[${label}](${url})`)
        .join('\n');
    case 'sources':
      return `**${block.title}**\n${block.sources.map(({ title, url }) => `- ${url ? `[${title}](${url})` : title}`).join('\n')}\n${block.asOf}`;
    case 'choices':
      return [
        ...(block.title ? [block.title] : []),
        ...block.choices.map((choice) => `- ${labelOf(choice)}`),
      ].join('\n');
    case 'feedback':
      return `${block.title} ${block.choices.map(labelOf).join(' / ')}`;
  }
}

/** A row that can be read without its table: "- CDI : 5 000 € (par an), 15 000 € (en tout)". */
function lineOfRow(columns: readonly string[], row: readonly string[]): string {
  const [head, ...cells] = row;
  return `- ${head} : ${cells.map((cell, i) => `${cell} (${columns[i + 1]})`).join(', ')}`;
}

function labelOf(choice: Choice): string {
  return choice.label ?? choice.title;
}
