import assert from 'node:assert/strict';
import { type Activity, TestAdapter, TurnContext } from 'botbuilder-core';
import { readConfig } from '../../bot/config.ts';
import { isStaff, stampStaff } from '../../bot/staff.ts';

const credentials = {
  MicrosoftAppId: 'app',
  MicrosoftAppPassword: 'secret',
  MicrosoftAppTenantId: 'ville',
  TEAMS_TENANTS: 'ville',
};
const teams = (tenantId: string) =>
  ({ channelId: 'msteams', conversation: { tenantId } }) as Partial<Activity>;

describe('Staff', () => {
  const rows: [name: string, env: Record<string, string>, activity: Partial<Activity>, expected: boolean][] =
    [
      ['are people of an allowed Teams tenant', credentials, teams('ville'), true],
      ['are not people of another tenant', credentials, teams('ailleurs'), false],
      ['are not people of Messenger', credentials, { ...teams('ville'), channelId: 'facebook' }, false],
      ['are nobody among local testers', {}, teams('ville'), false],
      ['are local testers when DEV_STAFF says so', { DEV_STAFF: '1' }, teams('ailleurs'), true],
      [
        'are not made by DEV_STAFF once there are credentials',
        { ...credentials, DEV_STAFF: '1' },
        teams('ailleurs'),
        false,
      ],
    ];
  for (const [name, env, activity, expected] of rows) {
    it(name, () => {
      const context = new TurnContext(new TestAdapter(), activity);

      stampStaff(context, readConfig(env));

      assert.equal(isStaff(context), expected);
    });
  }

  it('are nobody on a door that stamps nothing', () => {
    assert.equal(isStaff(new TurnContext(new TestAdapter(), teams('ville'))), false);
  });
});
