import assert from 'node:assert/strict';
import { readBrain } from '../../bot/brain.ts';
import { messengerLimits } from '../../bot/channels/messenger.ts';
import type { Choice } from '../../dialogs/reply.ts';
import { ask } from '../support/transcripts.ts';

const { knowledge } = readBrain();
const today = '2026-11-25';
/** Braces left over, a key of the locales said as it is, a value that is not known, a title with nothing under it. */
const unfilled = /\{[a-z{]|undefined|\bguide:|\[object|non connus à ce jour|not known to date|\*\*\s*$/;

const numbered: Readonly<Record<string, (step: number, total: number) => string>> = {
  fr: (step, total) => `Étape ${step} sur ${total}`,
  en: (step, total) => `Step ${step} of ${total}`,
};

for (const [language, number] of Object.entries(numbered)) {
  describe(`Every guide in ${language}`, () => {
    for (const { id, texts } of knowledge.topics.values()) {
      const steps = texts[language]?.steps ?? [];
      if (steps.length < 3) continue;

      it(`leads through the ${steps.length} steps of ${id}, and helps at each`, async () => {
        const say = (q: string) => ask({ q, today, language, conversation: `guide ${language} ${id}` });

        const offer = await say(`/topic ${id}`);
        assert.ok(choicesOf(offer).some(({ value }) => value === `/guide ${id}`));
        let reply = await say(`/guide ${id}`);
        for (let step = 1; step <= steps.length; step++) {
          const helped = await say(buttonOf(reply, 'blocked'));
          for (const { text, ...turn } of [reply, helped]) {
            assert.equal(turn.outcome, 'asked');
            assert.equal(turn.topic, id);
            assert.ok(text.includes(number(step, steps.length)), text);
            assert.doesNotMatch(text, unfilled);
            assert.ok(choicesOf(turn).every(({ title }) => title && title.length <= messengerLimits.title));
          }
          assert.ok(helped.text.length > reply.text.length);
          reply = await say(buttonOf(helped, String(step + 1)));
        }

        assert.equal(reply.outcome, 'answered');
        assert.equal(reply.topic, id);
        assert.doesNotMatch(reply.text, unfilled);
      });
    }
  });
}

type Told = Pick<Awaited<ReturnType<typeof ask>>, 'reply'>;

function choicesOf({ reply }: Told): Choice[] {
  return reply.blocks.flatMap((block) => (block.kind === 'choices' ? block.choices : []));
}

/** What the button sends whose command ends so. */
function buttonOf(told: Told, end: string): string {
  const choice = choicesOf(told).find(
    ({ value }) => value.startsWith('/guide ') && value.endsWith(` ${end}`),
  );
  assert.ok(choice, `no button "${end}"`);
  return choice.value;
}
