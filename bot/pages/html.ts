import type { Block, Choice } from '../../dialogs/reply.ts';
import { readCommand } from '../../dialogs/shared/commands.ts';

/** Makes a text harmless inside HTML, in an element as in an attribute. */
export function escapeHtml(text: string): string {
  const signs: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] as string);
}

/** The Markdown subset of replies as HTML: paragraphs, "- " lists, **bold**, [label](https://…). Nothing else gets through. */
export function markdownToHtml(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => {
      const lines = paragraph.split('\n').filter((line) => line.trim() !== '');
      const parts: string[] = [];
      for (let i = 0; i < lines.length; ) {
        const isItem = lines[i]?.startsWith('- ') ?? false;
        const run = takeWhile(lines.slice(i), (line) => line.startsWith('- ') === isItem);
        parts.push(
          isItem
            ? `<ul>${run.map((line) => `<li>${inline(line.slice(2))}</li>`).join('')}</ul>`
            : `<p>${run.map(inline).join('<br>')}</p>`,
        );
        i += run.length;
      }
      return parts.join('');
    })
    .join('');
}

function takeWhile<T>(list: readonly T[], holds: (item: T) => boolean): T[] {
  const end = list.findIndex((item) => !holds(item));
  return end === -1 ? [...list] : list.slice(0, end);
}

function inline(text: string): string {
  return escapeHtml(text)
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2">$1</a>');
}

/** Blocks as a page without JavaScript shows them; `linkTo` gives the address of a topic's page. */
export function blocksToHtml(blocks: readonly Block[], linkTo: (topic: string) => string): string {
  return blocks.map((block) => blockToHtml(block, linkTo)).join('\n');
}

function blockToHtml(block: Block, linkTo: (topic: string) => string): string {
  switch (block.kind) {
    case 'text':
      return markdownToHtml(block.text);
    case 'alert':
      return `<div class="alert">${markdownToHtml(block.text)}</div>`;
    case 'steps':
      return `<h2>${escapeHtml(block.title)}</h2><ol>${block.steps.map((step) => `<li>${inline(step)}</li>`).join('')}</ol>`;
    case 'table': {
      const head = block.columns.map((cell) => `<th scope="col">${inline(cell)}</th>`).join('');
      const rows = block.rows.map(([first = '', ...cells]) => {
        const others = cells.map((cell) => `<td>${inline(cell)}</td>`).join('');
        return `<tr><th scope="row">${inline(first)}</th>${others}</tr>`;
      });
      const caption = inline(block.caption);
      // Narrow screens scroll the table, not the page; a keyboard reaches it to do so.
      return `<div class="table" role="region" tabindex="0" aria-label="${escapeHtml(block.caption)}"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
    }
    case 'more':
      return `<h2>${escapeHtml(block.title)}</h2>${markdownToHtml(block.text)}`;
    case 'sources': {
      const items = block.sources.map(({ title, url }) => {
        const text = escapeHtml(title);
        return `<li>${url && /^https?:/.test(url) ? `<a href="${escapeHtml(url)}">${text}</a>` : text}</li>`;
      });
      return `<section class="sources"><h2>${escapeHtml(block.title)}</h2><ul>${items.join('')}</ul><p class="as-of">${escapeHtml(block.asOf)}</p></section>`;
    }
    case 'choices':
      return choicesToHtml(block.title, block.choices, linkTo);
    // A vote needs a conversation; a page does not lead to itself.
    case 'links':
    case 'feedback':
      return '';
  }
}

function choicesToHtml(
  title: string | undefined,
  choices: readonly Choice[],
  linkTo: (topic: string) => string,
): string {
  const links = choices.flatMap((choice) => {
    const command = readCommand(choice.value);
    if (command?.kind !== 'topic') return [];
    return [
      `<li><a href="${escapeHtml(linkTo(command.topic))}">${escapeHtml(choice.label ?? choice.title)}</a></li>`,
    ];
  });
  if (links.length === 0) return '';
  return `<nav class="related"${title ? ` aria-label="${escapeHtml(title)}"` : ''}>${title ? `<h2>${escapeHtml(title)}</h2>` : ''}<ul>${links.join('')}</ul></nav>`;
}
