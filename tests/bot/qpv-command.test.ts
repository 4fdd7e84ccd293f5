import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importPerimeters, runQpv } from '../../bot/commands/qpv.ts';
import { perimetersFile } from '../../bot/qpv.ts';
import { ContentError } from '../../knowledge/findings.ts';
import { Perimeters } from '../../knowledge/perimeters/index.ts';

type Position = [lon: number, lat: number, height?: number];

const beisson = { code_qp: 'QN01314M', lib_qp: 'BEISSON', insee_com: '13001' };

describe('The import of the national file of perimeters', () => {
  it('keeps the neighbourhoods of Aix and tells what changed', () => {
    const folder = temporaryFolder();
    const national = save(folder, [
      feature({ code_qp: 'QN01301I', lib_qp: 'Ailleurs', insee_com: '13055' }),
      feature(beisson),
      feature({ code_qp: 'QN01399N', lib_qp: 'Pont-De-L’Arc', insee_com: '13001' }),
    ]);
    const into = join(folder, 'qpv-2024.geojson');
    copyFileSync(perimetersFile, into);

    const changes = importPerimeters(national, into, '2027-01-15');

    assert.deepEqual(changes, [
      'Jas de Bouffan (QN01313M): gone, was 41.4 ha',
      'Beisson (QN01314M): 16.2 ha → 89.8 ha, other outline',
      'Encagnane (QN01315M): gone, was 25.0 ha',
      'Corsy (QN01316M): gone, was 9.3 ha',
      'Pont-De-L’Arc (QN01399N): new, 89.8 ha',
    ]);
    const { file } = Perimeters.read(into);
    assert.equal(file.source.readOn, '2027-01-15');
    assert.deepEqual(
      file.features.map(({ properties }) => properties.lib_qp),
      ['Beisson', 'Pont-De-L’Arc'],
    );
    assert.deepEqual(readdirSync(folder).sort(), ['national.geojson', 'qpv-2024.geojson']);
  });

  it('finds nothing else in the file that it wrote itself', () => {
    const into = join(temporaryFolder(), 'qpv-2024.geojson');

    const first = importPerimeters(perimetersFile, into, '2027-01-15');
    const again = importPerimeters(into, into, '2027-01-15');

    assert.equal(first[0], 'Jas de Bouffan (QN01313M): new, 41.4 ha');
    assert.deepEqual(again, [
      'Jas de Bouffan (QN01313M): 41.4 ha, same outline',
      'Beisson (QN01314M): 16.2 ha, same outline',
      'Encagnane (QN01315M): 25.0 ha, same outline',
      'Corsy (QN01316M): 9.3 ha, same outline',
    ]);
  });

  const accepted: [name: string, properties: object][] = [
    ['names of properties in capitals', { CODE_QP: 'QN01314M', NOM_QP: 'Beisson', INSEE_COM: '13001' }],
    ['a list of communes', { ...beisson, insee_com: '13055, 13001' }],
    ['a commune as a number', { ...beisson, insee_com: 13001 }],
  ];
  for (const [name, properties] of accepted) {
    it(`takes ${name}`, () => {
      const folder = temporaryFolder();

      const changes = importPerimeters(
        save(folder, [feature(properties)]),
        join(folder, 'out'),
        '2027-01-15',
      );

      assert.match(changes.join('\n'), /^Beisson \(QN01314M\): new, 89\.8 ha$/i);
    });
  }

  it('leaves out heights and false precision', () => {
    const folder = temporaryFolder();
    const ring = square().map(([lon, lat]): Position => [lon + 1e-9, lat, 0]);

    importPerimeters(save(folder, [feature(beisson, ring)]), join(folder, 'out'), '2027-01-15');

    assert.deepEqual(Perimeters.read(join(folder, 'out')).file.features[0]?.geometry.coordinates, [
      [square()],
    ]);
  });

  const lambert = square().map(([lon, lat]): Position => [890_000 + lon, 6_270_000 + lat]);
  const swapped = square().map(([lon, lat]): Position => [lat, lon]);
  const refused: [name: string, features: object[], line: RegExp][] = [
    [
      'without Aix',
      [feature({ ...beisson, insee_com: '13055' })],
      /: none of its 1 features is in commune 13001$/,
    ],
    ['with no feature', [], /: no feature tells its commune/],
    ['without communes', [feature({ code_qp: 'QN01314M', lib_qp: 'x' })], /: no feature tells its commune/],
    ['in Lambert 93', [feature(beisson, lambert)], /in metres \(Lambert 93\) → take the WGS84 file/],
    ['with latitude first', [feature(beisson, swapped)], /: QN01314M is not around Aix → longitude must/],
    [
      'with an open ring',
      [feature(beisson, square().slice(1))],
      /QN01314M: a ring must end where it begins$/,
    ],
    ['with too few points', [feature(beisson, square().slice(3))], /QN01314M: a ring must have four points/],
    ['with a point for an outline', [{ ...feature(beisson), geometry: null }], /: QN01314M: /],
    ['without a name', [feature({ code_qp: 'QN01314M', insee_com: '13001' })], /lacks its code .* or name/],
    [
      'of the list of 2015',
      [feature({ ...beisson, code_qp: 'QP013014' })],
      /: QP013014 is not a code of the list of 2024/,
    ],
    ['with a code twice', [feature(beisson), feature(beisson)], /: a code stands twice$/],
  ];
  for (const [name, features, line] of refused) {
    it(`refuses a file ${name} in one line, and writes nothing`, () => {
      const folder = temporaryFolder();
      const national = save(folder, features);

      assertRefused(() => importPerimeters(national, join(folder, 'out'), '2027-01-15'), line);
      assert.deepEqual(readdirSync(folder), ['national.geojson']);
    });
  }

  it('refuses a file that says Lambert 93 of itself', () => {
    const folder = temporaryFolder();
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::2154' } };
    const national = save(folder, [feature(beisson)], { crs });

    assertRefused(() => importPerimeters(national, join(folder, 'out'), '2027-01-15'), /Lambert 93/);
  });

  it('refuses a zip, a page or a list', () => {
    const file = join(temporaryFolder(), 'qpv.zip');
    for (const text of ['PK\u0003\u0004', '<html>', '[]']) {
      writeFileSync(file, text);
      assertRefused(() => importPerimeters(file, join(dirname(file), 'out'), '2027-01-15'), /: this is not /);
    }
  });

  it('keeps the file in force when the new one is wrong', async () => {
    const before = readFileSync(perimetersFile, 'utf8');

    await assert.rejects(runQpv(['import', save(temporaryFolder(), [])]), ContentError);

    assert.equal(readFileSync(perimetersFile, 'utf8'), before);
  });

  for (const args of [[], ['import'], ['export', 'x'], ['import', 'x', 'y']]) {
    it(`shows how to call it for "qpv ${args.join(' ')}"`, async () => {
      await assert.rejects(runQpv(args), /^Error: usage: assistant qpv import FILE.geojson$/);
    });
  }
});

function assertRefused(act: () => unknown, line: RegExp): void {
  assert.throws(
    act,
    (error) => error instanceof ContentError && line.test(error.message) && !/\n/.test(error.message),
  );
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'qpv-'));
}

function save(folder: string, features: object[], more: object = {}): string {
  const file = join(folder, 'national.geojson');
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', ...more, features }));
  return file;
}

/** About 90 hectares in Aix. */
function square(): Position[] {
  return [
    [5.41, 43.51],
    [5.42, 43.51],
    [5.42, 43.52],
    [5.41, 43.52],
    [5.41, 43.51],
  ];
}

function feature(properties: object, ring = square()) {
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
}
