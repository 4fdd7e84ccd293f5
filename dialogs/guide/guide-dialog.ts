import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Knowledge } from '../../knowledge/library.ts';
import type { Topic } from '../../knowledge/schema.ts';
import { calibration } from '../../understanding/calibration.ts';
import type { Block } from '../reply.ts';
import type { Command } from '../shared/commands.ts';
import { Interruptions } from '../shared/phrases.ts';
import type { TopicReplies } from '../shared/topic-reply.ts';
import type { Voice } from '../shared/voice.ts';
import { type Turn, turnOf } from '../turn.ts';
import { GuidePhrases } from './guide-phrases.ts';
import { GuideReplies } from './guide-replies.ts';

/** Fewer steps are read at a glance. */
const fewestSteps = 3;

/** What a guide begins with: its topic, and where in it. */
export type GuideStart = Command & { kind: 'guide' };

/** What it remembers between turns: the step that waits, the first being 1. */
interface State {
  readonly topic: string;
  readonly step: number;
}

/** What a turn works with. */
interface Scene {
  readonly turn: Turn;
  readonly topic: Topic;
  readonly step: number;
  readonly replies: GuideReplies;
}

/** What a turn asks of the guide. */
type Move =
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'blocked' | 'again' | 'stop' | 'notRead' };
/** What is none of it: left to the main dialog, while the guide waits or ends. */
type PassedOn = 'question' | 'leave';

/** Walks through the steps of a topic, one at a time: one dialog for every topic. */
export class GuideDialog extends Dialog<GuideStart> {
  static readonly id = 'guide';
  readonly #phrases: GuidePhrases;
  readonly #interruptions: Interruptions;

  constructor(
    private readonly knowledge: Knowledge,
    private readonly replies: TopicReplies,
    private readonly voice: Voice,
  ) {
    super(GuideDialog.id);
    this.#phrases = new GuidePhrases(voice);
    this.#interruptions = new Interruptions(voice);
  }

  /** The button that begins a topic's guide, where it has steps enough. */
  offer(topic: string, turn: Turn): Block[] {
    const scene = this.scene(turn, { topic, step: 1 });
    return scene ? [scene.replies.offer()] : [];
  }

  /** The guide that a person asks for in words after a topic's answer: "guidez-moi". */
  asked(turn: Turn): GuideStart | undefined {
    const topic = turn.data.history.at(-1);
    if (topic === undefined || this.#phrases.read(turn.text) !== 'start') return undefined;
    return this.scene(turn, { topic, step: 1 }) && { kind: 'guide', topic };
  }

  override async beginDialog(dialog: DialogContext, start?: GuideStart): Promise<DialogTurnResult> {
    const turn = turnOf(dialog.context);
    const scene = start && this.scene(turn, { topic: start.topic, step: start.step ?? 1 });
    if (!scene) {
      // No step to say today, or in this language: the answer says what there is, or why.
      const topic = this.knowledge.topics.get(start?.topic ?? '');
      if (topic) {
        turn.say(...this.replies.answer(topic, turn.language, turn.today, {}, turn.now));
        turn.end(topic.outcome, topic.id);
      }
      return dialog.endDialog();
    }
    if (start.step === undefined) turn.say(scene.replies.line('intro'));
    return this.move(dialog, scene, this.pressed(start));
  }

  /** Takes the turn as a move; sets `turn.isPassedOn` when it is none, for the main dialog to answer. */
  override async continueDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dialog.context);
    const scene = this.scene(turn, dialog.activeDialog?.state as State);
    const move: Move | PassedOn = scene ? this.read(scene) : 'leave';
    if (!scene || typeof move === 'string') {
      turn.isPassedOn = true;
      return scene && move === 'question' ? Dialog.EndOfTurn : dialog.endDialog();
    }
    if (move.kind === 'step' && move.step > scene.step && move.step <= scene.replies.steps.length)
      turn.say(scene.replies.praise());
    if (move.kind === 'step' && move.step < scene.step)
      turn.say(scene.replies.line(move.step < 1 ? 'first' : 'back'));
    return this.move(dialog, scene, move);
  }

  /** After a question in between was answered: the guide goes on where it was. */
  override async resumeDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    const scene = this.scene(turnOf(dialog.context), dialog.activeDialog?.state as State);
    if (!scene) return dialog.endDialog();
    scene.turn.say(scene.replies.line('resume'));
    return this.show(dialog, scene, scene.step);
  }

  /** After a turn that the main dialog could not answer either: the step again, the outcome as it is. */
  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const scene = this.scene(turnOf(context), instance.state as State);
    if (scene) scene.turn.say(scene.replies.line('resume'), ...scene.replies.step(scene.step));
  }

  /** Undefined where a topic has no steps to walk through, today and in the language of the turn. */
  private scene(turn: Turn, { topic: id, step }: State): Scene | undefined {
    const topic = this.knowledge.topics.get(id);
    if (!topic || topic.urgent) return undefined;
    const replies = new GuideReplies(this.replies, this.voice, topic, turn);
    const last = replies.steps.length;
    if (last < fewestSteps) return undefined;
    // The content may have changed since: a step that is no more is the last one.
    return { turn, topic, step: Math.max(1, Math.min(step, last)), replies };
  }

  private read(scene: Scene): Move | PassedOn {
    const { command } = scene.turn;
    switch (command?.kind) {
      case undefined:
        return this.hear(scene);
      case 'guide':
        // Without a step it begins again, and another topic's is another guide.
        return command.topic === scene.topic.id && command.step !== undefined
          ? this.pressed(command)
          : 'leave';
      case 'menu':
      case 'audience':
        return 'leave';
      default:
        return 'question';
    }
  }

  private pressed({ step = 1, action }: GuideStart): Move {
    return action ? { kind: action } : { kind: 'step', step };
  }

  /** The person's own words. */
  private hear({ turn, topic, step }: Scene): Move | PassedOn {
    const meaning = this.#phrases.read(turn.text) ?? this.#interruptions.read(turn.text);
    switch (meaning) {
      case 'done':
        return { kind: 'step', step: step + 1 };
      case 'back':
        return { kind: 'step', step: step - 1 };
      case 'start':
        return { kind: 'step', step: 1 };
      case 'blocked':
      case 'again':
      case 'stop':
        return { kind: meaning };
      case 'cancel':
        return { kind: 'stop' };
      case 'menu':
        return 'leave';
      case undefined:
        break;
    }
    const { candidates: [best] = [], wordCount = 0 } = turn.understanding ?? {};
    const isSmallTalk = this.knowledge.topics.get(best?.id ?? '')?.smallTalk === true;
    const isQuestion =
      best !== undefined && best.score >= calibration.digression && (wordCount > 1 || isSmallTalk);
    // "Je ne trouve pas le formulaire" is a difficulty of this step, unless it is about something else.
    if (this.#phrases.beginsBlocked(turn.text) && (!isQuestion || best.id === topic.id)) {
      return { kind: 'blocked' };
    }
    return isQuestion ? 'question' : { kind: 'notRead' };
  }

  private async move(dialog: DialogContext, scene: Scene, move: Move): Promise<DialogTurnResult> {
    const { turn, topic, step, replies } = scene;
    switch (move.kind) {
      case 'step':
        if (move.step <= replies.steps.length) return this.show(dialog, scene, Math.max(1, move.step));
        turn.say(...replies.finished());
        turn.end('answered', topic.id);
        return dialog.endDialog();
      case 'stop':
        turn.say(...replies.stopped(step));
        turn.end('answered', topic.id);
        return dialog.endDialog();
      case 'blocked':
        turn.say(...replies.blocked());
        return this.show(dialog, scene, step);
      case 'notRead':
        turn.say(replies.line('notRead'), replies.buttons(step));
        turn.end('asked', topic.id);
        return Dialog.EndOfTurn;
      case 'again':
        return this.show(dialog, scene, step);
    }
  }

  private async show(dialog: DialogContext, scene: Scene, step: number): Promise<DialogTurnResult> {
    const { turn, topic, replies } = scene;
    turn.say(...replies.step(step));
    turn.end('asked', topic.id);
    const active = dialog.activeDialog;
    if (active) active.state = { topic: topic.id, step } satisfies State;
    return Dialog.EndOfTurn;
  }
}
