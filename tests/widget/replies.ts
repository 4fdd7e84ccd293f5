import type { Block, Reply } from '../../dialogs/reply.ts';

/** An answer that holds every kind of block. */
export const everyBlock: Reply = {
  language: 'fr',
  blocks: [
    {
      kind: 'alert',
      text: '**En danger ?** Appelez le 17, ou le 114 par SMS. Ne restez pas seul.',
    },
    {
      kind: 'text',
      text: 'Un apprenti de 18 à 20 ans touche **au moins 43 % du SMIC** la première année.\n\nLe montant change :\n- avec son âge ;\n- avec l’année du contrat ;\n- avec la [convention collective](https://code.travail.gouv.fr/outils/convention-collective) de l’entreprise.',
    },
    {
      kind: 'table',
      caption: 'Salaire minimum d’un apprenti, par mois',
      columns: ['Année du contrat', 'Moins de 18 ans', '18 à 20 ans', '21 à 25 ans'],
      rows: [
        ['Première', '27 % du SMIC', '43 % du SMIC', '53 % du SMIC'],
        ['Deuxième', '39 % du SMIC', '51 % du SMIC', '61 % du SMIC'],
        ['Troisième', '55 % du SMIC', '67 % du SMIC', '78 % du SMIC'],
      ],
    },
    {
      kind: 'steps',
      title: 'Que faire',
      steps: [
        'Trouvez un employeur, puis un centre de formation.',
        'Signez le contrat avec l’employeur.',
        'Gardez votre exemplaire.',
      ],
    },
    {
      kind: 'more',
      title: 'En savoir plus',
      text: 'La convention collective peut prévoir mieux que le minimum.',
    },
    {
      kind: 'sources',
      title: 'Sources',
      sources: [
        {
          title: 'Salaire de l’apprenti, service-public.gouv.fr',
          url: 'https://www.service-public.gouv.fr/particuliers/vosdroits/F2918',
        },
        { title: 'Code du travail, article D6222-26' },
      ],
      asOf: 'Vérifié le 25 novembre 2026',
    },
    {
      kind: 'choices',
      title: 'Voir aussi',
      choices: [
        { title: 'Aides employeur', label: 'Les aides à l’embauche d’un apprenti', value: '/topic aides' },
        { title: 'Trouver un CFA', label: 'Trouver un centre de formation', value: '/topic cfa' },
      ],
    },
    {
      kind: 'feedback',
      title: 'Cette réponse vous a-t-elle aidé ?',
      topic: 'salaire',
      choices: [
        { title: 'Oui', value: '/vote salaire yes' },
        { title: 'Non', value: '/vote salaire no' },
      ],
    },
  ],
};

/** A reply of one text. */
export function reply(text: string, ...more: Block[]): Reply {
  return { language: 'fr', blocks: [{ kind: 'text', text }, ...more] };
}
