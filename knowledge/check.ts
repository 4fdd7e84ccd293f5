import { bareFigure, countWords, proseOf } from './check-text.ts';
import type { ContentFile } from './content-file.ts';
import { type Day, FactBook } from './facts.ts';
import type { Finding } from './findings.ts';
import type { KnowledgeData, Origins, Reading } from './library.ts';
import { figureFields, placeFields, referencesIn } from './references.ts';
import type { Fact, Topic } from './schema.ts';

/** Figures that the check's messages and limits share. */
export const limits = {
  answerWords: 80,
  utterances: 30,
  translatedUtterances: 10,
  stories: 4,
  indirect: 4,
  /** Small talk is short by nature: nobody tells a story to say thank you. */
  smallTalkUtterances: 12,
  expiryWarningDays: 60,
} as const;

/** The editor's compiler: every finding of the knowledge on a day, errors first. */
export function checkKnowledge(reading: Reading, today: Day): Finding[] {
  const findings = [...reading.findings, ...new Check(reading.data, reading.origins, today).run()];
  return findings.sort(
    (a, b) =>
      Number(b.severity === 'error') - Number(a.severity === 'error') ||
      a.file.localeCompare(b.file) ||
      (a.line ?? 0) - (b.line ?? 0),
  );
}

class Check {
  readonly #findings: Finding[] = [];
  readonly #facts: FactBook;
  readonly #topicIds: Set<string>;
  readonly #placeIds: Set<string>;
  readonly #usedFacts = new Set<string>();

  constructor(
    private readonly data: KnowledgeData,
    private readonly origins: Origins,
    private readonly today: Day,
  ) {
    this.#facts = new FactBook(data.facts);
    this.#topicIds = new Set(data.topics.map((topic) => topic.id));
    this.#placeIds = new Set(data.places.map((place) => place.id));
  }

  run(): Finding[] {
    this.catalogue();
    for (const topic of this.data.topics) this.topic(topic);
    for (const fact of this.data.facts) this.fact(fact);
    this.sharedUtterances();
    for (const place of this.data.places) {
      if (place.reviewBy < this.today) {
        this.warn(`place:${place.id}`, [], `the place "${place.id}" was due for review on ${place.reviewBy}`);
      }
    }
    return this.#findings;
  }

  private catalogue(): void {
    const known = new Map(this.data.catalogue.topics.map((entry) => [entry.id, entry]));
    for (const topic of this.data.topics) {
      const entry = known.get(topic.id);
      if (!entry) {
        this.error(
          `topic:${topic.id}`,
          ['id'],
          `"${topic.id}" is not in catalogue.yaml`,
          'add it there first',
        );
      } else if (entry.axis !== topic.axis) {
        this.error(
          `topic:${topic.id}`,
          ['axis'],
          `the catalogue puts "${topic.id}" on the axis ${entry.axis}`,
        );
      }
    }
    const missing = [...known.keys()].filter((id) => !this.#topicIds.has(id));
    if (missing.length > 0) {
      this.#findings.push({
        severity: 'warning',
        file: 'knowledge/catalogue.yaml',
        message: `${missing.length} topics have no entry yet: ${missing.join(', ')}`,
      });
    }
  }

  private topic(topic: Topic): void {
    const key = `topic:${topic.id}`;
    for (const [i, id] of topic.related.entries()) {
      if (id === topic.id || !this.data.catalogue.topics.some((entry) => entry.id === id)) {
        this.error(key, ['related', i], `related topic "${id}" is not another topic of the catalogue`);
      }
    }
    for (const [i, id] of topic.contacts.entries()) {
      if (!this.#placeIds.has(id)) this.error(key, ['contacts', i], `no place "${id}" in places.yaml`);
    }
    if (!topic.smallTalk && topic.axis !== 'accueil' && topic.sources.length === 0) {
      this.error(key, ['sources'], 'an answer needs at least one source');
    }
    if (topic.status === 'suspended' && !topic.suspended) {
      this.error(
        key,
        ['status'],
        'a suspended topic says why and since when',
        'add suspended: {reason: {fr: …}, since: AAAA-MM-JJ}',
      );
    }
    if (topic.reviewBy < this.today) {
      this.warn(
        key,
        ['reviewBy'],
        `this topic was due for review on ${topic.reviewBy}; its figures are withheld`,
      );
    }
    if (!topic.texts.en) this.warn(key, [], 'the English version is missing');
    for (const language of Object.keys(topic.texts)) this.texts(topic, language);
  }

  private texts(topic: Topic, language: string): void {
    const key = `topic:${topic.id}`;
    const content = topic.texts[language];
    if (!content) return;
    for (const { path, text } of proseOf(topic, language)) {
      const figure = bareFigure(text);
      if (figure) {
        this.error(
          key,
          path,
          `${figure.what} stands in the text ("${figure.found}")`,
          'put it in facts or places and refer to it as {id}',
        );
      }
      this.references(key, path, text, content.cases.length > 0);
    }
    const words = countWords(content.answer);
    if (words > limits.answerWords) {
      this.error(
        key,
        [language, 'answer'],
        `the answer has ${words} words (${limits.answerWords} at most)`,
        'move details to "more"',
      );
    }
    content.cases.forEach((entry, i) => {
      const length = countWords(entry.answer);
      if (length > limits.answerWords) {
        this.error(
          key,
          [language, 'cases', i, 'answer'],
          `this case has ${length} words (${limits.answerWords} at most)`,
        );
      }
    });
    content.tables.forEach((table, i) => {
      if (table.rows.some((row) => row.length !== table.columns.length)) {
        this.error(key, [language, 'tables', i], 'a row has not as many cells as the table has columns');
      }
    });
    this.utterances(topic, language);
  }

  private utterances(topic: Topic, language: string): void {
    const all = topic.texts[language]?.utterances;
    if (!all) return;
    const count = all.plain.length + all.sms.length + all.stories.length + all.indirect.length;
    const wanted = topic.smallTalk
      ? limits.smallTalkUtterances
      : language === 'fr'
        ? limits.utterances
        : limits.translatedUtterances;
    const path = [language, 'utterances'];
    if (count < wanted) this.warn(`topic:${topic.id}`, path, `${count} utterances (${wanted} wanted)`);
    if (language === 'fr' && !topic.smallTalk) {
      if (all.stories.length < limits.stories)
        this.warn(`topic:${topic.id}`, path, `${all.stories.length} stories (${limits.stories} wanted)`);
      if (all.indirect.length < limits.indirect)
        this.warn(
          `topic:${topic.id}`,
          path,
          `${all.indirect.length} indirect utterances (${limits.indirect} wanted)`,
        );
    }
  }

  private references(key: string, path: readonly PropertyKey[], text: string, dated: boolean): void {
    for (const stray of text.replace(/\{[^{}]*\}/g, '').matchAll(/[{}]/g)) {
      this.error(key, path, `a lone "${stray[0]}" in the text`, 'references are written {id}');
    }
    const references = referencesIn(text);
    const written = text.match(/\{[^{}]*\}/g) ?? [];
    for (const raw of written) {
      if (!references.some((reference) => reference.raw === raw)) {
        this.error(
          key,
          path,
          `${raw} is not a reference`,
          'write {fact}, {fact@AAAA-MM-JJ}, {fact|amount}, {place:id.phone} or {figure:id.value}',
        );
      }
    }
    for (const reference of references) {
      if (reference.kind === 'place') this.placeReference(key, path, reference.id, reference.field);
      else if (reference.kind === 'figure') this.figureReference(key, path, reference.id, reference.field);
      else this.factReference(key, path, reference, dated && path.includes('cases'));
    }
  }

  private placeReference(key: string, path: readonly PropertyKey[], id: string, field: string): void {
    const place = this.data.places.find((entry) => entry.id === id);
    if (!place) this.error(key, path, `no place "${id}" in places.yaml`);
    else if (!(placeFields as readonly string[]).includes(field) || !(field in place)) {
      this.error(
        key,
        path,
        `the place "${id}" has no ${field}`,
        `choose among ${placeFields.filter((f) => f in place).join(', ')}`,
      );
    }
  }

  private figureReference(key: string, path: readonly PropertyKey[], id: string, field: string): void {
    if (!this.data.figures.some((figure) => figure.id === id)) {
      this.error(key, path, `no figure "${id}"`, 'write it in knowledge/figures or correct the id');
    } else if (!(figureFields as readonly string[]).includes(field)) {
      this.error(key, path, `a figure has no ${field}`, `choose among ${figureFields.join(', ')}`);
    }
  }

  private factReference(
    key: string,
    path: readonly PropertyKey[],
    reference: { raw: string; id: string; day?: Day; amount: boolean },
    inDatedCase: boolean,
  ): void {
    const fact = this.#facts.get(reference.id);
    if (!fact) {
      this.error(key, path, `no fact "${reference.id}"`, 'write it in knowledge/facts or correct the id');
      return;
    }
    this.#usedFacts.add(fact.id);
    if (reference.amount && !fact.percentOf) {
      this.error(key, path, `${reference.raw}: "${fact.id}" is not a percentage of another fact`);
      return;
    }
    if (fact.percentOf) this.#usedFacts.add(fact.percentOf);
    const day = reference.day ?? (inDatedCase ? undefined : this.today);
    if (day === undefined) return;
    const known = reference.amount ? this.#facts.amountOn(fact.id, day) : this.#facts.valueOn(fact.id, day);
    if (known === undefined) {
      this.error(
        key,
        path,
        `${reference.raw}: "${fact.id}" has no value on ${day}`,
        'name the day ({id@AAAA-MM-JJ}) or add the period to the fact',
      );
    }
  }

  private fact(fact: Fact): void {
    const key = `fact:${fact.id}`;
    const at = ['facts', this.indexOfFact(fact)];
    const periods = [...fact.values].sort((a, b) => a.validFrom.localeCompare(b.validFrom));
    for (const [i, value] of periods.entries()) {
      const next = periods[i + 1];
      if (value.validTo !== null && value.validTo < value.validFrom)
        this.error(key, at, `"${fact.id}": a period ends before it begins (${value.validFrom})`);
      if (next && (value.validTo === null || value.validTo >= next.validFrom)) {
        this.error(
          key,
          at,
          `"${fact.id}": the periods from ${value.validFrom} and from ${next.validFrom} overlap`,
        );
      }
      const isDate = typeof value.value === 'string';
      if ((fact.unit === 'text') !== (typeof value.value === 'object') || (fact.unit === 'date') !== isDate) {
        this.error(key, at, `"${fact.id}": the value does not fit the unit ${fact.unit}`);
      }
    }
    if (fact.percentOf && !this.#facts.get(fact.percentOf))
      this.error(key, at, `"${fact.id}": no fact "${fact.percentOf}"`);
    if (fact.reviewBy < this.today) this.warn(key, at, `"${fact.id}" was due for review on ${fact.reviewBy}`);
    const last = periods.at(-1)?.validTo;
    if (last && last >= this.today && daysBetween(this.today, last) <= limits.expiryWarningDays) {
      this.warn(key, at, `"${fact.id}" has no value after ${last}`, 'add the next period');
    }
    if (!this.#usedFacts.has(fact.id) && !this.data.facts.some((other) => other.percentOf === fact.id)) {
      this.warn(key, at, `"${fact.id}" is used by no text`);
    }
  }

  private sharedUtterances(): void {
    const owners = new Map<string, string>();
    const groups: [string, string, readonly string[]][] = this.data.topics.flatMap((topic) =>
      Object.entries(topic.texts).flatMap(([language, content]) =>
        Object.entries(content.utterances).map(([group, list]): [string, string, readonly string[]] => [
          topic.id,
          `${language}.utterances.${group}`,
          list,
        ]),
      ),
    );
    for (const [topicId, path, list] of groups) {
      for (const [i, utterance] of list.entries()) {
        const folded = utterance
          .normalize('NFD')
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .toLowerCase()
          .trim();
        const owner = owners.get(folded);
        const where = [...path.split('.'), i];
        if (owner !== undefined && owner !== topicId) {
          this.error(
            `topic:${topicId}`,
            where,
            `"${utterance}" is also an utterance of "${owner}"`,
            'keep it where it belongs',
          );
        } else if (owner === topicId) this.warn(`topic:${topicId}`, where, `"${utterance}" stands twice`);
        owners.set(folded, topicId);
      }
    }
  }

  private indexOfFact(fact: Fact): number {
    const file = this.origins.get(`fact:${fact.id}`) as ContentFile<{ facts: Fact[] }> | undefined;
    return file?.value?.facts.indexOf(fact) ?? -1;
  }

  private error(key: string, path: readonly PropertyKey[], message: string, remedy?: string): void {
    this.add('error', key, path, message, remedy);
  }

  private warn(key: string, path: readonly PropertyKey[], message: string, remedy?: string): void {
    this.add('warning', key, path, message, remedy);
  }

  private add(
    severity: Finding['severity'],
    key: string,
    path: readonly PropertyKey[],
    message: string,
    remedy?: string,
  ): void {
    const file = this.origins.get(key);
    this.#findings.push({ severity, file: file?.path ?? key, line: file?.lineOf(path), message, remedy });
  }
}

function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
