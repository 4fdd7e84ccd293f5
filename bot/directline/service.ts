import type { IncomingMessage } from 'node:http';
import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder-core';
import type { Clock } from '../clock.ts';
import { HttpError } from '../http-error.ts';
import type { RateLimit } from '../rate-limit.ts';
import type { DirectLineAdapter } from './adapter.ts';
import type { Conversation, Conversations } from './conversations.ts';
import { readIncoming, stampActivity } from './incoming.ts';
import type { Origins } from './origins.ts';
import { type Grant, type Tokens, tokenSeconds } from './tokens.ts';

export interface DirectLineParts {
  readonly tokens: Tokens;
  readonly origins: Origins;
  readonly conversations: Conversations;
  readonly adapter: DirectLineAdapter;
  readonly bot: { onTurn(context: TurnContext): Promise<void> };
  readonly clock: Clock;
  /** Conversations begun by one address, and messages sent in one conversation. */
  readonly rates: { readonly starts: RateLimit; readonly messages: RateLimit };
  readonly publicUrl?: URL;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Direct Line 3.0, as its public clients use it: tokens, conversations, activities; the stream is in stream.ts. */
export class DirectLineService {
  constructor(private readonly parts: DirectLineParts) {}

  /** POST /tokens/generate: a token for a conversation that is still to begin. */
  async generateToken(request: IncomingMessage): Promise<Answer> {
    const grant = this.parts.tokens.newGrant(this.parts.origins.of(request));
    return { status: 200, body: await this.withToken(grant) };
  }

  /** POST /tokens/refresh: a fresh token for the same conversation. */
  async refreshToken(request: IncomingMessage): Promise<Answer> {
    return { status: 200, body: await this.withToken(await this.grantOf(request)) };
  }

  /** POST /conversations: begins the token's conversation, or without a token one of its own; the greeting follows. */
  async startConversation(request: IncomingMessage): Promise<Answer> {
    if (!this.parts.rates.starts.allows(addressOf(request))) throw tooMany();
    const grant = request.headers.authorization
      ? await this.grantOf(request)
      : this.parts.tokens.newGrant(this.parts.origins.of(request));
    const { conversation, isNew } = this.parts.conversations.open(grant.conversationId);
    const body = await this.withStream(grant, request);
    if (isNew) this.join(conversation, grant, request.headers['accept-language']);
    return { status: isNew ? 201 : 200, body };
  }

  /** GET /conversations/:id: a new stream for a client that comes back; the conversation is made anew if it was dropped. */
  async reconnect(request: IncomingMessage, id: string, watermark: string | undefined): Promise<Answer> {
    const grant = await this.grantOf(request, id);
    const { conversation } = this.parts.conversations.open(grant.conversationId);
    conversation.since(watermark);
    return { status: 200, body: await this.withStream(grant, request, watermark) };
  }

  /** GET /conversations/:id/activities: everything since a watermark. */
  async activities(request: IncomingMessage, id: string, watermark: string | undefined): Promise<Answer> {
    const grant = await this.grantOf(request, id);
    return {
      status: 200,
      body: this.parts.conversations.open(grant.conversationId).conversation.since(watermark),
    };
  }

  /** POST /conversations/:id/activities: accepts a message or an event; one sent again is not answered again. */
  async post(request: IncomingMessage, id: string, body: unknown): Promise<Answer> {
    const grant = await this.grantOf(request, id);
    if (!this.parts.rates.messages.allows(grant.conversationId)) throw tooMany();
    const sent = readIncoming(body);
    const { conversation } = this.parts.conversations.open(grant.conversationId);
    const clientId = sent.channelData?.clientActivityID;
    const before = conversation.acceptedBefore(clientId);
    if (before !== undefined) return { status: 200, body: { id: before } };

    const activity = stampActivity(sent, grant, this.parts.clock.now());
    if (sent.type === ActivityTypes.Typing) return { status: 200, body: { id: '' } };
    // The client hears its own message back: by it, it knows that it was received.
    const activityId = conversation.append(activity);
    conversation.remember(clientId, activityId);
    void this.turn(conversation, { ...activity, id: activityId });
    return { status: 200, body: { id: activityId } };
  }

  /** The grant of the bearer of a token, held to its conversation and to the site it was given to. */
  async grantOf(request: IncomingMessage, conversationId?: string, token = bearer(request)): Promise<Grant> {
    const origin = this.parts.origins.of(request);
    const grant = await this.parts.tokens.read(token);
    // A token without a site was fetched by a server of an allowed site, for its page.
    if (origin !== undefined && grant.origin !== undefined && origin !== grant.origin) {
      throw new HttpError(403, 'ForbiddenOrigin', 'The token was given to another site.');
    }
    if (conversationId !== undefined && conversationId !== grant.conversationId) {
      throw new HttpError(403, 'BadConversation', 'The token is for another conversation.');
    }
    return grant;
  }

  /** Tells the bot that somebody has come, so that it greets them in their language. */
  private join(conversation: Conversation, grant: Grant, language: string | undefined): void {
    const update = stampActivity({ type: 'event' }, grant, this.parts.clock.now());
    const locale = language?.split(/[,;]/)[0]?.trim().slice(0, 35);
    void this.turn(conversation, {
      ...update,
      type: ActivityTypes.ConversationUpdate,
      membersAdded: [{ id: grant.userId, name: '' }],
      ...(locale && { locale }),
    });
  }

  private turn(conversation: Conversation, activity: Partial<Activity>): Promise<void> {
    const { adapter, bot } = this.parts;
    return conversation.queue(() => adapter.process(activity, (context) => bot.onTurn(context)));
  }

  private async withToken(grant: Grant): Promise<object> {
    const token = await this.parts.tokens.sign(grant);
    return { conversationId: grant.conversationId, token, expires_in: tokenSeconds };
  }

  private async withStream(grant: Grant, request: IncomingMessage, watermark?: string): Promise<object> {
    const granted = (await this.withToken(grant)) as { token: string };
    const base = new URL(this.parts.publicUrl ?? `http://${request.headers.host ?? 'localhost'}`);
    const url = new URL(`/v3/directline/conversations/${grant.conversationId}/stream`, base);
    url.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
    url.searchParams.set('watermark', watermark ?? '-');
    url.searchParams.set('t', granted.token);
    return { ...granted, streamUrl: url.href };
  }
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** The address that asks: a key of the rate limit, held in memory only. */
function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? '';
}

function tooMany(): HttpError {
  return new HttpError(429, 'TooManyRequests', 'Too many messages in a short time. Wait a few seconds.', {
    'Retry-After': '5',
  });
}
