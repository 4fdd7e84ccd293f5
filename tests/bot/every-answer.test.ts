import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder-core';
import { exampleOf } from '../../bot/answers.ts';
import { readBrain } from '../../bot/brain.ts';
import { messengerLimits, renderMessenger } from '../../bot/channels/messenger.ts';
import { renderTeams } from '../../bot/channels/teams.ts';
import { renderWeb } from '../../bot/channels/web.ts';
import { blocksToHtml } from '../../bot/pages/html.ts';
import type { Reply } from '../../dialogs/reply.ts';

const brain = readBrain();
const now = new Date('2026-11-25T10:00:00Z');
const today = '2026-11-25';
const renderers: Record<string, (reply: Reply) => Partial<Activity>[]> = {
  widget: renderWeb,
  Teams: renderTeams,
  Messenger: renderMessenger,
};
/** Braces left over from a reference, a key of the locales said as it is, or a value that is not known. */
const unfilled = /\{[a-z]|undefined|\bdialogs:|\[object|non connus à ce jour|not known to date/;

for (const topic of brain.knowledge.topics.values()) {
  describe(`Every answer of ${topic.id}`, () => {
    for (const [language, { cases }] of Object.entries(topic.texts)) {
      const situations = [{}, ...cases.map(({ when }) => exampleOf(when, today))];

      it(`is whole on every channel and as a page (${language}, ${situations.length})`, () => {
        for (const said of situations) {
          const reply = { language, blocks: brain.replies.answer(topic, language, today, said, now) };

          for (const [channel, render] of Object.entries(renderers)) {
            const shown = render(reply).map(({ channelData: _, ...activity }) => activity);
            assert.doesNotMatch(JSON.stringify(shown), unfilled, channel);
            assert.ok(
              shown.every(({ text }) => text),
              `an empty message on ${channel}`,
            );
          }
          for (const { text } of renderMessenger(reply))
            assert.ok((text ?? '').length <= messengerLimits.text);
          assert.doesNotMatch(
            blocksToHtml(reply.blocks, (id) => `/fiches/${id}`),
            /\*\*|\]\(|<script/,
          );
        }
      });
    }
  });
}
