import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { perimetersFile } from '../../bot/qpv.ts';
import { ContentError } from '../../knowledge/findings.ts';
import {
  hectares,
  type Outline,
  outlineSchema,
  Perimeters,
  type PerimetersFile,
} from '../../knowledge/perimeters/index.ts';

describe('The perimeters of the priority neighbourhoods', () => {
  const perimeters = Perimeters.read(perimetersFile);

  it('are those of the four neighbourhoods, from 2024 on, with their origin and licence', () => {
    const { source, features } = perimeters.file;

    assert.equal(perimeters.validFrom, '2024-01-01');
    assert.equal(source.producer, 'ANCT');
    assert.equal(source.licence, 'Licence Ouverte');
    assert.deepEqual(
      features.map(({ properties, geometry }) => [properties.code_qp, hectares(geometry).toFixed(1)]),
      [
        ['QN01313M', '41.4'],
        ['QN01314M', '16.2'],
        ['QN01315M', '25.0'],
        ['QN01316M', '9.3'],
      ],
    );
  });

  // Distances measured otherwise: straight lines in space between points of the WGS84 ellipsoid.
  const inside: [name: string, code: string, lon: number, lat: number, metres: number][] = [
    ['Jas de Bouffan', 'QN01313M', 5.41506, 43.52809, 196.5],
    ['Beisson', 'QN01314M', 5.45512, 43.54009, 110],
    ['Encagnane', 'QN01315M', 5.43184, 43.51908, 132.1],
    ['Corsy', 'QN01316M', 5.43019, 43.52985, 104.1],
    ['Jas de Bouffan', 'QN01313M', 5.409198, 43.528803, 26.1],
    ['Beisson', 'QN01314M', 5.455829, 43.539273, 26],
    ['Encagnane', 'QN01315M', 5.433038, 43.518631, 26],
    ['Corsy', 'QN01316M', 5.42905, 43.529603, 26.1],
  ];
  for (const [name, code, lon, lat, metres] of inside) {
    it(`hold a point of ${name}, ${metres} m from its border`, () => {
      const placement = perimeters.place({ lon, lat });

      assert.deepEqual(rounded(placement), { kind: 'inside', code, name, metres });
    });
  }

  const outside: [near: string, lon: number, lat: number, metres: number][] = [
    ['Jas de Bouffan', 5.410264, 43.52876, 60.2],
    ['Beisson', 5.455734, 43.538502, 60],
    ['Encagnane', 5.433871, 43.518147, 60.1],
    ['Corsy', 5.428041, 43.529857, 60.2],
    ['Jas de Bouffan', 5.409842, 43.528777, 26.1],
    ['Beisson', 5.455771, 43.538807, 26],
    ['Encagnane', 5.433542, 43.518339, 26],
    ['Corsy', 5.42844, 43.529757, 26.1],
    ['the city centre', 5.4474, 43.5297, 781.8],
  ];
  for (const [near, lon, lat, metres] of outside) {
    it(`leave out a point near ${near}, ${metres} m from the nearest border`, () => {
      assert.deepEqual(rounded(perimeters.place({ lon, lat })), { kind: 'outside', metres });
    });
  }

  const border: [name: string, side: string, lon: number, lat: number, metres: number][] = [
    ['Jas de Bouffan', 'outside', 5.409817, 43.528778, 24],
    ['Jas de Bouffan', 'inside', 5.409223, 43.528802, 24],
    ['Beisson', 'outside', 5.455774, 43.538825, 24],
    ['Beisson', 'inside', 5.455826, 43.539255, 24],
    ['Encagnane', 'outside', 5.433522, 43.51835, 24],
    ['Encagnane', 'inside', 5.433058, 43.51862, 24],
    ['Corsy', 'outside', 5.428464, 43.529751, 24],
    ['Corsy', 'inside', 5.429026, 43.529609, 24],
    ['Jas de Bouffan', 'on the border', 5.41463, 43.53312, 0],
  ];
  for (const [name, side, lon, lat, metres] of border) {
    it(`do not decide ${metres} m from the border of ${name}, ${side}`, () => {
      assert.deepEqual(rounded(perimeters.place({ lon, lat })), { kind: 'border', name, metres });
    });
  }
});

describe('A perimeter with a hole', () => {
  const perimeters = new Perimeters(fileWith(withHole()));

  it('leaves out a point in the hole', () => {
    assert.equal(perimeters.place({ lon: 5.42, lat: 43.52 }).kind, 'outside');
  });

  it('does not decide near the border of the hole', () => {
    assert.equal(perimeters.place({ lon: 5.4149, lat: 43.52 }).kind, 'border');
  });

  it('holds a point between the hole and the outer border', () => {
    assert.equal(perimeters.place({ lon: 5.412, lat: 43.52 }).kind, 'inside');
  });

  it('has an area without that of the hole', () => {
    // 0.02° by 0.02° less 0.01° by 0.01°, where a degree is 80 842 m to the east and 111 107 m to the north.
    assert.ok(Math.abs(hectares(withHole()) - 269.5) < 0.2);
  });
});

describe('A file of perimeters', () => {
  const wrong: [name: string, text: string, line: RegExp][] = [
    ['that is no JSON', '{"type":', /this is not readable as JSON$/],
    ['without its origin', JSON.stringify({ ...fileWith(withHole()), source: undefined }), /: source: /],
    [
      'without a neighbourhood',
      JSON.stringify({ ...fileWith(withHole()), features: [] }),
      /: features: needs/,
    ],
    ['with an open ring', JSON.stringify(fileWith(openRing())), /a ring must end where it begins$/],
  ];
  for (const [name, text, line] of wrong) {
    it(`${name} is refused in one line`, () => {
      const file = join(mkdtempSync(join(tmpdir(), 'perimeters-')), 'qpv.geojson');
      writeFileSync(file, text);

      assert.throws(
        () => Perimeters.read(file),
        (error) => error instanceof ContentError && line.test(error.message) && !/\n/.test(error.message),
      );
    });
  }

  it('that is missing is refused in one line', () => {
    assert.throws(
      () => Perimeters.read('nowhere.geojson'),
      /^ContentError: nowhere.geojson: this file cannot/,
    );
  });
});

function rounded<T extends { metres: number }>(placement: T): T {
  return { ...placement, metres: Math.round(placement.metres * 10) / 10 };
}

function square(side: number): [number, number][] {
  const [west, east, south, north] = [5.42 - side / 2, 5.42 + side / 2, 43.52 - side / 2, 43.52 + side / 2];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function withHole(): Outline {
  return outlineSchema.parse({ type: 'Polygon', coordinates: [square(0.02), square(0.01).reverse()] });
}

function openRing(): Outline {
  const ring = [...square(0.02).slice(0, -1), [5.4, 43.5] as [number, number]];
  return { type: 'MultiPolygon', coordinates: [[ring]] };
}

function fileWith(geometry: Outline): PerimetersFile {
  const properties = { code_qp: 'QN01399N', lib_qp: 'Carré', insee_com: '13001' };
  const { source } = Perimeters.read(perimetersFile).file;
  return {
    type: 'FeatureCollection',
    source,
    validFrom: '2024-01-01',
    features: [{ type: 'Feature', properties, geometry }],
  };
}
