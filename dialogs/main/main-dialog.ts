import { ComponentDialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { merge } from '../../knowledge/circumstances.ts';
import type { Knowledge } from '../../knowledge/library.ts';
import type { Audience } from '../../knowledge/schema.ts';
import type { Simulator } from '../../knowledge/simulators/index.ts';
import { calibration } from '../../understanding/calibration.ts';
import { decide } from '../../understanding/decide.ts';
import type { Understanding } from '../../understanding/index.ts';
import { type AddressChecker, AddressDialog } from '../address/address-dialog.ts';
import { DiagnosticDialog } from '../diagnostic/diagnostic-dialog.ts';
import { GuideDialog, type GuideStart } from '../guide/guide-dialog.ts';
import type { Block } from '../reply.ts';
import { AxisDialog, type TopicCase } from '../shared/axis-dialog.ts';
import { Interruptions, Triggers } from '../shared/phrases.ts';
import type { TopicReplies } from '../shared/topic-reply.ts';
import type { Voice } from '../shared/voice.ts';
import type { ResultLinks } from '../simulator/result-links.ts';
import { SimulatorDialog } from '../simulator/simulator-dialog.ts';
import { type Turn, turnOf } from '../turn.ts';
import { FollowUpTopics } from './follow-up-topics.ts';
import { MainReplies } from './main-replies.ts';

/** The topic that an address answers. */
const addressTopic = 'quartiers-prioritaires';
const longestHistory = 10;
/** A foreign message shares some words with ours ("RSA", "la"): more than this, and it is likely ours. */
const mostForeignKnown = 0.6;
type Step = (turn: Turn, dialog: DialogContext) => Promise<boolean> | boolean;

/** Routes each turn: danger, the open dialog, buttons, interruptions, then the question itself. */
export class MainDialog extends ComponentDialog {
  static readonly id = 'main';
  readonly #says: MainReplies;
  readonly #interruptions: Interruptions;
  readonly #followUps: FollowUpTopics;
  readonly #triggers: Triggers;
  readonly #simulator: SimulatorDialog;
  readonly #guide: GuideDialog;
  readonly #steps: readonly Step[];

  constructor(
    private readonly knowledge: Knowledge,
    private readonly replies: TopicReplies,
    private readonly voice: Voice,
    axes: readonly AxisDialog[],
    private readonly addressChecker?: AddressChecker,
    resultLinks?: ResultLinks,
  ) {
    super(MainDialog.id);
    this.#says = new MainReplies(knowledge, replies, voice);
    this.#interruptions = new Interruptions(voice);
    this.#followUps = new FollowUpTopics(knowledge, voice);
    this.#triggers = new Triggers(knowledge);
    this.#simulator = new SimulatorDialog(knowledge.simulators, voice, {
      knowsAddresses: addressChecker !== undefined,
      ...(resultLinks && { links: resultLinks }),
    });
    if (addressChecker) this.addDialog(new AddressDialog(addressChecker, voice, addressTopic));
    this.#guide = new GuideDialog(knowledge, replies, voice);
    this.addDialog(this.#simulator).addDialog(this.#guide);
    for (const axis of axes) this.addDialog(axis);
    for (const { axis } of knowledge.topics.values()) {
      // An axis without a module of its own still answers its topics.
      if (!this.findDialog(axis)) this.addDialog(new AxisDialog(axis, replies));
    }
    this.#steps = [
      (turn, dialog) => this.trigger(turn, dialog),
      (turn, dialog) => this.openDialog(turn, dialog),
      (turn, dialog) => this.button(turn, dialog),
      (turn, dialog) => this.interruption(turn, dialog),
      (turn, dialog) => this.choice(turn, dialog),
      (turn, dialog) => this.question(turn, dialog),
    ];
  }

  /** First words of a conversation, as blocks. */
  greeting(language: string): Block[] {
    return this.#says.greeting(language);
  }

  protected override onBeginDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    return this.route(dialog);
  }

  protected override onContinueDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    return this.route(dialog);
  }

  private async route(dialog: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dialog.context);
    for (const step of this.#steps) if (await step(turn, dialog)) break;
    if (turn.isPassedOn && turn.outcome !== 'asked') await dialog.repromptDialog();
    turn.data.offered = turn.blocks.flatMap((block) =>
      block.kind === 'choices' ? (block.topics ?? []) : [],
    );
    return dialog.activeDialog ? { status: 'waiting' as DialogTurnResult['status'] } : dialog.endDialog();
  }

  /** What a button sent. */
  private async button(turn: Turn, dialog: DialogContext): Promise<boolean> {
    const { command } = turn;
    switch (command?.kind) {
      case undefined:
        return false;
      case 'topic':
      case 'subject':
        if (await this.answer(command.topic, turn, dialog)) return true;
        this.#says.notUnderstood(turn, []);
        return true;
      case 'guide':
        return this.guide(command, turn, dialog);
      case 'vote':
        this.#says.thanksForVote(turn, command);
        return true;
      case 'audience':
        this.setAudience(command.audience, turn);
        return true;
      case 'simulate':
        await this.simulate(command.simulator, turn, dialog);
        return true;
      case 'figure':
        await dialog.beginDialog(DiagnosticDialog.id, { figure: command.figure });
        if (turn.blocks.length === 0) this.#says.notUnderstood(turn, []);
        return true;
      case 'address':
        if (!this.addressChecker) return false;
        await dialog.beginDialog(AddressDialog.id, { signedOn: turn.today });
        return true;
      case 'addressRefused':
      case 'answer':
      case 'change':
      case 'restart':
        // A button of a calculation that is over.
        this.#says.notUnderstood(turn, []);
        return true;
      case 'menu':
        this.#says.menu(turn);
        return true;
    }
  }

  /** Begins a calculation; where it must not be made today, its topic says why. */
  private async simulate(id: string, turn: Turn, dialog: DialogContext): Promise<void> {
    const simulator = this.knowledge.simulators.get(id);
    await dialog.cancelAllDialogs();
    if (!simulator) this.#says.notUnderstood(turn, []);
    else if (this.mayCalculate(simulator, turn)) {
      // What was told of another subject may be of another person.
      const isSame = simulator.definition.topics.includes(turn.data.history.at(-1) ?? '');
      await dialog.beginDialog(SimulatorDialog.id, { simulator: id, said: isSame ? turn.data.said : {} });
    } else await this.answer(simulator.definition.topics[0] as string, turn, dialog);
  }

  /** False for rules past their review day, and for those of a topic that is stopped: no amount is given then. */
  private mayCalculate({ definition }: Simulator, turn: Turn): boolean {
    const topic = this.knowledge.topics.get(definition.topics[0] as string);
    const isStopped = !topic || this.replies.isStopped(topic, turn.language, turn.today);
    return definition.reviewBy >= turn.today && !isStopped;
  }

  private async trigger(turn: Turn, dialog: DialogContext): Promise<boolean> {
    const topic = this.#triggers.topicIn(turn.text);
    if (topic === undefined) return false;
    // In danger nothing is calculated any more.
    await dialog.cancelAllDialogs();
    return this.answer(topic, turn, dialog);
  }

  private async interruption(turn: Turn, dialog: DialogContext): Promise<boolean> {
    switch (this.#interruptions.read(turn.text)) {
      case undefined:
        return false;
      case 'menu':
        await dialog.cancelAllDialogs();
        this.#says.menu(turn);
        return true;
      case 'cancel':
        await dialog.cancelAllDialogs();
        this.#says.cancelled(turn);
        return true;
      case 'back':
        return this.back(turn, dialog);
    }
  }

  private async back(turn: Turn, dialog: DialogContext): Promise<boolean> {
    await dialog.cancelAllDialogs();
    turn.data.history.pop();
    const previous = turn.data.history.pop();
    if (previous !== undefined && (await this.answer(previous, turn, dialog))) return true;
    this.#says.nothingBefore(turn);
    return true;
  }

  private async openDialog(turn: Turn, dialog: DialogContext): Promise<boolean> {
    if (!dialog.activeDialog) return false;
    await dialog.continueDialog();
    return !turn.isPassedOn;
  }

  /** The label of a button typed instead of pressed, or its number. */
  private async choice(turn: Turn, dialog: DialogContext): Promise<boolean> {
    const guide = this.#guide.asked(turn);
    if (guide) return this.guide(guide, turn, dialog);
    const topic = this.#says.offeredTopic(turn);
    return topic !== undefined && this.answer(topic, turn, dialog);
  }

  /** The question itself: answered, asked back with the likeliest topics, refused, or not understood. */
  private async question(turn: Turn, dialog: DialogContext): Promise<boolean> {
    const { understanding } = turn;
    if (!understanding || !/[\p{L}\p{N}]/u.test(turn.text)) {
      this.#says.noWords(turn);
      return true;
    }
    if (this.isForeign(understanding)) {
      this.#says.notice(turn, understanding.language);
      return this.answer('langue', turn, dialog);
    }
    const decision = decide(understanding);
    const followedUp = this.#followUps.topicOf(turn, understanding, decision);
    if (followedUp !== undefined) return this.answer(followedUp, turn, dialog, true);
    const { candidates } = understanding;
    const topics = candidates
      .map(({ id }) => id)
      .filter((id) => this.knowledge.topics.get(id)?.smallTalk === false);
    const isSureOutside = (candidates[0]?.score ?? 0) >= calibration.answer;
    switch (decision.kind) {
      case 'answer':
        await this.answer(decision.topic, turn, dialog);
        this.#says.alsoAsked(turn, turn.secondNeed(decision.topic));
        return true;
      case 'clarify':
        this.#says.clarify(turn, topics);
        return true;
      case 'outOfScope':
        this.#says.outOfScope(turn, isSureOutside ? [] : topics);
        return true;
      case 'notUnderstood':
        this.#says.notUnderstood(turn, understanding.knownShare > 0 ? topics : []);
        return true;
    }
  }

  /** A message in a language that is not spoken here, of which hardly a word is known. */
  private isForeign({ language, writtenShare }: Understanding): boolean {
    const notice = this.knowledge.languages[language]?.notice;
    return (
      notice !== undefined && !this.voice.languages.includes(language) && writtenShare < mostForeignKnown
    );
  }

  /** Begins the dialog of a topic's axis; false when there is no such topic. `goesOn`: what was said before still holds. */
  private async answer(id: string, turn: Turn, dialog: DialogContext, goesOn = false): Promise<boolean> {
    const topic = this.knowledge.topics.get(id);
    if (!topic) return false;
    const { data } = turn;
    turn.isSmallTalk = topic.smallTalk;
    const isSameTopic = data.history.at(-1) === id;
    const hasCases = Object.values(topic.texts).some(({ cases }) => cases.length > 0);
    const said = hasCases ? await turn.readEntities() : turn.understanding?.entities;
    data.said = merge(isSameTopic || goesOn ? data.said : {}, said ?? {});
    if (!isSameTopic && !topic.smallTalk) data.history = [...data.history, id].slice(-longestHistory);
    const ofTopic = this.knowledge.simulators.ofTopic(id);
    const simulator = ofTopic && this.mayCalculate(ofTopic, turn) ? ofTopic : undefined;
    if (simulator && this.#simulator.isWhole(simulator, data.said, turn)) {
      await dialog.cancelAllDialogs();
      await dialog.beginDialog(SimulatorDialog.id, { simulator: simulator.definition.id, said: data.said });
      return true;
    }
    // A calculation under way waits for the answer to a question in between, then goes on.
    const options: TopicCase = { topic, said: data.said };
    await dialog.beginDialog(topic.axis, options);
    if (turn.outcome !== 'asked') this.#says.beforeButtons(turn, ...this.#guide.offer(id, turn));
    if (simulator && !dialog.activeDialog) this.#says.offer(turn, simulator);
    if (id === addressTopic && this.addressChecker && !dialog.activeDialog) this.#says.offerAddress(turn);
    return true;
  }

  private async guide(start: GuideStart, turn: Turn, dialog: DialogContext): Promise<boolean> {
    await dialog.cancelAllDialogs();
    await dialog.beginDialog(GuideDialog.id, start);
    if (turn.blocks.length === 0) this.#says.notUnderstood(turn, []);
    return true;
  }

  private setAudience(audience: Audience, turn: Turn): void {
    turn.data.audience = audience;
    this.#says.audience(turn, audience);
  }
}
