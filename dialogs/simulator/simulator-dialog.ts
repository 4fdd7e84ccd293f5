import { Dialog, type DialogContext, type DialogReason, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Circumstances } from '../../knowledge/circumstances.ts';
import type {
  Answer,
  Answers,
  Evaluation,
  Input,
  Simulator,
  Simulators,
} from '../../knowledge/simulators/index.ts';
import { type AddressAnswer, AddressDialog, type AddressStart } from '../address/address-dialog.ts';
import { Interruptions } from '../shared/phrases.ts';
import type { Voice } from '../shared/voice.ts';
import { type Turn, turnOf } from '../turn.ts';
import { AnswerReader, type ReadAnswer } from './answer-reader.ts';
import { answersFrom, lastDay, vaguelySaid, withDefaults } from './answers.ts';
import { SimulatorReplies } from './simulator-replies.ts';

/** From this probability a message in the middle of a calculation is taken for a question of its own. */
const digression = 0.7;
const none: ReadAnswer = { kind: 'none' };

/** What a calculation begins with: which one, and what is known of the case. */
export interface SimulatorStart {
  readonly simulator: string;
  readonly said: Circumstances;
}

/** What it remembers between turns; it goes with the conversation, nothing of it is kept elsewhere. */
interface State {
  simulator: string;
  answers: Record<string, Answer>;
  /** Inputs that the person cannot answer. */
  unknown: string[];
  /** Inputs asked and answered, latest last: what "back" returns to. */
  order: string[];
  /** Inputs that were spoken of without one value: asked, not taken for granted. */
  vague: string[];
  /** The input that waits for an answer; none once the result was given. */
  asked?: string;
}

/** What a turn works with. */
interface Scene {
  readonly turn: Turn;
  readonly state: State;
  readonly simulator: Simulator;
  readonly replies: SimulatorReplies;
  readonly reader: AnswerReader;
}

/** Asks what a calculation still lacks, takes answers in any order, and gives the result: one dialog for every simulator. */
export class SimulatorDialog extends Dialog<SimulatorStart> {
  static readonly id = 'simulator';
  readonly #interruptions: Interruptions;

  constructor(
    private readonly simulators: Simulators,
    private readonly voice: Voice,
    /** An address can be looked up on the map. */
    private readonly knowsAddresses = false,
  ) {
    super(SimulatorDialog.id);
    this.#interruptions = new Interruptions(voice);
  }

  /** The answers that the case gives, and whether they leave nothing to ask. */
  known(simulator: Simulator, said: Circumstances, turn: Turn): { count: number; isWhole: boolean } {
    const state = this.begin(simulator, said, turn);
    const isWhole = this.toAsk(this.scene(turn, state, simulator)).length === 0;
    return { count: Object.keys(state.answers).length, isWhole };
  }

  override async beginDialog(dialog: DialogContext, start?: SimulatorStart): Promise<DialogTurnResult> {
    const turn = turnOf(dialog.context);
    const simulator = this.simulators.get(start?.simulator ?? '');
    if (!start || !simulator) return dialog.endDialog();
    const state = this.begin(simulator, start.said, turn);
    const scene = this.scene(turn, state, simulator);
    // Where nothing is left to ask, the result comes first.
    if (this.toAsk(scene).length > 0)
      turn.say(...scene.replies.intro(), ...scene.replies.noted(state.answers));
    this.goOn(scene);
    return this.wait(dialog, state);
  }

  /** Takes the turn as an answer; sets `turn.isPassedOn` when it is none, for the main dialog to answer. */
  override async continueDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dialog.context);
    const state = structuredClone(dialog.activeDialog?.state as State);
    const simulator = this.simulators.get(state.simulator);
    if (!simulator) return dialog.endDialog();
    const scene = this.scene(turn, state, simulator);
    const place = this.placeToLookUp(scene);
    if (place) return dialog.beginDialog(AddressDialog.id, place);
    if (turn.command ? this.press(scene) : await this.hear(scene)) return this.wait(dialog, state);
    turn.isPassedOn = true;
    // Once the result is given, another question is the end of it.
    return state.asked === undefined ? dialog.endDialog() : Dialog.EndOfTurn;
  }

  /** After a question in between was answered: the calculation goes on where it was. */
  override async resumeDialog(
    dialog: DialogContext,
    _reason: DialogReason,
    result?: AddressAnswer,
  ): Promise<DialogTurnResult> {
    const turn = turnOf(dialog.context);
    const state = dialog.activeDialog?.state as State;
    const simulator = this.simulators.get(state.simulator);
    if (!simulator || state.asked === undefined) return dialog.endDialog();
    const scene = this.scene(turn, state, simulator);
    const asked = simulator.input(state.asked);
    if (result && asked?.address) {
      const { inside, outside, unsure } = asked.address;
      const answer = result.kind === 'inside' ? inside : result.kind === 'outside' ? outside : unsure;
      this.take(scene, asked, answer);
      return Dialog.EndOfTurn;
    }
    turn.say(...scene.replies.line('resume'));
    this.askAgain(scene);
    return Dialog.EndOfTurn;
  }

  /** The address lookup that a button asks for, with the day whose map decides. */
  private placeToLookUp(scene: Scene): AddressStart | undefined {
    const { turn, state, simulator } = scene;
    const asked = simulator.input(state.asked ?? '');
    if (turn.command?.kind !== 'address' || !asked?.address || !this.knowsAddresses) return undefined;
    const signedOn = this.whole(scene)[asked.address.on];
    return { signedOn: typeof signedOn === 'string' ? signedOn : turn.today, isAside: true };
  }

  /** The state of a calculation that knows the case; a year stands for a day of it where every day comes to the same. */
  private begin(simulator: Simulator, said: Circumstances, turn: Turn): State {
    const { definition } = simulator;
    const answers: Record<string, Answer> = { ...answersFrom(definition, said, turn.today) };
    const state: State = { simulator: definition.id, answers, unknown: [], order: [], vague: [] };
    this.takeVague(this.scene(turn, state, simulator), said);
    return state;
  }

  /** Days told as a stretch: its first where every day of it comes to the same, else the day is asked. */
  private takeVague(scene: Scene, said: Circumstances, asked?: Input): boolean {
    const { state, simulator, turn } = scene;
    const names = vaguelySaid(simulator.definition, said, turn.today).filter((name) => name !== asked?.name);
    for (const name of names) {
      const input = simulator.input(name);
      delete state.answers[name];
      if (input?.kind === 'date' && said.date && this.isSame(scene, input, said.date.from, said.date.to))
        state.answers[name] = said.date.from;
      else if (!state.vague.includes(name)) state.vague.push(name);
    }
    return names.length > 0;
  }

  private scene(turn: Turn, state: State, simulator: Simulator): Scene {
    const replies = new SimulatorReplies(
      this.voice,
      simulator,
      turn.language,
      turn.today,
      this.knowsAddresses,
    );
    const reader = new AnswerReader(this.voice, turn.language, state.simulator, turn.today);
    return { turn, state, simulator, replies, reader };
  }

  private async wait(dialog: DialogContext, state: State): Promise<DialogTurnResult> {
    const active = dialog.activeDialog;
    if (active) active.state = state;
    return Dialog.EndOfTurn;
  }

  /** A button of the simulator; false for any other. */
  private press(scene: Scene): boolean {
    const { state, simulator, turn } = scene;
    const { command } = turn;
    if (command?.kind === 'restart') return this.restart(scene);
    if (command?.kind !== 'answer' && command?.kind !== 'change') return false;
    const input = simulator.definition.inputs[command.input];
    if (!input) return false;
    if (command.kind === 'change') {
      delete state.answers[input.name];
      this.ask(scene, input);
      return true;
    }
    if (command.answer === 'unknown') return this.doNotKnow(scene, input);
    const answer = input.kind === 'yesNo' ? command.answer === 'yes' : command.answer;
    return this.take(scene, input, answer);
  }

  /** The person's own words; false when they are no answer. */
  private async hear(scene: Scene): Promise<boolean> {
    const { state, simulator, replies, reader, turn } = scene;
    const { text } = turn;
    if (reader.says('restart', text)) return this.restart(scene);
    const interruption = this.#interruptions.read(text);
    if (interruption === 'cancel' || interruption === 'menu') return false;
    if (reader.says('back', text)) return this.back(scene);
    const asked = state.asked === undefined ? undefined : simulator.input(state.asked);
    if (asked && reader.beginsWith('help', text)) {
      turn.say(...replies.help(asked, state.answers));
      this.askAgain(scene);
      return true;
    }
    if (asked && reader.says('dontKnow', text)) return this.doNotKnow(scene, asked);
    const entities = await turn.readEntities();
    const others = this.corrections(scene, asked, answersFrom(simulator.definition, entities, turn.today));
    // "Non, en fait 24 ans" corrects: its "non" is no answer to the question asked.
    const isCorrection = reader.holds('correction', text) && Object.keys(others).length > 0;
    const read: ReadAnswer = asked && !isCorrection ? reader.read(asked, text, entities) : none;
    const isVague = this.takeVague(scene, entities, asked);
    if (read.kind === 'none' && Object.keys(others).length === 0 && !isVague)
      return this.isUnread(scene, asked);
    Object.assign(state.answers, others);
    state.unknown = state.unknown.filter((name) => others[name] === undefined);
    turn.say(...replies.noted(others));
    if (!asked || read.kind === 'none') {
      this.goOn(scene);
      return true;
    }
    return this.takeRead(scene, asked, read);
  }

  private takeRead(scene: Scene, asked: Input, read: Exclude<ReadAnswer, { kind: 'none' }>): boolean {
    const { replies, turn } = scene;
    switch (read.kind) {
      case 'answer':
        return this.take(scene, asked, read.answer);
      case 'outOfRange':
        turn.say(...replies.outOfRange(asked, lastDay(asked, turn.today)));
        this.askAgain(scene);
        return true;
      case 'days': {
        // Any day of the stretch will do when the first and the last come to the same.
        if (this.isSame(scene, asked, read.from, read.to)) return this.take(scene, asked, read.from);
        turn.say(...replies.precise(asked));
        this.askAgain(scene);
        return true;
      }
    }
  }

  /** Answers to other inputs than the one asked, said in passing or to correct what was noted. */
  private corrections({ state }: Scene, asked: Input | undefined, told: Answers): Answers {
    return Object.fromEntries(
      Object.entries(told).filter(([name, answer]) => name !== asked?.name && state.answers[name] !== answer),
    );
  }

  /** A short message that is no answer is asked again; a question of its own goes to the main dialog. */
  private isUnread(scene: Scene, asked: Input | undefined): boolean {
    const { turn, replies } = scene;
    const [best] = turn.understanding?.candidates ?? [];
    const isQuestion =
      best !== undefined && best.score >= digression && (turn.understanding?.wordCount ?? 0) > 1;
    if (!asked || isQuestion) return false;
    turn.say(...replies.notRead(asked));
    this.askAgain(scene, false);
    return true;
  }

  private take(scene: Scene, input: Input, answer: Answer): boolean {
    const { state } = scene;
    state.answers[input.name] = answer;
    state.unknown = state.unknown.filter((name) => name !== input.name);
    state.vague = state.vague.filter((name) => name !== input.name);
    state.order = [...state.order.filter((name) => name !== input.name), input.name];
    this.goOn(scene);
    return true;
  }

  private doNotKnow(scene: Scene, input: Input): boolean {
    const { state } = scene;
    delete state.answers[input.name];
    state.unknown = [...state.unknown.filter((name) => name !== input.name), input.name];
    state.order = [...state.order.filter((name) => name !== input.name), input.name];
    this.goOn(scene);
    return true;
  }

  /** Asks the question before once more; false when there is none. */
  private back(scene: Scene): boolean {
    const { state, simulator, replies, turn } = scene;
    const input = simulator.input(state.order.pop() ?? '');
    if (!input) return false;
    delete state.answers[input.name];
    state.unknown = state.unknown.filter((name) => name !== input.name);
    turn.say(...replies.line('back'));
    this.ask(scene, input);
    return true;
  }

  private restart(scene: Scene): boolean {
    const { state, replies, turn } = scene;
    Object.assign(state, { answers: {}, unknown: [], order: [], vague: [] });
    turn.say(...replies.line('again'));
    this.goOn(scene);
    return true;
  }

  /** Asks what is still missing, or gives the result. */
  private goOn(scene: Scene): void {
    const { state, replies, turn } = scene;
    const [next] = this.toAsk(scene);
    if (next) {
      this.ask(scene, next);
      return;
    }
    delete state.asked;
    turn.say(...replies.result(state.answers, state.unknown, this.whole(scene)));
    turn.end('answered', this.topic(scene));
  }

  private ask(scene: Scene, input: Input): void {
    const { state, replies, turn } = scene;
    state.asked = input.name;
    turn.say(...replies.question(input, Math.max(1, this.toAsk(scene).length)));
    turn.end('asked', this.topic(scene));
  }

  private askAgain(scene: Scene, isSaid = true): void {
    const asked = scene.simulator.input(scene.state.asked ?? '');
    if (!asked) return;
    const blocks = scene.replies.question(asked, Math.max(1, this.toAsk(scene).length));
    // Where the question was just said, only its buttons come again.
    scene.turn.say(...(isSaid ? blocks : blocks.filter(({ kind }) => kind === 'choices')));
    scene.turn.end('asked', this.topic(scene));
  }

  private toAsk(scene: Scene): Input[] {
    const { state, simulator } = scene;
    const { missing } = simulator.evaluate(this.whole(scene));
    return missing.filter(({ name }) => !state.unknown.includes(name));
  }

  /** The answers, with those taken for granted. */
  private whole({ state, simulator, turn }: Scene): Answers {
    return withDefaults(simulator.definition, state.answers, turn.today, state.vague);
  }

  private isSame({ state, simulator, turn }: Scene, input: Input, from: Answer, to: Answer): boolean {
    const under = (answer: Answer): Evaluation =>
      simulator.evaluate(
        withDefaults(
          simulator.definition,
          { ...state.answers, [input.name]: answer },
          turn.today,
          state.vague,
        ),
      );
    return JSON.stringify(under(from).found) === JSON.stringify(under(to).found);
  }

  private topic({ simulator }: Scene): string {
    return simulator.definition.topics[0] as string;
  }
}
