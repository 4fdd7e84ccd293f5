import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knowledgeFolder } from '../../bot/paths.ts';
import { checkKnowledge } from '../../knowledge/check/index.ts';
import { ContentError, describeFinding } from '../../knowledge/findings.ts';
import { loadKnowledgeData, readKnowledge } from '../../knowledge/library.ts';

const today = '2026-11-25';

/** A knowledge folder of its own with one more topic and the facts it states. */
function folderWith(topic: string, facts = ''): string {
  const root = join(mkdtempSync(join(tmpdir(), 'content-')), 'knowledge');
  for (const name of [
    'catalogue.yaml',
    'languages.yaml',
    'menu.yaml',
    'calendar.yaml',
    'out-of-scope.yaml',
    'places.yaml',
    'lexicons',
  ]) {
    cpSync(join(knowledgeFolder, name), join(root, name), { recursive: true });
  }
  mkdirSync(join(root, 'topics'));
  mkdirSync(join(root, 'facts'));
  writeFileSync(join(root, 'topics/mobilite.yaml'), topic);
  if (facts) writeFileSync(join(root, 'facts/aides.yaml'), facts);
  return root;
}

function topicWith(answer: string, head = ''): string {
  return `id: mobilite
axis: parcours
audience: [jobseeker]
checkedOn: 2026-11-01
reviewBy: 2027-11-01
${head}
sources:
  - {title: "Une loi"}
fr:
  title: "Se déplacer"
  short: "Se déplacer"
  answer: ${JSON.stringify(answer)}
  utterances:
    plain: ["comment aller au travail sans voiture"]
`;
}

function factWith(values: string): string {
  return `facts:
  - id: aide-permis
    label: "Aide"
    unit: EUR
    decidedBy: application
    checkedOn: 2026-11-01
    reviewBy: 2027-11-01
    values:
${values}`;
}

const period = (from: string, to: string) =>
  `      - {value: 100, validFrom: ${from}, validTo: ${to}, sources: ["loi"], confidence: verified}\n`;
const errorsOf = (root: string) =>
  checkKnowledge(readKnowledge(root), today)
    .filter(({ severity, file }) => severity === 'error' && file.startsWith('knowledge/'))
    .map(describeFinding);

describe('The content check', () => {
  it('finds no error in the knowledge as it is', () => {
    assert.deepEqual(errorsOf(knowledgeFolder), []);
  });

  const figures: [name: string, answer: string, finding: RegExp][] = [
    [
      'an amount of money',
      "L'aide est de 1 200 €.",
      /topics\/mobilite\.yaml:12: an amount of money stands in the text \("1 200 €"\)/,
    ],
    ['a percentage', 'Elle couvre 43 % du prix.', /a percentage stands in the text \("43 %"\)/],
    ['a phone number', 'Appelez le 04 42 91 90 00.', /a phone number stands in the text/],
    ['a short phone number', 'Appelez le 3949.', /a phone number stands in the text \("3949"\)/],
    ['an address', 'Venez au 38 bis route de Galice.', /a postal address stands in the text/],
    ['a full date', 'Jusqu’au 31 décembre 2024.', /a full date stands in the text \("31 décembre 2024"\)/],
  ];
  for (const [name, answer, finding] of figures) {
    it(`refuses ${name} in a text, with its file, its line and the mend`, () => {
      const [error, ...others] = errorsOf(folderWith(topicWith(answer)));

      assert.match(error ?? '', finding);
      assert.match(error ?? '', /→ put it in facts or places and refer to it as \{id\}/);
      assert.deepEqual(others, []);
    });
  }

  it('takes small plain numbers and a year alone', () => {
    assert.deepEqual(errorsOf(folderWith(topicWith('Avant 26 ans, pendant 6 mois, en 2024.'))), []);
  });

  const mistakes: [name: string, root: () => string, finding: RegExp][] = [
    ['a fact that does not exist', () => folderWith(topicWith('{aide-inconnue}')), /no fact "aide-inconnue"/],
    [
      'a place that does not exist',
      () => folderWith(topicWith('{place:nulle-part.phone}')),
      /no place "nulle-part"/,
    ],
    ['a lone brace', () => folderWith(topicWith('Une { accolade')), /a lone "\{" in the text/],
    [
      'a fact that is known no more today',
      () => folderWith(topicWith('{aide-permis}'), factWith(period('2024-01-01', '2026-11-24'))),
      /"aide-permis" has no value on 2026-11-25/,
    ],
    [
      'periods that overlap by one day',
      () =>
        folderWith(
          topicWith('{aide-permis}'),
          factWith(period('2024-01-01', '2025-01-01') + period('2025-01-01', 'null')),
        ),
      /periods from 2024-01-01 and from 2025-01-01 overlap/,
    ],
    [
      'an answer of 81 words',
      () => folderWith(topicWith('mot '.repeat(81))),
      /the answer has 81 words \(80 at most\)/,
    ],
    [
      'a related topic out of the catalogue',
      () => folderWith(topicWith('Bien.', 'related: [nulle-part]')),
      /related topic "nulle-part"/,
    ],
    [
      'a suspension without a reason',
      () => folderWith(topicWith('Bien.', 'status: suspended')),
      /a suspended topic says why and since when/,
    ],
    [
      'another axis than the catalogue',
      () => folderWith(topicWith('Bien.').replace('axis: parcours', 'axis: outils')),
      /the catalogue puts "mobilite" on the axis parcours/,
    ],
  ];
  for (const [name, root, finding] of mistakes) {
    it(`refuses ${name}`, () => {
      assert.match(errorsOf(root()).join('\n'), finding);
    });
  }

  it('takes periods that touch, and a fact on the last day it is known', () => {
    const facts = factWith(period('2024-01-01', '2024-12-31') + period('2025-01-01', '2026-11-25'));

    assert.deepEqual(errorsOf(folderWith(topicWith('{aide-permis}'), facts)), []);
  });

  it('warns 60 days before a fact has no value any more, and not 61', () => {
    const warningsWith = (end: string) =>
      checkKnowledge(
        readKnowledge(folderWith(topicWith('{aide-permis}'), factWith(period('2024-01-01', end)))),
        today,
      ).filter(({ message }) => /has no value after/.test(message)).length;

    assert.deepEqual([warningsWith('2027-01-24'), warningsWith('2027-01-25')], [1, 0]);
  });
});

describe('The check of accidental cues', () => {
  /** Warnings for a topic whose utterances, six and one, hold a word each. */
  const warningsFor = (answer: string, six: string, one = six) => {
    const asked = [
      ...Array.from({ length: 6 }, (_, i) => `${six} numéro ${'abcdef'[i]}`),
      `le ${one} ${six}`,
    ];
    const topic = topicWith(answer).replace(
      'plain: ["comment aller au travail sans voiture"]',
      `plain: ${JSON.stringify(asked)}`,
    );
    return checkKnowledge(readKnowledge(folderWith(topic)), today)
      .filter(({ message }) => message.includes('the answer never says it'))
      .map(describeFinding);
  };

  it('warns of a word that only one topic is asked with and never says', () => {
    const [warning] = warningsFor('Prenez le bus.', 'zinzolin');

    assert.match(
      warning ?? '',
      /mobilite\.yaml:\d+: "zinzolin" stands in 7 utterances here and in 0 elsewhere/,
    );
  });

  it('takes a word of the topic itself, in another form too, and one that others are asked with', () => {
    assert.deepEqual(
      warningsFor('Prenez un zinzolin.', 'zinzolins').filter((line) => line.includes('zinzolin')),
      [],
    );
    assert.deepEqual(
      warningsFor('Prenez le bus.', 'passeport').filter((line) => line.includes('"passeport"')),
      [],
    );
  });
});

describe('Loading the knowledge', () => {
  const broken: [name: string, edit: (topic: string) => string, line: RegExp][] = [
    [
      'a field that is missing',
      (topic) => topic.replace('checkedOn: 2026-11-01\n', ''),
      /knowledge\/topics\/mobilite\.yaml:\d+: checkedOn/,
    ],
    [
      'a date that is none',
      (topic) => topic.replace('2026-11-01', 'hier'),
      /mobilite\.yaml:4: checkedOn: a day is written AAAA-MM-JJ/,
    ],
    [
      'a button label of 21 characters',
      (topic) => topic.replace('short: "Se déplacer"', `short: "${'a'.repeat(21)}"`),
      /mobilite\.yaml:11: fr\.short/,
    ],
    [
      'YAML that cannot be read',
      (topic) => topic.replace('answer: "', 'answer: "oh" "'),
      /mobilite\.yaml:12: this YAML cannot be read/,
    ],
  ];
  for (const [name, edit, line] of broken) {
    it(`stops at ${name}, with file and line`, () => {
      const root = folderWith(edit(topicWith('Bien.')));

      assert.throws(
        () => loadKnowledgeData(root),
        (error) => error instanceof ContentError && line.test(error.message),
      );
    });
  }

  it('stops when a topic is written twice, or a file is gone', () => {
    const twice = folderWith(topicWith('Bien.'));
    writeFileSync(join(twice, 'topics/encore.yaml'), readFileSync(join(twice, 'topics/mobilite.yaml')));
    const gone = folderWith(topicWith('Bien.'));
    rmSync(join(gone, 'places.yaml'));

    assert.throws(
      () => loadKnowledgeData(twice),
      /topic mobilite is already written in knowledge\/topics\/encore\.yaml/,
    );
    assert.throws(() => loadKnowledgeData(gone), /knowledge\/places\.yaml: this file is missing/);
  });
});
