import { z } from 'zod';

/** The shapes of the content files. One schema per kind of file; every text is per language, French first. */

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens');
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written AAAA-MM-JJ');
const url = z.url({ protocol: /^https?$/ });
export const text = z.string().trim().min(1);
/** A text in French and in whatever other languages it is written. */
const translated = z.object({ fr: text }).catchall(text);
export type Translated = z.infer<typeof translated>;

export const units = [
  'EUR',
  'percent',
  'hours',
  'days',
  'months',
  'years',
  'people',
  'count',
  'date',
  'text',
] as const;
/** Which day of a case picks the value: the day the contract is signed, starts, is paid for, is applied for, or today. */
export const decidingDates = ['signature', 'start', 'month-of-pay', 'application', 'today'] as const;
export const audiences = ['jobseeker', 'employer', 'staff'] as const;
export type Audience = (typeof audiences)[number];

const factValue = z
  .object({
    value: z.union([z.number(), translated, day]),
    validFrom: day,
    validTo: day.nullable(),
    law: text.optional(),
    sources: z.array(text).min(1),
    confidence: z.enum(['verified', 'single']),
  })
  .strict();

export const factSchema = z
  .object({
    id,
    label: text,
    unit: z.enum(units),
    /** A percentage of another fact: `{id|amount}` then gives the sum in that fact's unit. */
    percentOf: id.optional(),
    decidedBy: z.enum(decidingDates),
    checkedOn: day,
    reviewBy: day,
    note: text.optional(),
    values: z.array(factValue).min(1),
  })
  .strict();
export const factsFileSchema = z.object({ facts: z.array(factSchema) }).strict();
export type Fact = z.infer<typeof factSchema>;
export type FactValue = z.infer<typeof factValue>;

/** How often a statistic is published again. */
export const periodicities = ['monthly', 'quarterly', 'half-yearly', 'yearly', 'once'] as const;
export type Periodicity = (typeof periodicities)[number];
/** A year, a quarter or a month: `2019`, `2019-T4`, `2019-12`. */
const period = z
  .string()
  .regex(/^\d{4}(-T[1-4]|-(0[1-9]|1[0-2]))?$/, 'a period is written AAAA, AAAA-T1 or AAAA-MM');

/** A statistic of the shared diagnosis: what is counted, where, how often, and its values by period. */
export const figureSchema = z
  .object({
    id,
    label: translated,
    unit: z.enum(units),
    geography: translated,
    /** Who is counted, when not everybody: young people, people with RQTH… */
    public: translated.optional(),
    periodicity: z.enum(periodicities),
    source: translated,
    url: url.optional(),
    note: text.optional(),
    values: z
      .array(z.object({ period, value: z.number(), sources: z.array(text).min(1), checkedOn: day }).strict())
      .min(1),
  })
  .strict();
export const figuresFileSchema = z.object({ figures: z.array(figureSchema) }).strict();
export type Figure = z.infer<typeof figureSchema>;

export const placeSchema = z
  .object({
    id,
    name: text,
    purpose: translated,
    address: text.optional(),
    phone: text.optional(),
    phoneNote: translated.optional(),
    website: url.optional(),
    /** OpenStreetMap opening_hours, only where sourced. */
    hours: text.optional(),
    location: z.object({ lat: z.number(), lon: z.number() }).strict().optional(),
    confidence: z.enum(['verified', 'single']),
    checkedOn: day,
    reviewBy: day,
    sources: z.array(text).min(1),
    /** What the city must still confirm; shown by the content check, never to a person. */
    toConfirm: z.array(text).optional(),
  })
  .strict();
export const placesFileSchema = z.object({ places: z.array(placeSchema) }).strict();
export type Place = z.infer<typeof placeSchema>;

export const contracts = ['cdi', 'cdd', 'apprentissage', 'professionnalisation'] as const;
export type Contract = (typeof contracts)[number];

const between = z.tuple([z.number(), z.number()]);
/** The circumstances in which a case answers instead of the general text; all those written must hold. */
export const whenSchema = z
  .object({
    /** The deciding date (signature, unless the topic says otherwise) lies within these days, both included; null is open. */
    date: z.tuple([day.nullable(), day.nullable()]).optional(),
    age: between.optional(),
    contractYear: between.optional(),
    companySize: between.optional(),
    /** Level of the diploma prepared: 3 CAP, 4 bac, 5 bac+2, 6 bac+3/4, 7 bac+5. */
    diplomaLevel: between.optional(),
    contract: z.array(z.enum(contracts)).optional(),
    disability: z.boolean().optional(),
    neighbourhood: z.array(text).optional(),
  })
  .strict();
export type When = z.infer<typeof whenSchema>;

const table = z
  .object({ caption: text, columns: z.array(text).min(2), rows: z.array(z.array(text)) })
  .strict();
const caseText = z.object({ when: whenSchema, answer: text }).strict();
const utterances = z
  .object({
    plain: z.array(text),
    sms: z.array(text).default([]),
    stories: z.array(text).default([]),
    indirect: z.array(text).default([]),
  })
  .strict();

export const topicTextSchema = z
  .object({
    title: text,
    /** Button label, 20 characters at most (Messenger's limit). */
    short: text.max(20),
    answer: text,
    cases: z.array(caseText).default([]),
    tables: z.array(table).default([]),
    more: text.optional(),
    steps: z.array(text).default([]),
    documents: z.array(text).default([]),
    /** Phrases that lead here whatever else is said: for danger and insults, never left to a classifier alone. */
    triggers: z.array(text).default([]),
    utterances,
  })
  .strict();
export type TopicText = z.infer<typeof topicTextSchema>;

export const sourceSchema = z.object({ title: text, url: url.optional(), law: text.optional() }).strict();

const topicFields = {
  id,
  axis: id,
  audience: z.array(z.enum(audiences)).min(1),
  status: z.enum(['active', 'ended', 'suspended']).default('active'),
  /** Why and since when the topic is suspended: only the source and a person are given then. */
  suspended: z.object({ reason: translated, since: day }).strict().optional(),
  outcome: z.enum(['answered', 'handedOver']).default('answered'),
  /** Small talk: no source, no date, no feedback request. */
  smallTalk: z.boolean().default(false),
  /** Someone may be in danger: shown first, set apart. */
  urgent: z.boolean().default(false),
  checkedOn: day,
  reviewBy: day,
  related: z.array(id).default([]),
  contacts: z.array(id).default([]),
  sources: z.array(sourceSchema),
};
const topicHead = z.object(topicFields);

/** One topic, one file: its head, then one block of texts per language (`fr`, `en`, …). */
export const topicSchema = z
  .object({ ...topicFields, fr: topicTextSchema })
  .catchall(topicTextSchema)
  .transform((entry) => {
    const isField = ([key]: [string, unknown]) => key in topicFields;
    const head = Object.fromEntries(Object.entries(entry).filter(isField)) as z.infer<typeof topicHead>;
    const texts = Object.fromEntries(Object.entries(entry).filter((pair) => !isField(pair)));
    return { ...head, texts: texts as { fr: TopicText } & Record<string, TopicText> };
  });
export type Topic = z.infer<typeof topicSchema>;
export type Source = z.infer<typeof sourceSchema>;

export const catalogueSchema = z
  .object({
    topics: z.array(z.object({ id, axis: id, audience: z.string(), about: z.string() }).strict()),
    out_of_scope: z.string(),
  })
  .strict();
export type Catalogue = z.infer<typeof catalogueSchema>;

/** Topics offered from the start, by audience, and the topic whose contacts are the person to reach. */
export const menuSchema = z
  .object({
    starters: z
      .object({ all: z.array(id), jobseeker: z.array(id), employer: z.array(id), staff: z.array(id) })
      .strict(),
    human: id,
  })
  .strict();
export type Menu = z.infer<typeof menuSchema>;

const phrases = z.object({ near: z.array(text), far: z.array(text) }).strict();
export const outOfScopeSchema = z.object({ fr: phrases }).catchall(phrases);
export type OutOfScope = z.infer<typeof outOfScopeSchema>;
