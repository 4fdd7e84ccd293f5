import assert from 'node:assert/strict';
import { ConfigError, readConfig } from '../../bot/config.ts';

describe('Configuration', () => {
  it('needs nothing: an empty environment works', () => {
    const config = readConfig({});

    assert.equal(config.port, 3978);
    assert.equal(config.isProduction, false);
    assert.equal(config.botFramework, undefined);
  });

  it('takes an empty variable for one that is not set', () => {
    assert.equal(readConfig({ PORT: '', MicrosoftAppId: '' }).port, 3978);
  });

  const mistakes: [name: string, env: Record<string, string>, line: RegExp][] = [
    ['a port that is a word', { PORT: 'http' }, /^PORT: must be a port number$/],
    [
      'a public address without its scheme',
      { PUBLIC_URL: 'emploi.example.fr' },
      /^PUBLIC_URL: must be an address/,
    ],
    [
      'an origin with a path',
      { WIDGET_ORIGINS: 'https://a.example/page' },
      /^WIDGET_ORIGINS: must list origins/,
    ],
    ['a short secret', { DIRECT_LINE_SECRET: 'secret' }, /^DIRECT_LINE_SECRET: must have 32 characters/],
    [
      'an id without a password',
      { MicrosoftAppId: 'x' },
      /^MicrosoftAppId and MicrosoftAppPassword: give both/,
    ],
    [
      'staff rights for testers in production',
      { DEV_STAFF: '1', NODE_ENV: 'production' },
      /^DEV_STAFF: must not be 1 in production/,
    ],
  ];
  for (const [name, env, line] of mistakes) {
    it(`names ${name} in one readable line`, () => {
      assert.throws(
        () => readConfig(env),
        (error) => error instanceof ConfigError && error.mistakes.some((mistake) => line.test(mistake)),
      );
    });
  }

  it('names every mistake at once, and never a secret', () => {
    const env = { PORT: '-1', DIRECT_LINE_SECRET: 'hunter2', DEV_STAFF: 'yes' };

    assert.throws(
      () => readConfig(env),
      (error) =>
        error instanceof ConfigError && error.mistakes.length === 3 && !error.message.includes('hunter2'),
    );
  });
});
