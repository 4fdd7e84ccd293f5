import type { Circumstances, DayRange } from '../../knowledge/circumstances.ts';
import type { Day } from '../../knowledge/facts.ts';
import type { Answer, Answers, Input, Simulator } from '../../knowledge/simulators/index.ts';
import { answersFrom, vaguelySaid, withDefaults } from './answers.ts';

/** No simulator asks more before its result: a test holds the rules to it. */
const mostQuestions = 7;

/** What a calculation remembers between turns; it goes with the conversation, nothing of it is kept elsewhere. */
export interface CalculationState {
  simulator: string;
  answers: Record<string, Answer>;
  /** Inputs that the person cannot answer. */
  unknown: string[];
  /** Inputs asked and answered, latest last: what "back" returns to. */
  order: string[];
  /** Inputs that were spoken of without one value: asked, not taken for granted. */
  vague: string[];
  /** The last day of a stretch that was told for one day, where every day of it comes to the same. */
  until: Record<string, Day>;
  /** The input that waits for an answer; none once the result was given. */
  asked?: string;
}

/** The answers of a calculation as they come, go and change, and what they still lack. */
export class Calculation {
  constructor(
    readonly simulator: Simulator,
    readonly state: CalculationState,
    private readonly today: Day,
  ) {}

  /** A calculation that knows what was said of the case. */
  static begin(simulator: Simulator, said: Circumstances, today: Day): Calculation {
    const calculation = new Calculation(
      simulator,
      { simulator: simulator.definition.id, ...nothingYet() },
      today,
    );
    Object.assign(calculation.state.answers, calculation.told(said));
    calculation.hearVague(said);
    return calculation;
  }

  /** The input that waits for an answer. */
  get asked(): Input | undefined {
    return this.state.asked === undefined ? undefined : this.simulator.input(this.state.asked);
  }

  /** The answers, with those taken for granted. */
  get whole(): Answers {
    return this.wholeWith({});
  }

  /** Inputs that a result still needs, in the order to ask them. */
  get missing(): Input[] {
    const { missing } = this.simulator.evaluate(this.whole);
    return missing.filter(({ name }) => !this.state.unknown.includes(name));
  }

  /** How many questions may still come: no path has more, though more inputs are still open. */
  get left(): number {
    return Math.max(1, Math.min(this.missing.length, mostQuestions - this.state.order.length));
  }

  /** What a message tells, as answers. */
  told(said: Circumstances): Answers {
    return answersFrom(this.simulator.definition, said, this.today);
  }

  /** Takes what was said in passing of other inputs than the one asked, to add or to correct; what was new in it. */
  hearOthers(told: Answers): Answers {
    const { state } = this;
    const others = Object.fromEntries(
      Object.entries(told).filter(([name, answer]) => name !== state.asked && state.answers[name] !== answer),
    );
    Object.assign(state.answers, others);
    for (const name of Object.keys(others)) delete state.until[name];
    state.unknown = state.unknown.filter((name) => others[name] === undefined);
    return others;
  }

  /** Days told as a stretch: its first where every day of it comes to the same, else the day will be asked. True when there were. */
  hearVague(said: Circumstances): boolean {
    const { state } = this;
    const names = vaguelySaid(this.simulator.definition, said, this.told(said)).filter(
      (name) => name !== state.asked,
    );
    for (const name of names) {
      const input = this.simulator.input(name);
      delete state.answers[name];
      if (input?.kind === 'date' && said.date && this.isSame(input, said.date.from, said.date.to))
        this.answerStretch(name, said.date);
      else if (!state.vague.includes(name)) state.vague.push(name);
    }
    return names.length > 0;
  }

  /** True when two answers to an input come to the same result, deadlines included. */
  isSame({ name }: Input, one: Answer, other: Answer): boolean {
    const { definition } = this.simulator;
    const deadlines = Object.keys(definition.deadlines).filter(
      (deadline) => definition.deadlines[deadline]?.from === name,
    );
    const under = (answer: Answer) => {
      const whole = this.wholeWith({ [name]: answer });
      const { found } = this.simulator.evaluate(whole);
      const applies = found.some(({ state }) => state !== 'no');
      return JSON.stringify([found, applies && deadlines.map((day) => this.simulator.value(day, whole))]);
    };
    return under(one) === under(other);
  }

  answer({ name }: Input, answer: Answer): void {
    const { state } = this;
    state.answers[name] = answer;
    delete state.until[name];
    state.unknown = state.unknown.filter((other) => other !== name);
    state.vague = state.vague.filter((other) => other !== name);
    this.remember(name);
  }

  /** Takes a stretch of days for any of them, when all come to the same; false when they do not. */
  answerDays(input: Input, days: DayRange): boolean {
    if (!this.isSame(input, days.from, days.to)) return false;
    this.answer(input, days.from);
    this.answerStretch(input.name, days);
    return true;
  }

  leaveUnknown({ name }: Input): void {
    const { state } = this;
    delete state.answers[name];
    state.unknown = [...state.unknown.filter((other) => other !== name), name];
    this.remember(name);
  }

  forget({ name }: Input): void {
    delete this.state.answers[name];
    this.state.unknown = this.state.unknown.filter((other) => other !== name);
  }

  /** Forgets the latest answer; the input it was for, when there is one. */
  stepBack(): Input | undefined {
    const input = this.simulator.input(this.state.order.pop() ?? '');
    if (input) this.forget(input);
    return input;
  }

  restart(): void {
    Object.assign(this.state, nothingYet());
  }

  private answerStretch(name: string, { from, to }: DayRange): void {
    this.state.answers[name] = from;
    this.state.until[name] = to;
  }

  private remember(name: string): void {
    this.state.order = [...this.state.order.filter((other) => other !== name), name];
  }

  private wholeWith(more: Answers): Answers {
    const { answers, vague } = this.state;
    return withDefaults(this.simulator.definition, { ...answers, ...more }, this.today, vague);
  }
}

function nothingYet(): Omit<CalculationState, 'simulator' | 'asked'> {
  return { answers: {}, unknown: [], order: [], vague: [], until: {} };
}
