import { z } from 'zod';
import { contracts, day, id, text } from './schema.ts';

/** The shapes of the words that understanding takes from the content: lexicons, languages, the calendar. */

const words = z.array(text);
const numbersByWord = z.record(z.string(), z.number());
/** The words of a language by which dates are told, all without accents; a phrase may have several words. */
const dateWords = z
  .object({
    months: numbersByWord,
    /** Monday is 1. */
    weekdays: numbersByWord,
    numbers: numbersByWord,
    /** Days from today: "demain" is 1. */
    days: numbersByWord,
    units: z
      .object({
        hour: words,
        day: words,
        week: words,
        weekend: words,
        month: words,
        year: words,
        fortnight: words,
      })
      .strict(),
    this: words,
    next: words,
    /** Short forms that mean "next" after a unit alone: "la semaine pro", never "contrat pro". */
    nextAfter: words,
    last: words,
    /** Days added to the coming weekday: "mardi en huit" is 7. */
    later: numbersByWord,
    edges: z.object({ start: words, middle: words, end: words, whole: words }).strict(),
    from: words,
    to: words,
    until: words,
    before: words,
    after: words,
    since: words,
    within: words,
    ago: words,
    /** After a length of time: "two weeks from now". */
    ahead: words,
    inYear: words,
    /** Words that make of a number like 2020 an amount, no year. */
    counted: words,
    holidays: words,
    the: words,
    /** Words that may stand between the parts of a date and say nothing. */
    glue: words,
    /** "Premier samedi de mars": which one of a month; -1 is the last. */
    ordinals: numbersByWord,
    /** Words that join two days or periods. */
    and: words,
    /** Phrases that name no date though a word of them does: "job d'été". */
    idioms: words,
    /** Words of a sentence about what has already happened: a date without its year is then the last one. */
    past: words,
  })
  .strict();
export type DateWords = z.infer<typeof dateWords>;

/** Periods that people name without their dates: every year on the same days, or holidays of given years. */
export const calendarSchema = z
  .object({
    sources: z.array(text).min(1),
    checkedOn: day,
    reviewBy: day,
    yearly: z.record(z.string(), z.tuple([text, text])),
    holidays: z.array(z.object({ names: words, from: day, to: day }).strict()),
  })
  .strict();
export type Calendar = z.infer<typeof calendarSchema>;

/** Numbers written in words. */
const numberWords = z
  .object({
    /** Each word and what it is worth alone. */
    values: numbersByWord,
    /** Words that may stand between two of them. */
    joints: words,
    /** Words that are no number when they stand alone: articles, "neuf" that is new, "sept" for September. */
    alone: words,
    /** Words, and phrases at the beginning, that the recognisers read better otherwise: "mille cent" as "onze cent". */
    respelt: z.record(z.string(), z.string()),
  })
  .strict();

/** The words around lengths of time, working time and sums of money. */
const quantityWords = z
  .object({
    /** After a length of time, these make of it something else: "2 ans d'expérience". */
    notDuration: words,
    contractOf: words,
    since: words,
    unemployed: words,
    perWeek: words,
    /** Before an hour that is a time of day. */
    hourOfDay: words,
    /** Legal full time, in hours a week. */
    fullTimeHours: z.number(),
    fullTime: words,
    halfTime: words,
    partTime: words,
    percent: words,
    euros: words,
  })
  .strict();

/** The words of a language by which ages, dates, sizes, diplomas and contracts are recognised; all without accents. */
const entityWords = z
  .object({
    dates: dateWords,
    age: z.object({ before: words, unit: words, notAfter: words }).strict(),
    ordinals: numbersByWord,
    yearOfContract: z.object({ after: words, before: words }).strict(),
    people: words,
    hire: words,
    weAre: words,
    lessThan: words,
    moreThan: words,
    diplomas: numbersByWord,
    contracts: z.record(z.string(), z.enum(contracts)),
    disability: words,
    /** Before a word, these say that it is not so: "sans RQTH". */
    negations: words,
    /** After a word: "RSA : non". */
    no: words,
    /** After a word, these say that it is only asked for: "RQTH en cours". */
    pending: words,
    neighbourhoods: z.record(z.string(), id),
    /** Districts of Aix and towns around, by the names people give them. */
    areas: z.record(z.string(), id),
    /** Who the question is about, by the words for them. */
    publics: z.record(z.string(), id),
    numbers: numberWords,
    quantities: quantityWords,
  })
  .strict();
export type EntityWords = z.infer<typeof entityWords>;

/** Words as people type them, by language; understanding's own vocabulary, data like the rest. */
export const lexiconSchema = z
  .object({
    /** Written form → plain words, replaced. */
    spellings: z.record(z.string(), z.string()),
    /** Word or acronym → words added beside it. */
    expansions: z.record(z.string(), z.string()),
    /** Words that the spelling corrector leaves alone. */
    guard: words,
    /** Names of places: they say where, not what about. */
    places: words,
    /** Words of greeting: before a question they say nothing of its topic. */
    greetings: words,
    /** Before a second question: "et aussi", "sinon"; "et" with a word that begins a question. */
    besides: words,
    and: words,
    questions: words,
    entities: entityWords,
  })
  .strict();
export type Lexicon = z.infer<typeof lexiconSchema>;

export const languagesSchema = z
  .object({
    languages: z.record(
      z.string(),
      z
        .object({ words, script: text.optional(), letters: text.optional(), notice: text.optional() })
        .strict(),
    ),
  })
  .strict();
export type Languages = z.infer<typeof languagesSchema>['languages'];
