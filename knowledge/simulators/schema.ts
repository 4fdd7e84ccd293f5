import { z } from 'zod';
import { day, id, sourceSchema, text } from '../schema.ts';

/** What a person may be asked: its name in the rules, how it is answered, and which entity of an utterance tells it. */
const inputSchema = z
  .object({
    name: text,
    kind: z.enum(['choice', 'number', 'date', 'yesNo']),
    /** Of a choice: ids, which the rules compare with ("contrat = 'cdi'"). */
    choices: z.array(id).optional(),
    /** Of a number, as Publicodes writes it: "an", "mois", "€". */
    unit: text.optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    /** Of a date: the first day and the last that make sense; "today" moves with the clock. */
    first: day.optional(),
    last: z.union([day, z.literal('today')]).optional(),
    /** Entity of understanding that answers it: `age`, `contract`, `date`…, or `public:rsa` for a yes. */
    entity: text.optional(),
    /** Choices by the id that the entity gives, where it is another. */
    entityChoices: z.record(z.string(), id).optional(),
    /** Choices by a length of time: from so many months to fewer than so many, as `[0, 12]`. */
    months: z.record(z.string(), z.tuple([z.number(), z.number()])).optional(),
    /** Taken where it is not said, and told so; never asked. */
    default: z.union([z.string(), z.number(), z.boolean()]).optional(),
    /** Of a choice that an address answers: what each answer is, and the input whose day tells the map. */
    address: z.object({ inside: id, outside: id, unsure: id, on: text }).strict().optional(),
    /** Of a number, values that stand for the cases that differ, for a person who does not know. */
    cases: z.array(z.number()).optional(),
  })
  .strict();

/** One thing that a simulator may find: an amount, an eligibility, or both. */
const outcomeSchema = z
  .object({
    name: id,
    /** Rule that is true when it applies; always, without it. */
    when: text.optional(),
    /** Rule of its amount. */
    amount: text.optional(),
    /** Rules that must all be true: when one alone is not, the person is told which. */
    conditions: z.array(text).default([]),
    /** Rules whose sentence explains it, each said when its rule has a value that is not "no". */
    reasons: z.array(text).default([]),
    /** Topic to read on. */
    topic: id.optional(),
  })
  .strict();

/** A simulator: questions, dated facts and Publicodes rules; its sentences are in `locales/<lang>/simulator-<id>.json`. */
export const simulatorSchema = z
  .object({
    id,
    /** The topics that begin it, the first one its own. */
    topics: z.array(id).min(1),
    checkedOn: day,
    reviewBy: day,
    sources: z.array(sourceSchema).min(1),
    inputs: z.array(inputSchema).min(1),
    /** Name of a rule → the fact that it stands for, at the day that an input gives. */
    facts: z.record(z.string(), z.object({ fact: id, on: text }).strict()).default({}),
    /** Days counted from an input: months or days by a rule. */
    deadlines: z
      .record(z.string(), z.object({ from: text, months: text.optional(), days: text.optional() }).strict())
      .default({}),
    outcomes: z.array(outcomeSchema).min(1),
    rules: z.record(z.string(), z.unknown()),
  })
  .strict();

export type SimulatorDefinition = z.infer<typeof simulatorSchema>;
export type Input = SimulatorDefinition['inputs'][number];
export type OutcomeDefinition = SimulatorDefinition['outcomes'][number];
