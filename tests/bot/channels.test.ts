import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder-core';
import { messengerLimits, renderMessenger } from '../../bot/channels/messenger.ts';
import { splitText } from '../../bot/channels/split.ts';
import { renderTeams } from '../../bot/channels/teams.ts';
import { textOfReply } from '../../bot/channels/text.ts';
import { renderWeb } from '../../bot/channels/web.ts';
import type { Block, Reply } from '../../dialogs/reply.ts';

/** A reply with every kind of block. */
const reply: Reply = {
  language: 'fr',
  blocks: [
    { kind: 'alert', text: '**Danger** : appelez.' },
    { kind: 'text', text: 'Voir [la page](https://example.fr/a).' },
    {
      kind: 'table',
      caption: 'Montants',
      columns: ['Contrat', 'Par an'],
      rows: [
        ['CDI', '5 000 €'],
        ['CDD', '2 500 €'],
      ],
    },
    { kind: 'steps', title: 'Que faire', steps: ['Signer', 'Envoyer'] },
    { kind: 'more', title: 'En savoir plus', text: 'Le détail.' },
    {
      kind: 'sources',
      title: 'Sources',
      sources: [{ title: 'Loi' }, { title: 'Site', url: 'https://example.fr' }],
      asOf: 'Vérifié le 1er mai 2026',
    },
    {
      kind: 'choices',
      title: 'Voir aussi',
      choices: [{ title: 'Alternance', label: "Qu'est-ce que l'alternance ?", value: '/topic alternance' }],
    },
    {
      kind: 'feedback',
      title: 'Utile ?',
      topic: 'alternance',
      choices: [
        { title: 'Oui', value: '/vote alternance yes' },
        { title: 'Non', value: '/vote alternance no' },
      ],
    },
  ],
};
/** What a person must be able to read of it on any channel. */
const contents = [
  'Danger',
  'la page',
  'https://example.fr/a',
  'Montants',
  'CDI',
  '5 000 €',
  'Par an',
  'Signer',
  'Le détail.',
  'Loi',
  'Vérifié le 1er mai 2026',
  'Voir aussi',
  'Utile ?',
];

describe('Channels', () => {
  const renderers: [name: string, render: (reply: Reply) => Partial<Activity>[]][] = [
    ['the widget', renderWeb],
    ['Teams', renderTeams],
    ['Messenger', renderMessenger],
  ];
  for (const [name, render] of renderers) {
    it(`lose nothing of a reply on ${name}`, () => {
      const shown = JSON.stringify(render(reply).map(({ channelData: _, ...activity }) => activity));

      for (const content of [...contents, '/topic alternance', '/vote alternance yes']) {
        assert.ok(shown.includes(content), `${content} is missing`);
      }
    });
  }

  it('write a reply as one text for the terminal, choices and date included', () => {
    const text = textOfReply(reply);

    for (const content of [...contents, "Qu'est-ce que l'alternance ?", 'Oui / Non'])
      assert.ok(text.includes(content), content);
  });

  it('put no more than six buttons on a Teams card', () => {
    const choices = Array.from({ length: 8 }, (_, i) => ({ title: `Choix ${i}`, value: `/topic t${i}` }));

    const [activity] = renderTeams({ language: 'fr', blocks: [{ kind: 'choices', choices }] });

    assert.deepEqual(
      activity?.attachments?.map(({ content }) => (content as { buttons: unknown[] }).buttons.length),
      [6, 2],
    );
  });

  it('keep to the limits of Messenger: length of a text, number of quick replies, no Markdown', () => {
    const paragraph: Block = {
      kind: 'text',
      text: `**Titre** ${'Une phrase de longueur ordinaire. '.repeat(40)}`,
    };
    const choices = Array.from({ length: 20 }, (_, i) => ({ title: `Choix ${i}`, value: `/topic t${i}` }));

    const messages = renderMessenger({
      language: 'fr',
      blocks: [paragraph, paragraph, paragraph, { kind: 'choices', choices }],
    });

    assert.ok(messages.length > 1);
    for (const { text } of messages) assert.ok((text?.length ?? 0) <= messengerLimits.text);
    assert.equal(messages.at(-1)?.suggestedActions?.actions.length, messengerLimits.quickReplies);
    assert.doesNotMatch(messages.map(({ text }) => text).join(''), /\*\*/);
  });

  it('cut a long text between paragraphs, else between sentences, else between words', () => {
    assert.deepEqual(splitText('un deux\n\ntrois quatre', 14), ['un deux', 'trois quatre']);
    assert.deepEqual(splitText('Un deux trois. Quatre cinq.', 20), ['Un deux trois.', 'Quatre cinq.']);
    assert.deepEqual(splitText('un deux trois quatre', 12), ['un deux', 'trois quatre']);
    assert.deepEqual(splitText('a'.repeat(25), 10), ['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)]);
  });
});
