type Attributes = Readonly<Record<string, string | boolean | undefined>>;
type Child = Node | string;

/** Makes an element; texts become text nodes, never markup. `true` sets an empty attribute, `false` and undefined none. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}

/** A text that only screen readers meet. */
export function spoken(text: string): HTMLElement {
  return element('span', { class: 'spoken' }, text);
}

/** A decorative line drawing on a 24-unit grid, in the colour of the text around it. */
export function icon(path: string): SVGSVGElement {
  const svgNamespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(svgNamespace, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** A style sheet whose rules can be written anew. */
export type Sheet = Pick<CSSStyleSheet, 'replaceSync'>;

/**
 * Adds a style sheet to a shadow root. Constructed, not written in the page: a strict style-src lets it through.
 * Browsers of before 2023 cannot construct one: there it is written in the root, where the page's policy allows it.
 */
export function dress(root: ShadowRoot, css: string): Sheet {
  if (!('replaceSync' in CSSStyleSheet.prototype)) return written(root, css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return sheet;
}

function written(root: ShadowRoot, css: string): Sheet {
  const style = element('style', {}, css);
  root.append(style);
  return {
    replaceSync(rules) {
      style.textContent = rules;
    },
  };
}
