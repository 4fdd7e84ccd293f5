import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBrain } from '../../bot/brain.ts';
import { isAnsweredWrong, isRefused, judge, readQuestions, shareOf } from '../../bot/evaluation/questions.ts';
import { projectRoot } from '../../bot/paths.ts';

const { understander } = readBrain();
const data = join(projectRoot, 'tests/understanding/held-out');
const today = '2026-11-25';

/** Questions written without sight of the utterances: nothing of them may be copied into the knowledge. */
describe('Questions never seen in learning', () => {
  const judged = judge(readQuestions(join(data, 'questions.jsonl')), understander);
  const inScope = judged.filter((one) => one.isInScope);
  const floor = (name: string, value: number, least: number) =>
    assert.ok(value >= least, `${name}: ${(100 * value).toFixed(1)} %, at least ${100 * least} % wanted`);

  it('find their topic first, and nearly always among three', () => {
    floor(
      'first',
      shareOf(inScope, ({ isFirst }) => isFirst),
      0.94,
    );
    floor(
      'among three',
      shareOf(inScope, ({ isAmongThree }) => isAmongThree),
      0.97,
    );
  });

  for (const style of [...new Set(inScope.map((one) => one.style))]) {
    it(`find their topic in style "${style}"`, () => {
      const asked = inScope.filter((one) => one.style === style);

      floor(
        style,
        shareOf(asked, ({ isFirst }) => isFirst),
        style === 'indirect' || style === 'story' ? 0.85 : 0.9,
      );
    });
  }

  it('are rarely answered wrong, sent back or refused; those out of scope are refused', () => {
    const outside = judged.filter((one) => !one.isInScope);

    floor('not answered wrong', 1 - shareOf(inScope, isAnsweredWrong), 0.96);
    floor('not sent back', 1 - shareOf(inScope, ({ decision }) => decision.kind === 'clarify'), 0.88);
    floor('not refused', 1 - shareOf(inScope, isRefused), 0.96);
    floor('out of scope refused', shareOf(outside, isRefused), 0.9);
  });
});

describe('The language of short messages', () => {
  const messages = readFileSync(join(data, 'languages.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { q: string; lang: string });
  const told = new Set(['fr', 'en', 'es', 'it', 'pt', 'ar']);

  it('is told right for 97 in a hundred messages of one to six words', () => {
    const wrong = messages.filter(({ q, lang }) => {
      const { language } = understander.understand(q, { today });
      return (told.has(language) ? language : 'other') !== lang;
    });

    assert.ok(wrong.length <= 0.03 * messages.length, wrong.map(({ q }) => q).join(' | '));
  });

  it('is never changed by a French message in a French conversation', () => {
    for (const { q, lang } of messages)
      if (lang === 'fr')
        assert.equal(understander.understand(q, { today, language: 'fr' }).language, 'fr', q);
  });
});

describe('Two needs in one message', () => {
  const both: [text: string, first: string, second: string | undefined][] = [
    [
      'Comment m’inscrire comme demandeur d’emploi ? Et où est l’agence la plus proche ?',
      'inscription',
      'agences',
    ],
    ['je cherche un CFA pour mon fils, et sinon comment on refait un CV', 'alternance-trouver', 'cv-lettre'],
    ['How do I register as a jobseeker? And how much is the RSA?', 'inscription', 'rsa'],
    ['combien gagne un apprenti en première année', 'alternance-remuneration', undefined],
    [
      'J’ai 50 ans. Je cherche du travail depuis deux ans. Qui peut m’aider ?',
      'chomage-longue-duree',
      'seniors',
    ],
    ['Je m’appelle Paul. Je viens de loin. Comment refaire mon CV ?', 'cv-lettre', undefined],
  ];
  for (const [text, first, second] of both) {
    it(`${second ? `offer "${second}" after` : 'offer nothing beside'} "${first}": ${text}`, () => {
      assert.equal(understander.secondNeed(text, first), second);
    });
  }
});
