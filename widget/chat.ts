import blocksCss from './blocks.css';
import chatCss from './chat.css';
import composerCss from './composer.css';
import { Composer } from './composer.ts';
import { Connection } from './connection.ts';
import { dress, type Sheet } from './dom.ts';
import { MessageLog } from './log.ts';
import { Panel } from './panel.ts';
import { Store } from './store.ts';
import { type Language, stringsOf } from './strings.ts';
import { Transcript } from './transcript.ts';

export interface ChatOptions {
  /** Address of the assistant, with a slash at its end. */
  readonly service: string;
  readonly language: Language;
  readonly title?: string;
  /** Where the panel goes. */
  readonly place: HTMLElement;
  onClosed(): void;
}

export interface Chat {
  open(): void;
}

/** Makes the chat, with what was said before a reload of the page, and connects it. */
export function createChat({ service, language, title, place, onClosed }: ChatOptions): Chat {
  const strings = stringsOf(language);
  const transcript = new Transcript(new Store(service));
  let connection: Connection;

  const log = new MessageLog(strings, {
    choose: (choice) => send(() => transcript.choose(choice)),
    castVote: (entry, choice) => send(() => transcript.vote(entry, choice)),
  });
  const composer = new Composer(strings, (text) => send(() => transcript.say(text)));
  const panel = new Panel(strings, title ?? strings.title, { log, composer }, { restart, closed: onClosed });

  for (const entry of transcript.entries) log.add(entry);
  transcript.onAdded = (entry) => {
    if (entry.from === 'bot') panel.hideTyping();
    log.add(entry);
  };
  transcript.onChanged = (entry) => log.change(entry);
  const root = place.getRootNode() as ShadowRoot;
  dress(root, composerCss + blocksCss + chatCss);
  fitScreen(dress(root, ''));
  place.append(panel.node);
  connect();
  return panel;

  function send(add: () => void): void {
    add();
    void connection.send();
    showConnection();
  }

  function connect(): void {
    connection = new Connection(service, language, transcript);
    connection.onState = showConnection;
    connection.onTyping = () => panel.showTyping();
    connection.start();
    showConnection();
  }

  function restart(): void {
    connection.stop();
    transcript.clear();
    log.clear();
    connect();
    composer.focus();
  }

  function showConnection(): void {
    panel.showConnection(connection.state, transcript.pending.length > 0);
  }
}

/** Tells the style sheet the height that the keyboard of a phone leaves. */
function fitScreen(sheet: Sheet): void {
  const { visualViewport } = window;
  const measure = () => sheet.replaceSync(`:host{--screen:${visualViewport?.height ?? innerHeight}px}`);
  visualViewport?.addEventListener('resize', measure);
  measure();
}
