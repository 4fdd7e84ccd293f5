import { type TopicReplies, textOf } from '../../dialogs/shared/topic-reply.ts';
import type { Voice } from '../../dialogs/shared/voice.ts';
import type { Day } from '../../knowledge/facts.ts';
import { formatDay } from '../../knowledge/format.ts';
import type { Knowledge } from '../../knowledge/library.ts';
import { frenchTypography } from '../../knowledge/typography.ts';
import { blocksToHtml, escapeHtml } from './html.ts';
import { addressOf, PageLayout } from './layout.ts';

/** Every topic as a page to print and hand out: HTML without JavaScript. */
export class Fiches {
  readonly #layout: PageLayout;

  constructor(
    private readonly knowledge: Knowledge,
    private readonly replies: TopicReplies,
    private readonly voice: Voice,
  ) {
    this.#layout = new PageLayout(voice);
  }

  /** Small talk is for conversations: every other topic has its page. */
  has(id: string): boolean {
    return this.knowledge.topics.get(id)?.smallTalk === false;
  }

  /** The page of a topic on a day; `url` is its public address, printed on it. */
  page(id: string, language: string, today: Day, url: string): string {
    const topic = this.knowledge.topics.get(id);
    if (!topic) throw new Error(`no topic "${id}"`);
    const { title } = textOf(topic, language);
    const blocks = this.replies.answer(topic, language, today, {});
    const say = (key: string, values = {}) => escapeHtml(this.voice.say(language, `fiches:${key}`, values));
    return this.#layout.page(
      title,
      language,
      `/fiches/${id}`,
      `${blocksToHtml(blocks, (other) => addressOf(`/fiches/${other}`, language))}
<p class="printed">${say('printed', { date: formatDay(today, language) })} · ${say('link')} <a href="${escapeHtml(url)}">${escapeHtml(url.replace(/^https?:\/\//, ''))}</a></p>
<p class="back"><a href="${addressOf('/fiches', language)}">${say('backToList')}</a></p>`,
    );
  }

  /** The list of all pages, by axis. */
  list(language: string): string {
    const axes = [...new Set(this.knowledge.catalogue.topics.map(({ axis }) => axis))];
    const sections = axes.map((axis) => {
      const topics = [...this.knowledge.topics.values()].filter(
        (topic) => topic.axis === axis && this.has(topic.id),
      );
      if (topics.length === 0) return '';
      const links = topics.map((topic) => {
        const title = this.polish(textOf(topic, language).title, language);
        return `<li><a href="${addressOf(`/fiches/${topic.id}`, language)}">${escapeHtml(title)}</a></li>`;
      });
      const name = this.voice.say(language, `fiches:axes.${axis}`);
      return `<section><h2>${escapeHtml(name)}</h2><ul>${links.join('')}</ul></section>`;
    });
    const intro = `<p>${escapeHtml(this.voice.say(language, 'fiches:listIntro'))}</p>`;
    return this.#layout.page(
      this.voice.say(language, 'fiches:listTitle'),
      language,
      '/fiches',
      intro + sections.join(''),
    );
  }

  notFound(language: string): string {
    const say = (key: string) => this.voice.say(language, `fiches:${key}`);
    const body = `<p>${escapeHtml(say('notFound.text'))}</p><p><a href="${addressOf('/fiches', language)}">${escapeHtml(say('backToList'))}</a></p>`;
    return this.#layout.page(say('notFound.title'), language, '/fiches', body);
  }

  private polish(text: string, language: string): string {
    return language === 'fr' ? frenchTypography(text) : text;
  }
}
