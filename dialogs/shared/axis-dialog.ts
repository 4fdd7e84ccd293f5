import {
  ComponentDialog,
  type DialogTurnResult,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import type { Circumstances } from '../../knowledge/circumstances.ts';
import type { Topic } from '../../knowledge/schema.ts';
import { turnOf } from '../turn.ts';
import type { TopicReplies } from './topic-reply.ts';

/** What a dialog of an axis begins with: the topic asked about, and what is known of the case. */
export interface TopicCase {
  readonly topic: Topic;
  readonly said: Circumstances;
}

/** Answers the topics of one axis of the convention; its id is the axis. */
export class AxisDialog extends ComponentDialog<TopicCase> {
  constructor(
    axis: string,
    protected readonly replies: TopicReplies,
  ) {
    super(axis);
    this.addDialog(new WaterfallDialog<TopicCase>('answer', [this.answer.bind(this)]));
    this.initialDialogId = 'answer';
  }

  /** Says the topic's answer for the case. */
  protected async answer(step: WaterfallStepContext<TopicCase>): Promise<DialogTurnResult> {
    const turn = turnOf(step.context);
    const { topic, said } = step.options;
    turn.say(...this.replies.answer(topic, turn.language, turn.today, said, turn.now));
    turn.end(topic.outcome, topic.id);
    return step.endDialog();
  }
}
