import { Dialog, type DialogContext, type DialogReason, type DialogTurnResult } from 'botbuilder-dialogs';
import { type Circumstances, holdsAnything } from '../../knowledge/circumstances.ts';
import type { Answers, Input, Simulator, Simulators } from '../../knowledge/simulators/index.ts';
import { calibration } from '../../understanding/calibration.ts';
import type { Entities } from '../../understanding/index.ts';
import { normalise } from '../../understanding/text.ts';
import { type AddressAnswer, AddressDialog, type AddressStart } from '../address/address-dialog.ts';
import { FollowUps, Interruptions } from '../shared/phrases.ts';
import type { Voice } from '../shared/voice.ts';
import { type Turn, turnOf } from '../turn.ts';
import { AnswerReader, type ReadAnswer } from './answer-reader.ts';
import { lastDay } from './answers.ts';
import { Calculation, type CalculationState } from './calculation.ts';
import { SimulatorReplies, type SimulatorSurroundings } from './simulator-replies.ts';

/** A question that tells more of the case than this is about the case. */
const mostToldAside = 1;
/** Fewer words answer the question asked and nothing else. */
const fewestWordsAside = 4;
/** A question that tells so much of its case, and all that a calculation needs, is answered by its result. */
const fewestToldToCalculate = 2;
const none: ReadAnswer = { kind: 'none' };

/** What a calculation begins with: which one, and what is known of the case. */
export interface SimulatorStart {
  readonly simulator: string;
  readonly said: Circumstances;
}

/** What a turn works with. */
interface Scene {
  readonly turn: Turn;
  readonly calculation: Calculation;
  readonly replies: SimulatorReplies;
  readonly reader: AnswerReader;
}

/** Asks what a calculation still lacks, takes answers in any order, and gives the result: one dialog for every simulator. */
export class SimulatorDialog extends Dialog<SimulatorStart> {
  static readonly id = 'simulator';
  readonly #interruptions: Interruptions;
  readonly #followUps: FollowUps;

  constructor(
    private readonly simulators: Simulators,
    private readonly voice: Voice,
    private readonly surroundings: SimulatorSurroundings = {},
  ) {
    super(SimulatorDialog.id);
    this.#interruptions = new Interruptions(voice);
    this.#followUps = new FollowUps(voice);
  }

  /** True when the case gives answers enough to be a case, and leaves nothing to ask. */
  isWhole(simulator: Simulator, said: Circumstances, turn: Turn): boolean {
    // Most questions tell nothing: the rules are not run for them.
    if (!holdsAnything(said)) return false;
    const calculation = Calculation.begin(simulator, said, turn.today);
    const count = Object.keys(calculation.state.answers).length;
    return count >= fewestToldToCalculate && calculation.missing.length === 0;
  }

  override async beginDialog(dialog: DialogContext, start?: SimulatorStart): Promise<DialogTurnResult> {
    const turn = turnOf(dialog.context);
    const simulator = this.simulators.get(start?.simulator ?? '');
    if (!start || !simulator) return dialog.endDialog();
    const calculation = Calculation.begin(simulator, start.said, turn.today);
    const scene = this.scene(turn, calculation);
    // Where nothing is left to ask, the result comes first.
    if (calculation.missing.length > 0)
      turn.say(
        ...scene.replies.intro(),
        ...scene.replies.noted(calculation.state.answers, calculation.state.until),
      );
    this.goOn(scene);
    return this.wait(dialog, calculation);
  }

  /** Takes the turn as an answer; sets `turn.isPassedOn` when it is none, for the main dialog to answer. */
  override async continueDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    const scene = this.sceneOf(dialog);
    if (!scene) return dialog.endDialog();
    const { turn, calculation } = scene;
    const place = this.placeToLookUp(scene);
    if (place) return dialog.beginDialog(AddressDialog.id, place);
    if (turn.command ? this.press(scene) : await this.hear(scene)) return this.wait(dialog, calculation);
    turn.isPassedOn = true;
    return Dialog.EndOfTurn;
  }

  /** After a question in between was answered, or an address looked up: the calculation goes on where it was. */
  override async resumeDialog(
    dialog: DialogContext,
    _reason: DialogReason,
    result?: AddressAnswer,
  ): Promise<DialogTurnResult> {
    const scene = this.sceneOf(dialog);
    const asked = scene?.calculation.asked;
    // Once the result is given, an answer to another question is the end of it; thanks are not.
    if (!scene || (!asked && !scene.turn.isSmallTalk)) return dialog.endDialog();
    if (!asked) return Dialog.EndOfTurn;
    if (result && asked.address) {
      const { inside, outside, unsure } = asked.address;
      const answer = result.kind === 'inside' ? inside : result.kind === 'outside' ? outside : unsure;
      scene.calculation.answer(asked, answer);
      this.goOn(scene);
    } else {
      scene.turn.say(...scene.replies.line('resume'));
      this.ask(scene, asked);
    }
    return this.wait(dialog, scene.calculation);
  }

  private sceneOf(dialog: DialogContext): Scene | undefined {
    const turn = turnOf(dialog.context);
    const state = structuredClone(dialog.activeDialog?.state as CalculationState);
    const simulator = this.simulators.get(state.simulator);
    return simulator && this.scene(turn, new Calculation(simulator, state, turn.today));
  }

  private scene(turn: Turn, calculation: Calculation): Scene {
    const { language, today } = turn;
    const { simulator } = calculation;
    const replies = new SimulatorReplies(this.voice, simulator, language, today, this.surroundings);
    const reader = new AnswerReader(this.voice, language, simulator.definition.id, today);
    return { turn, calculation, replies, reader };
  }

  private async wait(dialog: DialogContext, { state }: Calculation): Promise<DialogTurnResult> {
    if (dialog.activeDialog) dialog.activeDialog.state = state;
    return Dialog.EndOfTurn;
  }

  /** The address lookup that a button asks for, with the day whose map decides. */
  private placeToLookUp({ turn, calculation }: Scene): AddressStart | undefined {
    const { asked, whole } = calculation;
    if (turn.command?.kind !== 'address' || !asked?.address || !this.surroundings.knowsAddresses)
      return undefined;
    const signedOn = whole[asked.address.on];
    return { signedOn: typeof signedOn === 'string' ? signedOn : turn.today, isAside: true };
  }

  /** A button of the simulator; false for any other. */
  private press(scene: Scene): boolean {
    const { calculation, turn } = scene;
    const { command } = turn;
    if (command?.kind === 'restart') return this.restart(scene);
    if (command?.kind !== 'answer' && command?.kind !== 'change') return false;
    const input = calculation.simulator.definition.inputs[command.input];
    if (!input) return false;
    if (command.kind === 'change') {
      calculation.forget(input);
      this.ask(scene, input);
      return true;
    }
    if (command.answer === 'unknown') calculation.leaveUnknown(input);
    else calculation.answer(input, input.kind === 'yesNo' ? command.answer === 'yes' : command.answer);
    this.goOn(scene);
    return true;
  }

  /** The person's own words; false when they are no answer. */
  private async hear(scene: Scene): Promise<boolean> {
    const { calculation, replies, reader, turn } = scene;
    const { text } = turn;
    if (reader.says('restart', text)) return this.restart(scene);
    const interruption = this.#interruptions.read(text);
    if (interruption === 'cancel' || interruption === 'menu') return false;
    if (reader.says('back', text)) return this.back(scene);
    const { asked } = calculation;
    if (asked && reader.beginsWith('help', text) && !this.isSure(turn)) {
      turn.say(...replies.help(asked, calculation.state.answers));
      this.ask(scene, asked);
      return true;
    }
    if (asked && reader.says('dontKnow', text)) {
      calculation.leaveUnknown(asked);
      this.goOn(scene);
      return true;
    }
    const label = this.inputLabelled(scene);
    if (label) {
      calculation.forget(label);
      this.ask(scene, label);
      return true;
    }
    const entities = this.withoutOtherDays(await turn.readEntities(), scene);
    const told = { ...reader.aside(this.asideOf(scene), text), ...calculation.told(entities) };
    if (this.isQuestionOfItsOwn(scene, told)) return false;
    // A bare number answers the question asked and nothing else: "17.5" is no 17 May.
    const isBare = asked !== undefined && !/\p{L}/u.test(text);
    const others = isBare ? {} : calculation.hearOthers(told);
    const isVague = !isBare && calculation.hearVague(entities);
    const isElsewhere = isVague || Object.keys(others).length > 0;
    // "Non, en fait 24 ans" corrects: its "non" is no answer to the question asked.
    const isCorrection = isElsewhere && reader.holds('correction', text);
    const read = asked && !isCorrection ? reader.read(asked, text, entities) : none;
    if (read.kind === 'none' && !isElsewhere) return this.askUnread(scene);
    turn.say(...replies.noted(others));
    if (asked && read.kind !== 'none') this.takeRead(scene, asked, read);
    else this.goOn(scene);
    return true;
  }

  /** The input whose name alone was typed, as it stands on the buttons that change an answer. */
  private inputLabelled({ calculation, replies, turn }: Scene): Input | undefined {
    const typed = normalise(turn.text);
    return calculation.asked
      ? undefined
      : calculation.simulator.definition.inputs.find(({ name }) => normalise(replies.label(name)) === typed);
  }

  /** A day of start, of pay or of an end is none of signature. */
  private withoutOtherDays(entities: Entities, { calculation, reader, turn }: Scene): Entities {
    const isOther = reader.holds('notSignature', turn.text) && !reader.holds('signature', turn.text);
    return isOther && calculation.asked?.kind !== 'date'
      ? { ...entities, date: undefined, dates: [] }
      : entities;
  }

  /** Inputs that a message of some words may answer though they were not asked. */
  private asideOf({ calculation, turn }: Scene): Input[] {
    const { asked, missing, state } = calculation;
    const isLong = (turn.understanding?.wordCount ?? 0) >= fewestWordsAside;
    return isLong
      ? missing.filter(({ name }) => name !== asked?.name && state.answers[name] === undefined)
      : [];
  }

  private takeRead(scene: Scene, asked: Input, read: Exclude<ReadAnswer, { kind: 'none' }>): void {
    const { calculation, replies, turn } = scene;
    if (read.kind === 'outOfRange') {
      turn.say(...replies.outOfRange(asked, lastDay(asked, turn.today)));
      this.askButtons(scene, asked);
      return;
    }
    // Any day of a stretch will do when the first and the last come to the same.
    if (read.kind === 'days' && !calculation.answerDays(asked, read)) {
      turn.say(...replies.precise(asked));
      this.ask(scene, asked);
      return;
    }
    if (read.kind === 'answer') calculation.answer(asked, read.answer);
    this.goOn(scene);
  }

  /** A short message that is no answer is asked again; a question of its own goes to the main dialog. */
  private askUnread(scene: Scene): boolean {
    const { turn, replies, calculation } = scene;
    const { asked } = calculation;
    if (!asked || (this.isSure(turn) && (turn.understanding?.wordCount ?? 0) > 1)) return false;
    turn.say(...replies.notRead(asked));
    this.askButtons(scene, asked);
    return true;
  }

  /** Where the question was just said, only its buttons come again. */
  private askButtons(scene: Scene, asked: Input): void {
    const { turn, replies } = scene;
    turn.say(replies.buttons(asked));
    turn.end('asked', this.topic(scene));
  }

  /** A question about another subject, sure of itself: "combien d'heures de cours en contrat pro ?" corrects no contract; one that tells a whole case does. */
  private isQuestionOfItsOwn({ turn, calculation, reader }: Scene, told: Answers): boolean {
    if (Object.keys(told).length > mostToldAside) return false;
    const [best] = turn.understanding?.candidates ?? [];
    const isOurs = best !== undefined && calculation.simulator.definition.topics.includes(best.id);
    const isFollowUp = this.#followUps.read(turn.text) || reader.holds('correction', turn.text);
    return /\?\s*$/.test(turn.text) && this.isSure(turn) && !isOurs && !isFollowUp;
  }

  private isSure({ understanding }: Turn): boolean {
    return (understanding?.candidates[0]?.score ?? 0) >= calibration.digression;
  }

  /** Asks the question before once more; false when there is none. */
  private back(scene: Scene): boolean {
    const input = scene.calculation.stepBack();
    if (!input) return false;
    scene.turn.say(...scene.replies.line('back'));
    this.ask(scene, input);
    return true;
  }

  private restart(scene: Scene): boolean {
    scene.calculation.restart();
    scene.turn.say(...scene.replies.line('again'));
    this.goOn(scene);
    return true;
  }

  /** Asks what is still missing, or gives the result. */
  private goOn(scene: Scene): void {
    const { calculation, replies, turn } = scene;
    const [next] = calculation.missing;
    if (next) {
      this.ask(scene, next);
      return;
    }
    const { state, whole } = calculation;
    delete state.asked;
    turn.say(...replies.result({ ...state, whole }));
    turn.end('answered', this.topic(scene));
  }

  private ask(scene: Scene, input: Input): void {
    const { calculation, replies, turn } = scene;
    calculation.state.asked = input.name;
    turn.say(...replies.question(input, calculation.left));
    turn.end('asked', this.topic(scene));
  }

  private topic({ calculation }: Scene): string {
    return calculation.simulator.definition.topics[0] as string;
  }
}
