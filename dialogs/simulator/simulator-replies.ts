import type { Day } from '../../knowledge/facts.ts';
import { formatDay, formatNumber } from '../../knowledge/format.ts';
import type { Fact } from '../../knowledge/schema.ts';
import type {
  Answer,
  Answers,
  Evaluation,
  Found,
  Input,
  Simulator,
  Value,
} from '../../knowledge/simulators/index.ts';
import type { Block, Choice } from '../reply.ts';
import { writeCommand } from '../shared/commands.ts';
import type { Voice } from '../shared/voice.ts';
import { withDefaults } from './answers.ts';
import { casesOf } from './cases.ts';

/** Units of Publicodes, as facts name them. */
const units: Readonly<Record<string, Fact['unit']>> = {
  '€': 'EUR',
  '€/mois': 'EUR',
  '€/h': 'EUR',
  '%': 'percent',
  mois: 'months',
  an: 'years',
  jour: 'days',
  h: 'hours',
};

/** What a simulator says: its questions and its result, from the sentences of `simulator-<id>.json`. */
export class SimulatorReplies {
  constructor(
    private readonly voice: Voice,
    private readonly simulator: Simulator,
    private readonly language: string,
    private readonly today: Day,
    private readonly knowsAddresses = false,
  ) {}

  /** A question with its buttons; `left` counts it and those that may follow. */
  question(input: Input, left: number): Block[] {
    const more = left === 1 ? this.say('askMore.one') : this.say('askMore.some', { count: left });
    const hint = { choice: 'choose', yesNo: 'choose', number: 'numberHint', date: 'dateHint' }[input.kind];
    return [
      text(`**${this.sentence(`inputs.${input.name}.question`)}**`),
      text(`${this.say(hint)} ${more}`),
      { kind: 'choices', choices: this.answersTo(input) },
    ];
  }

  /** What an input means. */
  help(input: Input, answers: Answers): Block[] {
    return [
      text(
        this.filled(
          `inputs.${input.name}.help`,
          withDefaults(this.simulator.definition, answers, this.today),
        ),
      ),
    ];
  }

  notRead(input: Input): Block[] {
    return [text(this.say('notRead', { question: this.questionOf(input) }))];
  }

  /** Why a number or a day cannot be. */
  outOfRange(input: Input, last: Day): Block[] {
    const { min = '', max = '', first } = input;
    const values = {
      min,
      max,
      first: first ? formatDay(first, this.language) : '',
      last: formatDay(last, this.language),
    };
    return [text(this.sentence(`inputs.${input.name}.range`, values))];
  }

  precise(input: Input): Block[] {
    return [text(this.say('precise', { question: this.questionOf(input) }))];
  }

  intro(): Block[] {
    return [text(this.sentence('intro'))];
  }

  line(key: string): Block[] {
    return [text(this.say(key))];
  }

  /** Answers that were taken from the person's words, so that a misunderstanding is seen at once. */
  noted(answers: Answers): Block[] {
    return Object.keys(answers).length === 0
      ? []
      : [text(this.say('noted', { answers: this.listed(answers) }))];
  }

  /** The whole result (`whole`: the answers and what is taken for granted): what applies and why, what nearly does, what was taken for granted, what to do next. */
  result(answers: Answers, unknown: readonly string[], whole: Answers): Block[] {
    const evaluation = this.simulator.evaluate(whole);
    const nearly = evaluation.found.flatMap(({ name, nearly: rule }) =>
      rule === undefined ? [] : [this.filled(`outcomes.${name}.nearly.${rule}`, whole)],
    );
    const next = this.voice.list(this.language, this.key('next'));
    return [
      ...this.findings(evaluation, whole, unknown),
      ...(nearly.length > 0
        ? [{ kind: 'more' as const, title: this.say('nearly'), text: lines(nearly) }]
        : []),
      text(this.say('heard', { answers: this.listed(answers) })),
      ...this.assumptions(answers, whole),
      ...(next.length > 0 ? [{ kind: 'steps' as const, title: this.say('next'), steps: [...next] }] : []),
      text(this.say('estimate')),
      this.sources(),
      this.changes(answers),
    ];
  }

  /** A button that begins the simulator. */
  offer(): Block {
    const value = writeCommand({ kind: 'simulate', simulator: this.simulator.definition.id });
    return {
      kind: 'choices',
      title: this.say('offer'),
      choices: [{ title: this.say('start'), label: this.sentence('title'), value }],
    };
  }

  private findings(evaluation: Evaluation, answers: Answers, unknown: readonly string[]): Block[] {
    const isOpen = evaluation.found.some(({ state }) => state === 'open');
    const said = evaluation.found.filter(({ state }) => state === 'yes' || state === 'unknown');
    const blocks = said.flatMap((found) => this.finding(found, answers));
    if (isOpen) return [...blocks, ...this.byCase(answers, unknown)];
    return blocks.length > 0 ? blocks : [text(this.sentence('none'))];
  }

  private finding({ name, state }: Found, answers: Answers): Block[] {
    const reasons =
      this.simulator.definition.outcomes.find((outcome) => outcome.name === name)?.reasons ?? [];
    const why = reasons.flatMap((rule) => {
      const value = this.simulator.value(rule, answers);
      const holds = value !== undefined && value.value !== false;
      return holds ? [this.filled(`reasons.${rule}`, answers)] : [];
    });
    return [text([this.filled(`outcomes.${name}.${state}`, answers), ...why].join(' '))];
  }

  /** The result for each answer that the person could not give. */
  private byCase(answers: Answers, unknown: readonly string[]): Block[] {
    const cases = casesOf(this.simulator, answers, unknown);
    if (cases.length === 0) {
      const missing = unknown.map((name) => this.sentence(`inputs.${name}.short`)).join(', ');
      return [text(this.say('cannotTell', { missing }))];
    }
    const names = this.simulator.definition.outcomes.map(({ name }) => name);
    const open = names.filter((name) =>
      cases.some(({ evaluation }) => evaluation.found.find((found) => found.name === name)?.state !== 'no'),
    );
    return [
      {
        kind: 'table',
        caption: this.say('byCase'),
        columns: [this.say('byCaseColumn'), ...open.map((name) => this.sentence(`outcomes.${name}.short`))],
        rows: cases.map(({ assumed, evaluation }) => [
          Object.entries(assumed)
            .map(([name, answer]) => this.caseLabel(name, answer))
            .join(', '),
          ...open.map((name) => this.inShort(evaluation.found.find((found) => found.name === name))),
        ]),
      },
    ];
  }

  private inShort(found: Found | undefined): string {
    if (found?.state === 'unknown' || found?.state === 'open') return this.say('notKnown');
    if (found?.state !== 'yes') return this.say('nothing');
    return found.amount ? this.format(found.amount) : this.say('applies');
  }

  private caseLabel(name: string, answer: Answer): string {
    const input = this.simulator.input(name);
    const isCase = input?.kind === 'number' && input.cases?.includes(Number(answer));
    if (isCase) return this.sentence(`inputs.${name}.cases.${answer}`);
    return `${this.sentence(`inputs.${name}.short`)} : ${this.written(name, answer)}`;
  }

  private assumptions(answers: Answers, whole: Answers): Block[] {
    const assumed = this.simulator.definition.inputs
      .filter(({ name }) => whole[name] !== undefined && answers[name] === undefined)
      .flatMap(({ name }) => {
        const value = this.written(name, whole[name] as Answer);
        const sentence = this.voice.find(this.language, this.key(`assumptions.${name}`), { value });
        return sentence === undefined ? [] : [sentence];
      });
    return assumed.length === 0 ? [] : [text(this.say('assumed', { assumptions: assumed.join(' ; ') }))];
  }

  private sources(): Block {
    const { sources, checkedOn } = this.simulator.definition;
    return {
      kind: 'sources',
      title: this.voice.say(this.language, 'sources.title'),
      sources: sources.map(({ title, law, url }) => ({
        title: law ? `${title}, ${law}` : title,
        ...(url && { url }),
      })),
      asOf: this.voice.say(this.language, 'sources.asOf', { date: formatDay(checkedOn, this.language) }),
    };
  }

  private changes(answers: Answers): Block {
    const { inputs } = this.simulator.definition;
    const isAssumed = (name: string) =>
      this.voice.find(this.language, this.key(`assumptions.${name}`)) !== undefined;
    const changes = inputs.flatMap(({ name }, input): Choice[] =>
      answers[name] === undefined && !isAssumed(name)
        ? []
        : [{ title: this.sentence(`inputs.${name}.short`), value: writeCommand({ kind: 'change', input }) }],
    );
    const restart = { title: this.say('restart'), value: writeCommand({ kind: 'restart' }) };
    return { kind: 'choices', title: this.say('change'), choices: [...changes, restart] };
  }

  private answersTo(input: Input): Choice[] {
    const place = this.simulator.definition.inputs.indexOf(input);
    const choice = (answer: string, title: string): Choice => ({
      title,
      value: writeCommand({ kind: 'answer', input: place, answer }),
    });
    const known =
      input.kind === 'choice'
        ? (input.choices ?? []).map((id) => choice(id, this.sentence(`inputs.${input.name}.choices.${id}`)))
        : input.kind === 'yesNo'
          ? [choice('yes', this.say('yes')), choice('no', this.say('no'))]
          : [];
    const lookUp =
      input.address && this.knowsAddresses
        ? [
            {
              title: this.voice.say(this.language, 'address:button'),
              value: writeCommand({ kind: 'address' }),
            },
          ]
        : [];
    return [...known, ...lookUp, choice('unknown', this.say('unknown'))];
  }

  private listed(answers: Answers): string {
    return Object.entries(answers)
      .map(([name, answer]) =>
        this.say('heardItem', {
          label: this.sentence(`inputs.${name}.short`).toLocaleLowerCase(this.language),
          value: this.written(name, answer),
        }),
      )
      .join(', ');
  }

  /** An answer as a person reads it. */
  private written(name: string, answer: Answer): string {
    const input = this.simulator.input(name);
    if (typeof answer === 'boolean') return this.say(answer ? 'yes' : 'no').toLocaleLowerCase(this.language);
    if (input?.kind === 'choice') return this.sentence(`inputs.${name}.choices.${answer}`);
    if (input?.kind === 'date') return formatDay(String(answer), this.language);
    return formatNumber(Number(answer), units[input?.unit ?? ''] ?? 'count', this.language);
  }

  private format(value: Value): string {
    switch (value.kind) {
      case 'number':
        return formatNumber(value.value, units[value.unit] ?? 'count', this.language);
      case 'day':
        return formatDay(value.value, this.language);
      case 'boolean':
        return this.say(value.value ? 'yes' : 'no').toLocaleLowerCase(this.language);
      case 'text':
        return value.value;
    }
  }

  /** A sentence with the values of the rules, answers and deadlines that it quotes. */
  private filled(key: string, answers: Answers): string {
    const template = this.voice.template(this.language, this.key(key));
    const values = [...template.matchAll(/\{\{([^}]+)\}\}/g)].map(([, name = '']) => {
      const answer = answers[name.trim()];
      const value = answer === undefined ? this.simulator.value(name.trim(), answers) : undefined;
      return [
        name,
        answer === undefined
          ? value
            ? this.format(value)
            : this.say('notKnown')
          : this.written(name.trim(), answer),
      ];
    });
    return this.voice.fill(this.language, template, Object.fromEntries(values));
  }

  private questionOf(input: Input): string {
    return this.sentence(`inputs.${input.name}.question`);
  }

  private key(key: string): string {
    return `simulator-${this.simulator.definition.id}:${key}`;
  }

  private sentence(key: string, values: Record<string, string | number> = {}): string {
    return this.voice.say(this.language, this.key(key), values);
  }

  private say(key: string, values: Record<string, string | number> = {}): string {
    return this.voice.say(this.language, `simulator:${key}`, values);
  }
}

function text(content: string): Block {
  return { kind: 'text', text: content };
}

function lines(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
