import type { Day } from '../../knowledge/facts.ts';
import { formatDay } from '../../knowledge/format.ts';
import type {
  Answer,
  Answers,
  Evaluation,
  Found,
  Input,
  Simulator,
} from '../../knowledge/simulators/index.ts';
import { type Block, type Choice, textBlock } from '../reply.ts';
import { writeCommand } from '../shared/commands.ts';
import type { Voice } from '../shared/voice.ts';
import { withDefaults } from './answers.ts';
import { type Case, casesOf } from './cases.ts';
import type { ResultBasis, ResultLinks } from './result-links.ts';
import { SimulatorWords } from './simulator-words.ts';

/** What a running server adds to a simulator. */
export interface SimulatorSurroundings {
  /** An address can be looked up on the map. */
  readonly knowsAddresses?: boolean;
  readonly links?: ResultLinks;
}

/** What a simulator says: its questions and its result, from the sentences of `simulator-<id>.json`. */
export class SimulatorReplies {
  readonly #words: SimulatorWords;

  constructor(
    voice: Voice,
    private readonly simulator: Simulator,
    private readonly language: string,
    private readonly today: Day,
    private readonly surroundings: SimulatorSurroundings = {},
  ) {
    this.#words = new SimulatorWords(voice, simulator, language);
  }

  /** What an input is called on buttons. */
  label(name: string): string {
    return this.#words.sentence(`inputs.${name}.short`);
  }

  get title(): string {
    return this.#words.sentence('title');
  }

  /** A question with its buttons; `left` counts it and those that may follow. */
  question(input: Input, left: number): Block[] {
    const more =
      left === 1 ? this.#words.say('askMore.one') : this.#words.say('askMore.some', { count: left });
    const hint = { choice: 'choose', yesNo: 'choose', number: 'numberHint', date: 'dateHint' }[input.kind];
    return [
      textBlock(`**${this.#words.sentence(`inputs.${input.name}.question`)}**`),
      textBlock(`${this.#words.say(hint)} ${more}`),
      this.buttons(input),
    ];
  }

  /** Only the buttons of a question, where it stands just above. */
  buttons(input: Input): Block {
    return { kind: 'choices', choices: this.answersTo(input) };
  }

  /** What an input means. */
  help(input: Input, answers: Answers): Block[] {
    return [
      textBlock(
        this.#words.filled(
          `inputs.${input.name}.help`,
          withDefaults(this.simulator.definition, answers, this.today),
        ),
      ),
    ];
  }

  notRead(input: Input): Block[] {
    return [textBlock(this.#words.say('notRead', { question: this.questionOf(input) }))];
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
    return [textBlock(this.#words.sentence(`inputs.${input.name}.range`, values))];
  }

  precise(input: Input): Block[] {
    return [textBlock(this.#words.say('precise', { question: this.questionOf(input) }))];
  }

  intro(): Block[] {
    return [textBlock(this.#words.sentence('intro'))];
  }

  line(key: string): Block[] {
    return [textBlock(this.#words.say(key))];
  }

  /** Answers that were taken from the person's words, so that a misunderstanding is seen at once. */
  noted(answers: Answers, until: ResultBasis['until'] = {}): Block[] {
    return Object.keys(answers).length === 0
      ? []
      : [textBlock(this.#words.say('noted', { answers: this.#words.listed(answers, until) }))];
  }

  /** The whole result: what applies and why, what nearly does, what was taken for granted, what to do next. */
  result(basis: ResultBasis): Block[] {
    const { answers, unknown, whole, until } = basis;
    const evaluation = this.simulator.evaluate(whole);
    const assumed = this.assumed(answers, whole);
    const nearly = evaluation.found.flatMap(({ name, nearly: rule }) =>
      rule === undefined ? [] : [this.#words.filled(`outcomes.${name}.nearly.${rule}`, whole)],
    );
    const next = this.#words.list('next');
    return [
      ...this.findings(evaluation, whole, unknown),
      ...(nearly.length > 0
        ? [{ kind: 'more' as const, title: this.#words.say('nearly'), text: lines(nearly) }]
        : []),
      ...(Object.keys(answers).length > 0
        ? [textBlock(this.#words.say('heard', { answers: this.#words.listed(answers, until) }))]
        : []),
      ...this.assumptions(assumed, whole),
      ...(next.length > 0
        ? [{ kind: 'steps' as const, title: this.#words.say('next'), steps: [...next] }]
        : []),
      textBlock(this.#words.say('estimate')),
      ...this.page(basis),
      this.sources(),
      this.changes(answers, unknown, assumed),
    ];
  }

  /** A button that begins the simulator. */
  offer(): Block {
    const value = writeCommand({ kind: 'simulate', simulator: this.simulator.definition.id });
    return {
      kind: 'choices',
      title: this.#words.say('offer'),
      choices: [
        {
          title: this.#words.say('start'),
          label: this.#words.say('startLong', { title: this.title }),
          value,
        },
      ],
    };
  }

  private findings(evaluation: Evaluation, answers: Answers, unknown: readonly string[]): Block[] {
    const isOpen = evaluation.found.some(({ state }) => state === 'open');
    const said = evaluation.found.filter(({ state }) => state === 'yes' || state === 'unknown');
    const blocks = said.flatMap((found) => this.finding(found, answers));
    if (isOpen) return [...blocks, ...this.byCase(answers, unknown)];
    return blocks.length > 0 ? blocks : [textBlock(this.#words.sentence('none'))];
  }

  private finding({ name, state }: Found, answers: Answers): Block[] {
    const reasons =
      this.simulator.definition.outcomes.find((outcome) => outcome.name === name)?.reasons ?? [];
    const why = reasons.flatMap((rule) => {
      const value = this.simulator.value(rule, answers);
      const holds = value !== undefined && value.value !== false;
      return holds ? [this.#words.filled(`reasons.${rule}`, answers)] : [];
    });
    return [textBlock([this.#words.filled(`outcomes.${name}.${state}`, answers), ...why].join(' '))];
  }

  /** The result for each answer that the person could not give. */
  private byCase(answers: Answers, unknown: readonly string[]): Block[] {
    const cases = casesOf(this.simulator, answers, unknown);
    if (cases.length === 0) {
      const missing = unknown.map((name) => this.#words.sentence(`inputs.${name}.short`)).join(', ');
      return [textBlock(this.#words.say('cannotTell', { missing }))];
    }
    const names = this.simulator.definition.outcomes.map(({ name }) => name);
    const short = (name: string, { evaluation }: Case) =>
      this.inShort(evaluation.found.find((found) => found.name === name));
    // What comes to the same in every case needs no line of a table.
    const open = names.filter((name) => new Set(cases.map((one) => short(name, one))).size > 1);
    const shown = open.length > 0 ? open : names.slice(0, 1);
    return [
      {
        kind: 'table',
        caption: this.#words.say('byCase'),
        columns: [
          this.#words.say('byCaseColumn'),
          ...shown.map((name) => this.#words.sentence(`outcomes.${name}.short`)),
        ],
        rows: cases.map((one) => [
          Object.entries(one.assumed)
            .map(([name, answer]) => this.caseLabel(name, answer))
            .join(', '),
          ...shown.map((name) => short(name, one)),
        ]),
      },
    ];
  }

  private inShort(found: Found | undefined): string {
    if (found?.state === 'unknown' || found?.state === 'open') return this.#words.say('notKnown');
    if (found?.state !== 'yes') return this.#words.say('nothing');
    return found.amount ? this.#words.format(found.amount) : this.#words.say('applies');
  }

  private caseLabel(name: string, answer: Answer): string {
    const input = this.simulator.input(name);
    const isCase = input?.kind === 'number' && input.cases?.includes(Number(answer));
    if (isCase) return this.#words.sentence(`inputs.${name}.cases.${answer}`);
    return `${this.#words.sentence(`inputs.${name}.short`)} : ${this.#words.written(name, answer)}`;
  }

  /** A link to the result as a page to print. */
  private page({ answers, unknown, whole, until }: ResultBasis): Block[] {
    const simulator = this.simulator.definition.id;
    const { language, today: day } = this;
    const url = this.surroundings.links?.link({ simulator, language, day, answers, unknown, whole, until });
    return url === undefined ? [] : [{ kind: 'links', links: [{ label: this.#words.say('print'), url }] }];
  }

  private assumptions(assumed: readonly Input[], whole: Answers): Block[] {
    const assumptions = assumed.flatMap(({ name }) => {
      const value = this.#words.written(name, whole[name] as Answer);
      const sentence = this.#words.find(`assumptions.${name}`, { value });
      return sentence === undefined ? [] : [sentence];
    });
    return assumptions.length === 0
      ? []
      : [textBlock(this.#words.say('assumed', { assumptions: assumptions.join(' ; ') }))];
  }

  private sources(): Block {
    const { sources, checkedOn } = this.simulator.definition;
    return {
      kind: 'sources',
      title: this.#words.shared('sources.title'),
      sources: sources.map(({ title, law, url }) => ({
        title: law ? `${title}, ${law}` : title,
        ...(url && { url }),
      })),
      asOf: this.#words.shared('sources.asOf', { date: formatDay(checkedOn, this.language) }),
    };
  }

  /** Inputs that were taken for granted, where the result needs them. */
  private assumed(answers: Answers, whole: Answers): Input[] {
    return this.simulator.definition.inputs.filter(({ name }) => {
      if (whole[name] === undefined || answers[name] !== undefined) return false;
      const { [name]: _, ...others } = whole;
      return this.simulator.evaluate(others).missing.some((input) => input.name === name);
    });
  }

  private changes(answers: Answers, unknown: readonly string[], assumed: readonly Input[]): Block {
    const { inputs } = this.simulator.definition;
    const isOffered = (input: Input) =>
      answers[input.name] !== undefined || unknown.includes(input.name) || assumed.includes(input);
    const changes = inputs.flatMap((input, place): Choice[] =>
      isOffered(input)
        ? [{ title: this.label(input.name), value: writeCommand({ kind: 'change', input: place }) }]
        : [],
    );
    const restart = { title: this.#words.say('restart'), value: writeCommand({ kind: 'restart' }) };
    return { kind: 'choices', title: this.#words.say('change'), choices: [...changes, restart] };
  }

  private answersTo(input: Input): Choice[] {
    const place = this.simulator.definition.inputs.indexOf(input);
    const choice = (answer: string, title: string): Choice => ({
      title,
      value: writeCommand({ kind: 'answer', input: place, answer }),
    });
    const known =
      input.kind === 'choice'
        ? (input.choices ?? []).map((id) =>
            choice(id, this.#words.sentence(`inputs.${input.name}.choices.${id}`)),
          )
        : input.kind === 'yesNo'
          ? [choice('yes', this.#words.say('yes')), choice('no', this.#words.say('no'))]
          : [];
    const lookUp =
      input.address && this.surroundings.knowsAddresses
        ? [
            {
              title: this.#words.shared('address:button'),
              value: writeCommand({ kind: 'address' }),
            },
          ]
        : [];
    return [...known, ...lookUp, choice('unknown', this.#words.say('unknown'))];
  }

  private questionOf(input: Input): string {
    return this.#words.sentence(`inputs.${input.name}.question`);
  }
}

function lines(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
