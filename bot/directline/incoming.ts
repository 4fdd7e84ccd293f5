import type { Activity } from 'botbuilder-core';
import { z } from 'zod';
import { HttpError } from '../http-error.ts';
import type { Grant } from './tokens.ts';

export const botAccount = { id: 'assistant-emploi', name: 'Assistant emploi', role: 'bot' } as const;

const shortText = z.string().max(200);
/** What a client may send: a message or an event; whatever else an activity can hold is left out. */
const incoming = z.object({
  type: z.enum(['message', 'event', 'typing', 'endOfConversation'], {
    message: 'must be message, event, typing or endOfConversation',
  }),
  from: z.object({ id: shortText.min(1) }).optional(),
  text: z.string().max(20_000).optional(),
  name: shortText.optional(),
  locale: z.string().max(35).optional(),
  textFormat: shortText.optional(),
  value: z.unknown().optional(),
  channelData: z
    .object({
      clientActivityID: shortText.optional(),
      displayText: shortText.optional(),
      messageBack: z.object({ displayText: shortText.optional() }).optional(),
      postBack: z.boolean().optional(),
    })
    .optional(),
});
export type Incoming = z.infer<typeof incoming>;

/** Reads an activity that a client sent; throws an HttpError 400 that names the field that is wrong. */
export function readIncoming(body: unknown): Incoming {
  const parsed = incoming.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join('.') || 'activity';
  throw new HttpError(400, 'BadActivity', `${where}: ${issue?.message ?? 'is not valid'}`);
}

/** The activity as the bot and the client's own stream see it: channel and conversation are ours to say, never the client's. */
export function stampActivity(sent: Incoming, grant: Grant, now: Date): Partial<Activity> {
  const { channelData, from, ...rest } = sent;
  return {
    ...rest,
    channelId: 'webchat',
    timestamp: now,
    serviceUrl: 'urn:assistant-emploi:direct-line',
    from: { id: from?.id ?? grant.userId, name: '', role: 'user' },
    recipient: botAccount,
    conversation: { id: grant.conversationId, isGroup: false, conversationType: 'personal', name: '' },
    ...(channelData && { channelData }),
  };
}
