import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBrain } from '../../bot/brain.ts';
import { withDefaults } from '../../dialogs/simulator/answers.ts';
import { addDays } from '../../knowledge/days.ts';
import type { Answers } from '../../knowledge/simulators/index.ts';

const { knowledge } = readBrain();
const today = '2026-11-25';

const amountOf = (id: string, outcome: string, answers: Answers): number => {
  const simulator = knowledge.simulators.get(id);
  assert.ok(simulator, id);
  const { found } = simulator.evaluate(withDefaults(simulator.definition, answers, today));
  const amount = found.find(({ name }) => name === outcome)?.amount;
  return amount?.kind === 'number' ? amount.value : 0;
};
const factOn = (id: string, day: string): number => Number(knowledge.facts.valueOn(id, day)?.value);
const days = (first: string, count: number) => fc.nat(count).map((offset) => addDays(first, offset));
const runs = { numRuns: 80 };

describe('An emploi franc', () => {
  const contract = (more: Answers): Answers => ({
    contrat: 'cdi',
    'temps de travail': 35,
    'logement en QPV': 'oui',
    statut: 'inscrit',
    employeur: 'prive',
    âge: 40,
    ...more,
  });
  const total = (more: Answers) => amountOf('emploi-franc', 'total', contract(more));

  it('never brings less for more working time, and never more than full time', () => {
    fc.assert(
      fc.property(days('2020-01-01', 1826), fc.integer({ min: 5, max: 34 }), (signed, hours) => {
        const less = total({ 'date de signature': signed, 'temps de travail': hours });
        const more = total({ 'date de signature': signed, 'temps de travail': hours + 1 });
        return 0 < less && less <= more && more <= total({ 'date de signature': signed });
      }),
      runs,
    );
  });

  it('never brings more than the three years of a full-time CDI of its day', () => {
    fc.assert(
      fc.property(days('2020-01-01', 1826), (signed) => {
        return total({ 'date de signature': signed }) <= factOn('emplois-francs-cdi-total', signed);
      }),
      runs,
    );
  });

  it('brings nothing outside of its dates, for anybody', () => {
    fc.assert(
      fc.property(days('2025-01-01', 690), fc.constantFrom('cdi', 'cdd'), (signed, contrat) => {
        return total({ 'date de signature': signed, contrat, 'durée du CDD': 24 }) === 0;
      }),
      runs,
    );
  });

  it('brings a CDD nothing under six months, and never less for more months', () => {
    const cdd = (months: number) =>
      total({ 'date de signature': '2023-05-02', contrat: 'cdd', 'durée du CDD': months });

    for (let months = 1; months < 6; months++) assert.equal(cdd(months), 0, `${months} months`);
    for (let months = 6; months < 36; months++) assert.ok(cdd(months) <= cdd(months + 1), `${months} months`);
  });
});

describe("An apprentice's pay", () => {
  const pay = (more: Answers) =>
    amountOf('remuneration-alternance', 'salaire', { contrat: 'apprentissage', ...more });
  const years = ['annee-1', 'annee-2', 'annee-3'];

  it('never passes the SMIC of the month, nor falls with age or with the years', () => {
    fc.assert(
      fc.property(
        days('2019-01-01', 2880),
        fc.integer({ min: 15, max: 40 }),
        fc.integer({ min: 0, max: 1 }),
        (paid, âge, year) => {
          const of = (age: number, i: number) =>
            pay({ âge: age, année: years[i] as string, signature: '2019-01-01', 'mois payé': paid });
          const smic = factOn('smic-mensuel', paid);
          return (
            of(âge, year) <= of(âge + 1, year) && of(âge, year) <= of(âge, year + 1) && of(âge, year) <= smic
          );
        },
      ),
      runs,
    );
  });
});

describe("The aid for an apprentice's employer", () => {
  const aid = (more: Answers) =>
    amountOf('aide-employeur-alternant', 'premiere-annee', {
      contrat: 'apprentissage',
      employeur: 'prive',
      âge: 20,
      'handicap reconnu': false,
      engagement: true,
      ...more,
    });

  it('is never more for a large company than for a small one, nor for a higher diploma since 2026', () => {
    fc.assert(
      fc.property(days('2026-03-08', 262), fc.integer({ min: 1, max: 249 }), (signature, effectif) => {
        const choices = ['bac-ou-moins', 'bac-2', 'bac-3-et-plus'];
        const amounts = choices.map((niveau) => aid({ signature, effectif, niveau }));
        const large = choices.map((niveau) => aid({ signature, effectif: 300, niveau }));
        return (
          amounts.every((amount) => amount > 0) &&
          amounts.every((amount, i) => i === 0 || amount <= (amounts[i - 1] as number)) &&
          large.every((amount, i) => amount <= (amounts[i] as number))
        );
      }),
      runs,
    );
  });
});
