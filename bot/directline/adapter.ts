import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder-core';
import type { Clock } from '../clock.ts';
import type { Conversation, Conversations } from './conversations.ts';

/** Delivers the bot's activities to Direct Line conversations of this process: no cloud, no HTTP between. */
export class DirectLineAdapter extends BotAdapter {
  constructor(
    private readonly conversations: Conversations,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Runs one turn of the bot on an incoming activity. */
  async process(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const context = new TurnContext(this, activity);
    await this.runMiddleware(context, logic);
  }

  override async sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    return activities.map((activity) => {
      const conversation = this.conversationOf(activity);
      // Traces are for the emulator; a conversation dropped meanwhile has nobody to tell.
      if (!conversation || activity.type === ActivityTypes.Trace) return { id: '' };
      return { id: conversation.append({ ...activity, timestamp: this.clock.now() }) };
    });
  }

  override async updateActivity(): Promise<never> {
    throw new Error('Direct Line does not change an activity once sent');
  }

  override async deleteActivity(): Promise<never> {
    throw new Error('Direct Line does not take an activity back once sent');
  }

  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const activity = TurnContext.applyConversationReference({ type: ActivityTypes.Event }, reference, true);
    await this.process(activity, logic);
  }

  private conversationOf(activity: Partial<Activity>): Conversation | undefined {
    const id = activity.conversation?.id;
    return id === undefined ? undefined : this.conversations.get(id);
  }
}
