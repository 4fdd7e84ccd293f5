import { daysBetween } from '../../knowledge/days.ts';
import type { Day } from '../../knowledge/facts.ts';
import type { Answer, Answers, Input } from '../../knowledge/simulators/index.ts';
import type { Entities } from '../../understanding/index.ts';
import { normalise } from '../../understanding/text.ts';
import type { Voice } from '../shared/voice.ts';
import { answersFrom, choiceOfMonths, isSensible, lastDay } from './answers.ts';

/** What a typed answer to an input says. */
export type ReadAnswer =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'outOfRange' }
  /** A stretch of days where one day is wanted. */
  | { readonly kind: 'days'; readonly from: Day; readonly to: Day }
  | { readonly kind: 'none' };

const none: ReadAnswer = { kind: 'none' };
/** Shorter words say too little to answer a question that was not asked. */
const shortestAside = 5;
/** A yes or no told by its first words is no longer than this. */
const longestYesNo = 6;
const daysInMonth = 365.25 / 12;

/** Reads a person's own words as the answer to one input. */
export class AnswerReader {
  constructor(
    private readonly voice: Voice,
    private readonly language: string,
    private readonly simulator: string,
    private readonly today: Day,
  ) {}

  read(input: Input, text: string, entities: Entities): ReadAnswer {
    switch (input.kind) {
      case 'choice':
        return this.choice(input, text, entities);
      case 'yesNo':
        return this.yesNo(text);
      case 'number':
        return this.number(input, text, entities);
      case 'date':
        return this.date(input, text, entities);
    }
  }

  /** True when a message begins with one of the phrases of a list: "c'est quoi le RQTH ?". */
  beginsWith(list: string, text: string): boolean {
    const said = `${normalise(text)} `;
    return this.voice
      .list(this.language, `phrases:${list}`)
      .some((phrase) => said.startsWith(`${normalise(phrase)} `));
  }

  /** True when a message holds one of the phrases of a list. */
  holds(list: string, text: string): boolean {
    const said = ` ${normalise(text)} `;
    return this.voice
      .list(this.language, `phrases:${list}`)
      .some((phrase) => said.includes(` ${normalise(phrase)} `));
  }

  /** True when the whole message is one of the phrases of a list. */
  says(list: string, text: string): boolean {
    const said = normalise(text);
    return this.voice.list(this.language, `phrases:${list}`).some((phrase) => said === normalise(phrase));
  }

  private choice(input: Input, text: string, entities: Entities): ReadAnswer {
    const said = normalise(text);
    const told = answersFrom({ inputs: [input] } as Parameters<typeof answersFrom>[0], entities, this.today)[
      input.name
    ];
    if (told !== undefined) return { kind: 'answer', answer: told };
    const [length = this.monthsSince(entities)] = entities.durations;
    const byLength = length === undefined ? undefined : choiceOfMonths(input, length);
    if (byLength !== undefined) return { kind: 'answer', answer: byLength };
    const found = (input.choices ?? []).filter((choice) =>
      this.wordsOf(input, choice).some((word) => ` ${said} `.includes(` ${word} `)),
    );
    // The whole label wins over a word that two choices share.
    const exact = (input.choices ?? []).filter((choice) => this.wordsOf(input, choice).includes(said));
    const [only, ...others] = exact.length > 0 ? exact : found;
    return only !== undefined && others.length === 0 ? { kind: 'answer', answer: only } : none;
  }

  /** Months from a day in the past that is named: "inscrit depuis mars 2025". */
  private monthsSince({ dates }: Entities): number | undefined {
    const [first] = dates;
    return first && first.from < this.today ? daysBetween(first.from, this.today) / daysInMonth : undefined;
  }

  /** Choices of other inputs that a longer message tells by words of their own: "une association" names the employer. */
  aside(inputs: readonly Input[], text: string): Answers {
    const said = ` ${normalise(text)} `;
    return Object.fromEntries(
      inputs.flatMap((input) => {
        if (input.kind !== 'choice') return [];
        const told = (input.choices ?? []).filter((choice) =>
          this.wordsOf(input, choice).some(
            (word) =>
              word.length >= shortestAside && said.includes(` ${word} `) && !this.isDenied(said, word),
          ),
        );
        return told.length === 1 ? [[input.name, told[0] as string]] : [];
      }),
    );
  }

  private isDenied(said: string, word: string): boolean {
    const before = said.slice(0, said.indexOf(` ${word} `)).trim();
    return this.voice.list(this.language, 'phrases:noStart').some((phrase) => before.endsWith(phrase));
  }

  private wordsOf({ name }: Input, choice: string): string[] {
    const key = `simulator-${this.simulator}:inputs.${name}`;
    const label = this.voice.say(this.language, `${key}.choices.${choice}`);
    return [label, ...this.voice.list(this.language, `${key}.words.${choice}`)].map(normalise);
  }

  private yesNo(text: string): ReadAnswer {
    const [first = ''] = normalise(text).split(' ');
    if (this.says('yes', text) || this.isFirstWord('yes', first)) return { kind: 'answer', answer: true };
    if (this.says('no', text) || this.isFirstWord('no', first)) return { kind: 'answer', answer: false };
    // "RSA non", "QPV : oui", "pas de handicap", "j'ai le bac".
    const last = normalise(text).split(' ').at(-1) ?? '';
    if (this.isFirstWord('yes', last)) return { kind: 'answer', answer: true };
    if (this.isFirstWord('no', last)) return { kind: 'answer', answer: false };
    const isShort = normalise(text).split(' ').length <= longestYesNo;
    if (isShort && this.beginsWith('noStart', text)) return { kind: 'answer', answer: false };
    return isShort && this.beginsWith('yesStart', text) ? { kind: 'answer', answer: true } : none;
  }

  private isFirstWord(list: string, word: string): boolean {
    return this.voice.list(this.language, `phrases:${list}`).includes(word);
  }

  private number(input: Input, text: string, entities: Entities): ReadAnswer {
    const told = input.entity === undefined ? undefined : entities[input.entity as keyof Entities];
    const between = told as { min?: number; max?: number } | undefined;
    const exact = between?.min !== undefined && between.min === between.max ? between.min : undefined;
    if (/(?:^|\s)[-−]\s?\d/u.test(text)) return { kind: 'outOfRange' };
    // The 15 of "15 mars 2026" is no age.
    if (exact === undefined && entities.dates.length > 0) return none;
    const written = /\d+(?:[.,]\d+)?/.exec(text.replace(/(\d)[ \u00a0\u202f](?=\d{3}\b)/g, '$1'));
    const value = exact ?? (written ? Number(written[0].replace(',', '.')) : undefined);
    if (value === undefined) return none;
    return isSensible(input, value, this.today) ? { kind: 'answer', answer: value } : { kind: 'outOfRange' };
  }

  private date(input: Input, text: string, { dates }: Entities): ReadAnswer {
    const [first] = dates;
    // Figures that make no day: 31/02.
    if (!first) return /\d/.test(text) ? { kind: 'outOfRange' } : none;
    const isInside = (day: Day) => isSensible(input, day, this.today);
    if (first.from === first.to)
      return isInside(first.from) ? { kind: 'answer', answer: first.from } : { kind: 'outOfRange' };
    const last = lastDay(input, this.today);
    if (!isInside(first.from)) return { kind: 'outOfRange' };
    return { kind: 'days', from: first.from, to: [first.to, last].sort()[0] as Day };
  }
}
