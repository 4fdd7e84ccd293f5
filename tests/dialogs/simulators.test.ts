import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { z } from 'zod';
import { Asker } from '../../bot/asker.ts';
import { readBrain } from '../../bot/brain.ts';
import { textOfReply } from '../../bot/channels/text.ts';
import { projectRoot } from '../../bot/paths.ts';
import type { Reply } from '../../dialogs/reply.ts';
import { readCommand, writeCommand } from '../../dialogs/shared/commands.ts';
import { withDefaults } from '../../dialogs/simulator/answers.ts';
import { addDays } from '../../knowledge/days.ts';
import { formatNumber } from '../../knowledge/format.ts';
import type { Answer, Answers, Input, Simulator } from '../../knowledge/simulators/index.ts';

const brain = readBrain();
const { simulators } = brain.knowledge;
const today = '2026-11-25';

const answerSchema = z.union([z.string(), z.number(), z.boolean()]);
/** A situation in words, and what the law makes of it: readable by a lawyer. */
const caseSchema = z.object({
  id: z.string(),
  situation: z.string(),
  today: z.string().default(today),
  answers: z.record(z.string(), answerSchema),
  expect: z
    .record(
      z.string(),
      z.object({
        state: z.enum(['yes', 'no', 'unknown']),
        amount: z.number().optional(),
        unit: z.string().optional(),
      }),
    )
    .default({}),
  /** null: it has no value. */
  values: z.record(z.string(), answerSchema.nullable()).default({}),
  law: z.string(),
  why: z.string().optional(),
});
type Case = z.infer<typeof caseSchema>;

const casesFolder = join(projectRoot, 'tests/cases');
const simulatorOf = (id: string): Simulator => {
  const simulator = simulators.get(id);
  assert.ok(simulator, id);
  return simulator;
};

/** Every case through the rules, then through the conversation from its sentence. */
for (const file of readdirSync(casesFolder)) {
  const id = file.replace('.yaml', '');
  const cases = z.array(caseSchema).parse(parse(readFileSync(join(casesFolder, file), 'utf8')));

  describe(`The rules of ${id}`, () => {
    for (const one of cases) {
      it(`${one.id}: ${one.situation}`, () => {
        const simulator = simulatorOf(id);
        const answers = withDefaults(simulator.definition, one.answers, one.today);
        const { found, missing } = simulator.evaluate(answers);

        for (const [name, expected] of Object.entries(one.expect)) {
          const outcome = found.find((entry) => entry.name === name);
          assert.equal(outcome?.state, expected.state, `${name} (${missing.map((input) => input.name)})`);
          if (expected.amount !== undefined) assert.equal(outcome?.amount?.value, expected.amount, name);
        }
        for (const [name, expected] of Object.entries(one.values))
          assert.equal(simulator.value(name, answers)?.value ?? null, expected, name);
      });
    }
  });

  describe(`The conversation of ${id}`, () => {
    const asker = new Asker(brain);
    const amountsOf = ({ expect }: Case) =>
      Object.values(expect).flatMap(({ state, amount, unit }) =>
        state === 'yes' && amount ? [formatNumber(amount, unit === '%' ? 'percent' : 'EUR', 'fr')] : [],
      );
    for (const one of cases) {
      it(`${one.id}: ${one.situation}`, async () => {
        const said = await converse(asker, id, one);

        for (const amount of amountsOf(one))
          assert.ok(said.includes(plain(amount)), `${amount} is not in: ${said}`);
      });
    }
  });
}

/** Begins the simulator, says the sentence, and answers what is still asked as the case has it. */
async function converse(asker: Asker, id: string, one: Case): Promise<string> {
  const { inputs } = simulatorOf(id).definition;
  // A day that is never asked is the day of the conversation.
  const clock = inputs.find((input) => input.default === 'today' && input.entity === undefined);
  const day = String((clock && one.answers[clock.name]) ?? one.today);
  const ask = (q: string) => asker.ask({ q, today: day, conversation: `${id} ${one.id}` });
  await ask(writeCommand({ kind: 'simulate', simulator: id }));
  const reply = await answerAll(ask, inputs, one, await ask(one.situation));
  // What is taken for granted unless said otherwise is changed after the result, as a person would.
  const assumed = inputs.findIndex(
    ({ name, default: taken, entity }) =>
      taken !== undefined &&
      taken !== 'today' &&
      entity === undefined &&
      one.answers[name] !== undefined &&
      one.answers[name] !== taken,
  );
  if (assumed < 0) return plain(textOfReply(reply));
  const changed = await ask(writeCommand({ kind: 'change', input: assumed }));
  return plain(textOfReply(await answerAll(ask, inputs, one, changed)));
}

/** Answers what is asked, as the case has it, until the result. */
async function answerAll(
  ask: (q: string) => ReturnType<Asker['ask']>,
  inputs: readonly Input[],
  one: Case,
  first: Awaited<ReturnType<Asker['ask']>>,
): Promise<Reply> {
  let { outcome, reply } = first;
  for (let turns = 0; outcome === 'asked'; turns++) {
    assert.ok(turns <= 7, 'more than seven questions');
    const place = placeAsked(reply);
    const { name, kind } = inputs[place] as Input;
    const answer = one.answers[name];
    const isTyped = (kind === 'number' || kind === 'date') && answer !== undefined;
    const pressed =
      answer === undefined
        ? 'unknown'
        : typeof answer === 'boolean'
          ? answer
            ? 'yes'
            : 'no'
          : String(answer);
    ({ outcome, reply } = await ask(
      isTyped ? String(answer) : writeCommand({ kind: 'answer', input: place, answer: pressed }),
    ));
  }
  return reply;
}

/** The input that a question's buttons answer. */
function placeAsked({ blocks }: Reply): number {
  const commands = blocks.flatMap((block) =>
    block.kind === 'choices' ? block.choices.map(({ value }) => readCommand(value)) : [],
  );
  const answer = commands.find((command) => command?.kind === 'answer');
  assert.ok(answer?.kind === 'answer', 'a question has buttons');
  return answer.input;
}

function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

describe('Every simulator', () => {
  for (const id of simulators.ids) {
    const simulator = simulatorOf(id);
    const { definition } = simulator;

    it(`${id} has all its sentences in French and English, and each quotes what exists`, () => {
      for (const language of brain.voice.languages) {
        const lacking = sentencesOf(simulator).filter(
          (key) => brain.voice.find(language, `simulator-${id}:${key}`) === undefined,
        );
        assert.deepEqual(lacking, [], language);
      }
    });

    it(`${id} asks at most seven questions, whatever is answered`, () => {
      fc.assert(
        fc.property(fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (picks) => {
          const answers: Record<string, Answer> = {};
          let asked = 0;
          for (;;) {
            const { missing } = simulator.evaluate(withDefaults(definition, answers, today));
            const [next] = missing;
            if (!next) return asked <= 7;
            answers[next.name] = pick(next, picks[asked % picks.length] as number);
            asked++;
            if (asked > 20) return false;
          }
        }),
        { numRuns: 150 },
      );
    });

    it(`${id} never gives a negative amount, and never fails on what may be answered`, () => {
      fc.assert(
        fc.property(answersTo(definition.inputs), (answers) => {
          const { found } = simulator.evaluate(withDefaults(definition, answers, today));
          return found.every(
            ({ amount }) => amount === undefined || amount.kind !== 'number' || amount.value >= 0,
          );
        }),
        { numRuns: 150 },
      );
    });

    it(`${id} comes to the same whatever order the answers come in`, () => {
      fc.assert(
        fc.property(answersTo(definition.inputs), fc.nat(), (answers, seed) => {
          const shuffled = Object.fromEntries(
            Object.entries(answers).sort(([a], [b]) => ((a.length * seed) % 7) - ((b.length * seed) % 7)),
          );
          assert.deepEqual(
            simulator.evaluate(withDefaults(definition, shuffled, today)).found,
            simulator.evaluate(withDefaults(definition, answers, today)).found,
          );
        }),
        { numRuns: 50 },
      );
    });
  }
});

function sentencesOf({ definition: { inputs, outcomes } }: Simulator): string[] {
  return [
    'title',
    'intro',
    'none',
    ...inputs.flatMap(({ name, kind, choices = [], cases = [] }) => [
      ...['question', 'short', 'help'].map((key) => `inputs.${name}.${key}`),
      ...(kind === 'number' || kind === 'date' ? [`inputs.${name}.range`] : []),
      ...choices.map((choice) => `inputs.${name}.choices.${choice}`),
      ...cases.map((value) => `inputs.${name}.cases.${value}`),
    ]),
    ...outcomes.flatMap(({ name, amount, conditions, reasons }) => [
      `outcomes.${name}.short`,
      `outcomes.${name}.yes`,
      ...(amount ? [`outcomes.${name}.unknown`] : []),
      ...conditions.map((condition) => `outcomes.${name}.nearly.${condition}`),
      ...reasons.map((reason) => `reasons.${reason}`),
    ]),
  ];
}

function pick({ kind, choices = [], min = 0, max = 500, first = '2018-01-01' }: Input, seed: number): Answer {
  switch (kind) {
    case 'choice':
      return choices[seed % choices.length] as string;
    case 'yesNo':
      return seed % 2 === 0;
    case 'number':
      return min + (seed % (Math.min(max, min + 400) - min + 1));
    case 'date':
      return addDays(first, seed % 3250);
  }
}

/** Some of the inputs, each with an answer that it can have. */
function answersTo(inputs: readonly Input[]): fc.Arbitrary<Answers> {
  return fc.tuple(...inputs.map(() => fc.option(fc.nat(), { nil: undefined }))).map((seeds) =>
    Object.fromEntries(
      inputs.flatMap((input, i) => {
        const seed = seeds[i];
        return seed === undefined ? [] : [[input.name, pick(input, seed)]];
      }),
    ),
  );
}
