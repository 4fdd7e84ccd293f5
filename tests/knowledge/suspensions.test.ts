import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBrain } from '../../bot/brain.ts';
import { textOfReply } from '../../bot/channels/text.ts';
import { knowledgeFolder } from '../../bot/paths.ts';
import { WatchedSuspensions } from '../../knowledge/suspensions.ts';

/** A folder of one topic, what the assistant answers on it, and a way to save the file again. */
function watchedTopic() {
  const folder = mkdtempSync(join(tmpdir(), 'topics-'));
  const path = join(folder, 'emplois-francs-fin.yaml');
  cpSync(join(knowledgeFolder, 'topics/emplois-francs/emplois-francs-fin.yaml'), path);
  const original = readFileSync(path, 'utf8');
  const troubles: string[] = [];
  const suspensions = new WatchedSuspensions(folder, (trouble) => troubles.push(trouble));
  const brain = readBrain({ suspensions });
  const topic = brain.knowledge.topics.get('emplois-francs-fin');
  assert.ok(topic);
  let saves = 0;
  return {
    original,
    troubles,
    answer: () =>
      textOfReply({ language: 'fr', blocks: brain.replies.answer(topic, 'fr', '2026-11-25', {}) }),
    save(text: string) {
      writeFileSync(path, text);
      const savedOn = new Date(Date.UTC(2030, 0, 1, 0, 0, ++saves));
      utimesSync(path, savedOn, savedOn);
      suspensions.look();
    },
  };
}

describe('A topic suspended in its file', () => {
  const suspended = (text: string) =>
    text.replace(
      /^status: .*$/m,
      'status: suspended\nsuspended: {reason: {fr: "Un décret paraît demain."}, since: 2026-11-25}',
    );

  it('is stopped without a restart, and said again once the suspension is taken out', () => {
    const { original, answer, save } = watchedTopic();
    const before = answer();

    save(suspended(original));
    const meanwhile = answer();
    save(original);

    assert.match(before, /31 décembre 2024/);
    assert.match(meanwhile, /suspendue depuis le 25 novembre 2026.*Un décret paraît demain/);
    assert.doesNotMatch(meanwhile, /31 décembre 2024/);
    assert.match(meanwhile, /Sources/);
    assert.equal(answer(), before);
  });

  it('is stopped even when the reason is still to be written', () => {
    const { original, answer, save } = watchedTopic();

    save(original.replace(/^status: .*$/m, 'status: suspended'));

    assert.match(answer(), /La réponse à cette question est suspendue/);
  });

  it('keeps its status, and the trouble is told, while its file cannot be read', () => {
    const { original, answer, save, troubles } = watchedTopic();
    save(suspended(original));

    save('id: [');

    assert.match(answer(), /Un décret paraît demain/);
    assert.match(troubles.join('\n'), /emplois-francs-fin\.yaml:\d+: this YAML cannot be read/);
  });

  it('does not let a half-saved text through: only the status is taken over', () => {
    const { original, answer, save } = watchedTopic();

    save(original.replace(/answer: .*/, 'answer: "Brouillon."'));

    assert.doesNotMatch(answer(), /Brouillon/);
  });
});
