import type { Day } from '../../knowledge/facts.ts';
import { formatDay, formatNumber, formatPeriod } from '../../knowledge/format.ts';
import type { Figure, Translated } from '../../knowledge/schema.ts';
import { frenchTypography } from '../../knowledge/typography.ts';
import { type Block, type Choice, type SourceLink, textBlock } from '../reply.ts';
import { writeCommand } from '../shared/commands.ts';
import type { Voice } from '../shared/voice.ts';
import type { FigureValue, FoundFigure } from './figure-search.ts';

/** Characters of the longest bar of a chart. */
export const widestBar = 12;
/** Messenger's limit for a button. */
const longestTitle = 20;
/** A latest value older than this is said to be old. */
const oldAfterYears = 2;

/** What is said of a figure, always with its source, area and period. */
export class FigureReplies {
  readonly #approximations: ReadonlySet<string>;

  constructor(private readonly voice: Voice) {
    this.#approximations = new Set(
      voice.languages.flatMap((language) => voice.list(language, 'diagnostic:approximations')),
    );
  }

  /** A figure's value, then, where there are several, their table and chart, and the source. */
  answer(
    { figure, value, missing, isNewest }: FoundFigure,
    language: string,
    today: Day,
    period?: string,
  ): Block[] {
    const said = {
      label: this.labelOf(figure, language),
      value: this.valueOf(figure, value, language),
      period: formatPeriod(value.period, language),
      geography: this.text(figure.geography, language),
      source: this.text(figure.source, language),
    };
    const lacking = missing.map((facet) =>
      this.say(language, `missing.${facet}`, { period: period ? formatPeriod(period, language) : '' }),
    );
    const isOld = Number(today.slice(0, 4)) - Number(value.period.slice(0, 4)) > oldAfterYears;
    const lines = [
      ...(lacking.length > 0 ? [`${lacking.join(' ')} ${this.say(language, 'nearest')}`] : []),
      this.say(language, 'sentence', said),
      ...(isNewest && isOld ? [this.say(language, 'old')] : []),
    ];
    return [
      textBlock(lines.join('\n')),
      ...this.series(figure, language),
      this.sources(figure, value, language),
    ];
  }

  /** A button that leads to a figure. */
  choice(figure: Figure, language: string): Choice {
    const label = this.say(language, 'choice', {
      label: this.labelOf(figure, language),
      geography: this.text(figure.geography, language),
    });
    const short = this.voice.find(language, `diagnostic:short.${figure.id}`) ?? label;
    const title = short.length > longestTitle ? `${short.slice(0, longestTitle - 1).trim()}…` : short;
    return { title, label, value: writeCommand({ kind: 'figure', figure: figure.id }) };
  }

  /** What stands above the buttons of figures. */
  another(language: string): string {
    return this.say(language, 'another');
  }

  /** All values by period as a table, and as bars to see them by. */
  private series(figure: Figure, language: string): Block[] {
    if (figure.values.length < 2) return [];
    const rows = figure.values.map((value): [string, string] => [
      formatPeriod(value.period, language),
      this.valueOf(figure, value, language),
    ]);
    const bars = barsOf(figure.values.map(({ value }) => value));
    const chart = rows.map(([period, value], i) => `${bars[i]} ${value} (${period})`).join('\n');
    const caption = this.say(language, 'caption', {
      label: this.labelOf(figure, language),
      geography: this.text(figure.geography, language),
    });
    const columns = [this.say(language, 'columns.period'), this.say(language, 'columns.value')];
    return [{ kind: 'table', caption, columns, rows }, textBlock(chart)];
  }

  private sources(figure: Figure, value: FigureValue, language: string): Block {
    const documents = value.sources.map(toLink);
    const first: SourceLink = {
      title: this.text(figure.source, language),
      ...(figure.url && { url: figure.url }),
    };
    const others = documents.filter(({ url }) => url === undefined || url !== figure.url);
    return {
      kind: 'sources',
      title: this.voice.say(language, 'sources.title'),
      sources: [first, ...others],
      asOf: this.voice.say(language, 'sources.asOf', { date: formatDay(value.checkedOn, language) }),
    };
  }

  /** A label without its "(plus de)": that goes with the value. */
  private labelOf({ label }: Figure, language: string): string {
    const { name } = this.split(label[language] ?? label.fr);
    return language === 'fr' ? frenchTypography(name) : name;
  }

  private valueOf(figure: Figure, { value }: FigureValue, language: string): string {
    const { about } = this.split(figure.label[language] ?? figure.label.fr);
    const number = formatNumber(value, figure.unit, language);
    return about === undefined ? number : `${about} ${number}`;
  }

  private split(label: string): { name: string; about?: string } {
    const { name, about } = /^(?<name>.*) \((?<about>[^()]+)\)$/.exec(label)?.groups ?? {};
    return name !== undefined && about !== undefined && this.#approximations.has(about)
      ? { name, about }
      : { name: label };
  }

  private text(translated: Translated, language: string): string {
    const said = translated[language] ?? translated.fr;
    return language === 'fr' ? frenchTypography(said) : said;
  }

  private say(language: string, key: string, values: Record<string, string> = {}): string {
    return this.voice.say(language, `diagnostic:${key}`, values);
  }
}

/** Bars scaled to the largest value; a value above zero shows at least one block. */
export function barsOf(values: readonly number[]): string[] {
  const largest = Math.max(...values);
  return values.map((value) => {
    const length = largest > 0 ? Math.round((value / largest) * widestBar) : 0;
    return '█'.repeat(value > 0 ? Math.max(1, length) : 0);
  });
}

/** A source as written in the content: an address, perhaps with a remark, or the name of a document. */
function toLink(source: string): SourceLink {
  const { url, remark } = /^(?<url>https?:\/\/\S+)(?: \((?<remark>.+)\))?$/.exec(source)?.groups ?? {};
  if (url === undefined) return { title: source };
  const host = new URL(url).hostname.replace(/^www\./, '');
  return { title: remark ? `${host}, ${remark}` : host, url };
}
