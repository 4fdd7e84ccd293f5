import { element, spoken } from './dom.ts';

const safeLinks = ['http:', 'https:', 'tel:', 'mailto:'];

/**
 * The Markdown subset of replies as nodes: paragraphs, lines, "- " lists, **bold**, [label](https://…).
 * Anything else stays the text it is; `newWindow` warns of links that open one.
 */
export function markdown(text: string, newWindow: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const paragraph of text.split(/\n{2,}/)) {
    for (const run of runsOf(paragraph.split('\n').filter((line) => line.trim() !== ''))) {
      fragment.append(
        run.isList
          ? element('ul', {}, ...run.lines.map((line) => element('li', {}, inline(line.slice(2), newWindow))))
          : element('p', {}, ...run.lines.flatMap((line, index) => lineOf(line, index, newWindow))),
      );
    }
  }
  return fragment;
}

/** One line of the subset: bold and links. */
export function inline(text: string, newWindow: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const found of text.matchAll(/\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^\s)]+)\)/g)) {
    const [whole, bold, label, address] = found;
    fragment.append(text.slice(end, found.index));
    end = (found.index ?? 0) + whole.length;
    if (bold !== undefined) fragment.append(element('strong', {}, inline(bold, newWindow)));
    else if (label !== undefined) fragment.append(link(label, address ?? '', newWindow));
  }
  fragment.append(text.slice(end));
  return fragment;
}

/** A link to an address that cannot run anything; only its label when the address is of another kind. */
export function link(label: string, address: string, newWindow: string): Node {
  const scheme = /^[a-z]+:/i.exec(address)?.[0].toLowerCase() ?? '';
  if (!safeLinks.includes(scheme)) return document.createTextNode(label);
  if (!scheme.startsWith('http')) return element('a', { href: address }, label);
  const attributes = { href: address, target: '_blank', rel: 'noopener noreferrer' };
  return element('a', attributes, label, spoken(` ${newWindow}`));
}

function lineOf(line: string, index: number, newWindow: string): Node[] {
  const nodes = inline(line, newWindow);
  return index === 0 ? [nodes] : [element('br'), nodes];
}

/** Lines grouped while they follow each other as list items, or as plain lines. */
function runsOf(lines: readonly string[]): { isList: boolean; lines: string[] }[] {
  const runs: { isList: boolean; lines: string[] }[] = [];
  for (const line of lines) {
    const isList = line.startsWith('- ');
    const last = runs[runs.length - 1];
    if (last?.isList === isList) last.lines.push(line);
    else runs.push({ isList, lines: [line] });
  }
  return runs;
}
