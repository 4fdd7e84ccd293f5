import { assemble, type Brain, examplesOf, readLocales } from '../../bot/brain.ts';
import { localesFolder } from '../../bot/paths.ts';
import type { KnowledgeData } from '../../knowledge/library.ts';
import { factSchema, placeSchema, topicSchema } from '../../knowledge/schema.ts';
import { learn } from '../../understanding/topics/training.ts';

const source = 'https://example.fr/loi';
const dated = { checkedOn: '2026-01-01', reviewBy: '2027-01-01' };

/** A small knowledge of its own: a premium that changed, a place, a topic with cases, one suspended. */
export function toyKnowledge(): KnowledgeData {
  const utterances = (plain: string[]) => ({ plain, sms: [], stories: [], indirect: [] });
  const topic = (entry: object) =>
    topicSchema.parse({
      axis: 'prime',
      audience: ['employer'],
      ...dated,
      sources: [{ title: 'Loi', url: source }],
      ...entry,
    });
  return {
    catalogue: {
      topics: ['prime', 'prime-arretee', 'prime-voisine'].map((id) => ({
        id,
        axis: 'prime',
        audience: 'e',
        about: id,
      })),
      out_of_scope: 'the rest',
    },
    topics: [
      topic({
        id: 'prime',
        related: ['prime-voisine'],
        contacts: ['bureau'],
        fr: {
          title: 'Quelle prime ?',
          short: 'La prime',
          answer: 'La prime est de {prime-montant}. Appelez le {place:bureau.phone}.',
          cases: [
            {
              when: { age: [16, 25], date: [null, '2025-12-31'] },
              answer: 'Jeune, avant 2026 : {prime-montant}.',
            },
            {
              when: { age: [16, 25] },
              answer: 'Jeune : {prime-part|amount}, soit {prime-part} de la prime.',
            },
          ],
          tables: [{ caption: 'Primes', columns: ['Qui', 'Combien'], rows: [['Tous', '{prime-montant}']] }],
          more: 'Le reste.',
          utterances: utterances(['combien vaut la prime', 'montant de la prime', 'je touche quelle prime']),
        },
        en: {
          title: 'Which premium?',
          short: 'The premium',
          answer: 'The premium is {prime-montant}.',
          utterances: utterances(['how much is the premium', 'premium amount']),
        },
      }),
      topic({
        id: 'prime-arretee',
        status: 'suspended',
        suspended: { reason: { fr: 'un décret est attendu.' }, since: '2026-06-01' },
        fr: {
          title: 'La prime arrêtée',
          short: 'Arrêtée',
          answer: 'Elle est de {prime-montant}.',
          utterances: utterances(['le bonus abandonné', 'bonus abandonne depuis quand']),
        },
      }),
      topic({
        id: 'prime-voisine',
        fr: {
          title: 'La voisine',
          short: 'La voisine',
          answer: 'Une autre réponse.',
          utterances: utterances(['vacances à la mer', 'partir au bord de la mer']),
        },
      }),
    ],
    facts: [
      {
        id: 'prime-montant',
        label: 'Montant',
        unit: 'EUR',
        decidedBy: 'signature',
        ...dated,
        values: [
          {
            value: 1000,
            validFrom: '2024-01-01',
            validTo: '2025-06-30',
            sources: [source],
            confidence: 'verified',
          },
          {
            value: 2000.5,
            validFrom: '2025-07-01',
            validTo: null,
            sources: [source],
            confidence: 'verified',
          },
        ],
      },
      {
        id: 'prime-part',
        label: 'Part',
        unit: 'percent',
        percentOf: 'prime-montant',
        decidedBy: 'signature',
        ...dated,
        values: [
          { value: 43, validFrom: '2024-01-01', validTo: null, sources: [source], confidence: 'verified' },
        ],
      },
    ].map((fact) => factSchema.parse(fact)),
    figures: [],
    places: [
      placeSchema.parse({
        id: 'bureau',
        name: 'Le bureau',
        purpose: { fr: 'Tout renseignement' },
        phone: '01 00 00 00 00',
        confidence: 'verified',
        ...dated,
        sources: [source],
      }),
    ],
    outOfScope: { fr: { near: ['je suis malade'], far: ['quel temps fait-il', 'qui a gagné le match'] } },
    menu: {
      starters: { all: ['prime', 'prime-voisine'], jobseeker: [], employer: ['prime'], staff: [] },
      human: 'prime',
    },
    calendar: { sources: [source], ...dated, yearly: {}, holidays: [] },
    lexicons: {},
    languages: {},
    simulators: [],
  };
}

/** The whole assistant over the toy knowledge, with the lexicons of the real one. */
export function toyBrain(data: KnowledgeData, lexicons: KnowledgeData['lexicons']): Brain {
  const whole = { ...data, lexicons };
  return assemble(whole, learn(examplesOf(whole), lexicons), readLocales(localesFolder));
}
