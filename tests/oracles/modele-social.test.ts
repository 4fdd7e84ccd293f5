import assert from 'node:assert/strict';
import rules, { type RègleModèleSocial } from 'modele-social';
import Engine, { type Situation } from 'publicodes';
import { knowledgeFolder } from '../../bot/paths.ts';
import { addMonths } from '../../knowledge/days.ts';
import type { Day } from '../../knowledge/facts.ts';
import { loadKnowledgeData, toKnowledge } from '../../knowledge/library.ts';
import type { Answers, Simulator } from '../../knowledge/simulators/index.ts';

/**
 * Our rules against those of Urssaf (mon-entreprise, package modele-social), written by other people from the same law.
 * What it cannot tell, and the cases by hand do: before 2021 (it has no SMIC), the 4th year and its points for a
 * disability (R6222-48), the points for a diploma of the same level (D6222-30), the floor after a diploma (D6222-29).
 */
describe('Minimum pay in alternance, as modele-social computes it', () => {
  type Contract = 'apprentissage' | 'professionnalisation';
  interface Pay {
    readonly percent: number;
    readonly monthly: number;
  }

  /** The first day of every SMIC that both know, the last day before the latest, and a day of today's. */
  const paid: readonly Day[] = [
    ...['2021-01-01', '2021-10-01', '2022-01-01', '2022-05-01', '2022-08-01', '2023-01-01', '2023-05-01'],
    ...['2024-01-01', '2024-11-01', '2026-01-01', '2026-05-31', '2026-06-01', '2026-11-25'],
  ];
  const ages = [...Array.from({ length: 16 }, (_, i) => 15 + i), 44, 45];
  const years = [1, 2, 3] as const;
  const prepared = ['niveau 4 ou moins', 'niveau 5', 'niveau 6 ou 7', 'niveau 8'] as const;

  let ours: Simulator;
  let urssaf: Engine<RègleModèleSocial>;

  before(() => {
    const simulator = toKnowledge(loadKnowledgeData(knowledgeFolder)).simulators.get(
      'remuneration-alternance',
    );
    assert.ok(simulator);
    ours = simulator;
    urssaf = new Engine<RègleModèleSocial>(rules, { logger: { log() {}, warn() {}, error() {} } });
  });

  /** Two months before the anniversary that would begin the next year of the contract. */
  function signedFor(payDay: Day, year: number): Day {
    return addMonths(payDay, -12 * year + 2);
  }

  function ourPay(answers: Answers): Pay {
    const all = { 'même niveau': false, "dernier salaire d'apprenti": 0, handicap: false, ...answers };
    const monthly = ours.value('mensuel', all);
    const percent = ours.value(answers.contrat === 'apprentissage' ? 'part apprenti' : 'part pro', all);
    assert.equal(monthly?.kind, 'number');
    assert.equal(percent?.kind, 'number');
    return { percent: percent.value, monthly: monthly.value };
  }

  /** Urssaf rounds to the euro, which still tells the whole percentage: one point of the SMIC is more than 15 €. */
  function theirPay(contract: Contract, day: Day, situation: Situation<RègleModèleSocial>): Pay {
    urssaf.setSituation({
      salarié: 'oui',
      'salarié . contrat': `'${contract}'`,
      date: french(day),
      ...situation,
    });
    const monthly = urssaf.evaluate(`salarié . contrat . ${contract} . rémunération minimale`).nodeValue;
    const smic = urssaf.evaluate('SMIC').nodeValue;
    assert.equal(typeof monthly, 'number', `modele-social has no minimum pay on ${day}`);
    assert.equal(typeof smic, 'number');
    return {
      percent: Math.round(((monthly as number) / (smic as number)) * 100),
      monthly: monthly as number,
    };
  }

  function theirApprentice(day: Day, signed: Day, bracket: string, level: (typeof prepared)[number]): Pay {
    return theirPay('apprentissage', day, {
      "salarié . contrat . date d'embauche": french(signed),
      'salarié . contrat . apprentissage . âge': `'${bracket}'`,
      'salarié . contrat . apprentissage . diplôme': `'${level}'`,
    });
  }

  function theirTrainee(day: Day, bracket: string, bac: boolean): Pay {
    return theirPay('professionnalisation', day, {
      'salarié . contrat . professionnalisation . âge': `'${bracket}'`,
      // It asks for any bac; D6325-15 for a bac pro or a vocational title of that level: what ours asks for.
      'salarié . contrat . professionnalisation . formation': bac ? "'bac ou plus'" : "'moins que bac'",
    });
  }

  function differences(cells: readonly { name: string; ours: Pay; theirs: Pay }[]): string[] {
    return cells
      .filter(
        (cell) =>
          cell.ours.percent !== cell.theirs.percent || Math.abs(cell.ours.monthly - cell.theirs.monthly) >= 1,
      )
      .map(
        (cell) => `${cell.name}: ${JSON.stringify(cell.ours)}, modele-social ${JSON.stringify(cell.theirs)}`,
      );
  }

  it('is the same for every apprentice: age, year of contract, month of pay, diploma prepared', () => {
    const theirs = once(theirApprentice);
    const cells = paid.flatMap((day) =>
      years.flatMap((year) => {
        const signed = signedFor(day, year);
        // A contract of before 2019 has its own grid: see below.
        if (signed < '2019-01-01') return [];
        return ages.flatMap((age) => {
          const pay = ourPay({
            contrat: 'apprentissage',
            âge: age,
            année: `annee-${year}`,
            signature: signed,
            'mois payé': day,
          });
          // The diploma prepared changes nothing: every level on one day tells.
          const levels = day === '2026-11-25' ? prepared : prepared.slice(0, 1);
          return levels.map((level) => ({
            name: `${age}, year ${year}, ${level}, ${day}`,
            ours: pay,
            theirs: theirs(day, signed, apprenticeBracket(age), level),
          }));
        });
      }),
    );

    assert.ok(cells.length > 800, `only ${cells.length} cells`);
    assert.deepEqual(differences(cells), []);
  });

  it('is the same for every contrat de professionnalisation: age, diploma held, month of pay', () => {
    const theirs = once(theirTrainee);
    const cells = paid.flatMap((day) =>
      ages.flatMap((age) =>
        [true, false].map((bac) => ({
          name: `${age}, ${bac ? 'bac' : 'no bac'}, ${day}`,
          ours: ourPay({
            contrat: 'professionnalisation',
            âge: age,
            'bac obtenu': bac,
            signature: addMonths(day, -3),
            'mois payé': day,
          }),
          theirs: theirs(day, traineeBracket(age), bac),
        })),
      ),
    );

    assert.ok(cells.length > 400, `only ${cells.length} cells`);
    assert.deepEqual(differences(cells), []);
  });

  // Décret n° 2018-1347: the grid of D6222-26 is for contracts concluded from 1 January 2019. Before, that of
  // décret n° 2016-510 (two points less before 21, no bracket at 26), until the contract ends. modele-social has the new one alone.
  const older: [age: number, ours: number, theirs: number][] = [
    [17, 53, 55],
    [20, 65, 67],
    [26, 78, 100],
  ];
  for (const [age, percent, theirs] of older) {
    it(`differs by law for a contract signed in 2018 in its third year, at ${age}: ${percent} %, not ${theirs} %`, () => {
      const [day, signed] = ['2021-02-15', '2018-10-01'];
      const answers = {
        contrat: 'apprentissage',
        âge: age,
        année: 'annee-3',
        signature: signed,
        'mois payé': day,
      };

      assert.equal(ourPay(answers).percent, percent);
      assert.equal(theirApprentice(day, signed, apprenticeBracket(age), 'niveau 5').percent, theirs);
    });
  }
});

function french(day: Day): string {
  return day.split('-').reverse().join('/');
}

function apprenticeBracket(age: number): string {
  if (age < 18) return 'moins de 18';
  if (age < 21) return 'de 18 à 20';
  return age < 26 ? 'de 21 à 25' : 'plus de 25';
}

function traineeBracket(age: number): string {
  if (age < 21) return 'moins de 21';
  if (age < 26) return 'de 21 à 25';
  return age < 45 ? 'de 26 à 44' : 'plus de 44';
}

/** The same function, which works out each answer only once: their engine is slow. */
function once<A extends readonly unknown[], R>(work: (...input: A) => R): (...input: A) => R {
  const known = new Map<string, R>();
  return (...input) => {
    const key = JSON.stringify(input);
    const result = known.get(key) ?? work(...input);
    known.set(key, result);
    return result;
  };
}
