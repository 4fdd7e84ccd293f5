import type { TurnContext } from 'botbuilder-core';
import type { Config } from './config.ts';

const staffKey = Symbol('staff');

/**
 * Stamps whether a member of staff may be behind a turn of the cloud door: with credentials, somebody of an allowed
 * Teams tenant (the SDK has verified the token by then); without them, a local tester when DEV_STAFF says so.
 */
export function stampStaff(context: TurnContext, config: Config): void {
  const { channelId, conversation, channelData } = context.activity;
  const tenant =
    conversation?.tenantId ?? (channelData as { tenant?: { id?: string } } | undefined)?.tenant?.id;
  const isAllowedTenant =
    channelId === 'msteams' && tenant !== undefined && config.teamsTenants.includes(tenant);
  context.turnState.set(
    staffKey,
    config.botFramework ? isAllowedTenant : config.devStaff && !config.isProduction,
  );
}

/** True only for a turn that a door stamped so; the widget's door never does. */
export function isStaff(context: TurnContext): boolean {
  return context.turnState.get(staffKey) === true;
}
