import { dress, element, icon } from './dom.ts';
import css from './loader.css';
import { spokenLanguage, stringsOf } from './strings.ts';

/*
 * The one script of a page that embeds the assistant: a button, and nothing else until it is pressed.
 * Attributes of its script tag: data-lang (fr, en), data-position (left, right), data-title, data-label.
 */
const script = document.currentScript as HTMLScriptElement | null;
const bubble = 'M4 5h16v11H10l-5 4v-4H4z';

if (script && !document.querySelector('assistant-emploi')) {
  if (document.body) install(script);
  else addEventListener('DOMContentLoaded', () => install(script));
}

function install({ src, dataset }: HTMLScriptElement): void {
  const service = new URL('.', src).href;
  const language = spokenLanguage(dataset.lang, document.documentElement.lang);
  const strings = stringsOf(language);
  const host = document.createElement('assistant-emploi');
  // A shadow root: the styles of a page that we do not know must not reach the chat, nor ours its content.
  // Open, for the accessibility checkers of the site.
  const root = host.attachShadow({ mode: 'open' });
  dress(root, css);
  const label = element('span', {}, dataset.label ?? strings.launcherLabel);
  const button = element(
    'button',
    { type: 'button', class: 'launcher', 'aria-haspopup': 'dialog' },
    icon(bubble),
    label,
  );
  const status = element('p', { class: 'launcher-status', role: 'status' });
  const side = dataset.position === 'left' ? 'left' : 'right';
  // Its own language and direction, whatever those of the page.
  const attributes = {
    class: side,
    lang: language,
    dir: 'ltr',
    'aria-label': dataset.title ?? strings.launcherLabel,
  };
  const place = element('aside', attributes, status, button);
  root.append(place);
  document.body.append(host);

  let attempts = 0;
  let opening: Promise<{ open(): void }> | undefined;
  button.addEventListener('click', async () => {
    try {
      status.textContent = opening ? '' : strings.launcherLoading;
      opening ??= load();
      const chat = await opening;
      status.textContent = '';
      button.hidden = true;
      chat.open();
    } catch {
      opening = undefined;
      status.textContent = strings.launcherFailed;
    }
  });

  async function load(): Promise<{ open(): void }> {
    // Some browsers remember that a module could not be loaded: another address is another try.
    const retry = attempts > 0 ? `?try=${attempts}` : '';
    attempts += 1;
    const chat = (await import(`${service}widget/chat.js${retry}`)) as typeof import('./chat.ts');
    return chat.createChat({
      service,
      language,
      title: dataset.title,
      place,
      onClosed() {
        button.hidden = false;
        button.focus();
      },
    });
  }
}
