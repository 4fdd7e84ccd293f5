import type { Activity } from 'botbuilder-core';
import type { Reply } from '../../dialogs/reply.ts';
import type { ChannelName } from '../indicators/counts.ts';
import { renderMessenger } from './messenger.ts';
import { renderTeams } from './teams.ts';
import { renderWeb } from './web.ts';

/** Shows a reply on a channel, within its limits: a pure function. */
export type Renderer = (reply: Reply) => Partial<Activity>[];

const byChannelId: Readonly<Record<string, { name: ChannelName; render: Renderer }>> = {
  webchat: { name: 'web', render: renderWeb },
  msteams: { name: 'teams', render: renderTeams },
  facebook: { name: 'messenger', render: renderMessenger },
};
const otherChannel = { name: 'other', render: renderWeb } as const;

/** The channel of an activity, as it is counted. */
export function channelOf(activity: Partial<Activity>): ChannelName {
  return of(activity).name;
}

/** What shows a reply where an activity came from. */
export function rendererOf(activity: Partial<Activity>): Renderer {
  return of(activity).render;
}

function of({ channelId }: Partial<Activity>): { name: ChannelName; render: Renderer } {
  return channelId !== undefined && Object.hasOwn(byChannelId, channelId)
    ? (byChannelId[channelId] ?? otherChannel)
    : otherChannel;
}
