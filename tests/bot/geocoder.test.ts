import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { ConfigError, readConfig } from '../../bot/config.ts';
import { Geocoder, type GeocoderTrouble, type Location } from '../../bot/geocoder/index.ts';
import { AddressCheck, openAddressCheck, perimetersFile } from '../../bot/qpv.ts';
import { Perimeters } from '../../knowledge/perimeters/index.ts';
import { FixedClock } from '../support/server.ts';

/** Nobody's name: wherever it turns up, an address leaked. */
const canary = 'Zbigniewska Canariquez';
const address = `14 rue ${canary}`;

describe('The geocoder', () => {
  let site: GeocoderSite;
  before(async () => {
    site = await GeocoderSite.open();
  });
  after(() => site.close());
  beforeEach(() => site.forget());

  it('asks for addresses of Aix, with the parameters of the service and nothing else', async () => {
    site.answers = json(candidate());

    await geocoderAt(site.url).geocoder.locate(`  14  rue ${canary} `);

    const { pathname, searchParams } = new URL(site.asked[0] ?? '', site.url);
    assert.equal(pathname, '/geocodage/search');
    assert.deepEqual(Object.fromEntries(searchParams), {
      q: address,
      citycode: '13001',
      limit: '5',
      index: 'address',
      autocomplete: '0',
    });
  });

  const point = { kind: 'point', lon: 5.41506, lat: 43.52809, label: '14 Rue Longue 13090 Aix-en-Provence' };
  const judged: [name: string, answers: RequestListener, expected: Location][] = [
    ['a good answer', json(candidate()), { ...point, kind: 'point', score: 0.96 }],
    [
      'two candidates, the better one second',
      json(candidate({ score: 0.72, label: '14 Rue Courte 13100 Aix-en-Provence' }), candidate()),
      { ...point, kind: 'point', score: 0.96 },
    ],
    [
      'two candidates that are as good',
      json(candidate(), candidate({ score: 0.93, label: '14 Allée Longue 13100 Aix-en-Provence' })),
      { kind: 'imprecise', why: 'score' },
    ],
    ['a score of 0.7', json(candidate({ score: 0.7 })), { ...point, kind: 'point', score: 0.7 }],
    ['a score below 0.7', json(candidate({ score: 0.699 })), { kind: 'imprecise', why: 'score' }],
    ['a street only', json(candidate({ type: 'street' })), { kind: 'imprecise', why: 'street' }],
    [
      'a street better than a number elsewhere in the city',
      json(
        candidate({ score: 0.8, label: '14 Rue Courte 13100 Aix-en-Provence' }),
        candidate({ type: 'street' }),
      ),
      { kind: 'imprecise', why: 'street' },
    ],
    ['another commune', json(candidate({ citycode: '13055' })), { kind: 'imprecise', why: 'elsewhere' }],
    ['no candidate', json(), { kind: 'imprecise', why: 'none' }],
  ];
  for (const [name, answers, expected] of judged) {
    it(`judges ${name}`, async () => {
      site.answers = answers;
      const { geocoder, troubles } = geocoderAt(site.url);

      assert.deepEqual(await geocoder.locate(address), expected);
      assert.deepEqual(troubles, []);
    });
  }

  const failures: [name: string, answers: RequestListener, trouble: GeocoderTrouble][] = [
    ['is told to wait (429)', reply(429, 'application/json', '{}'), 'refused'],
    ['fails (500)', reply(500, 'text/html', `<p>${canary}</p>`), 'refused'],
    ['finds the question wrong (400)', reply(400, 'application/json', `{"message": "${canary}"}`), 'refused'],
    ['gets half a JSON', reply(200, 'application/json', `{"features": [{"label": "${canary}`), 'unreadable'],
    ['gets a web page', reply(200, 'text/html', JSON.stringify({ features: [] })), 'unreadable'],
    ['gets other JSON', reply(200, 'application/json', `{"q": "${canary}"}`), 'unreadable'],
    ['is cut off', (_request, response) => void response.socket?.destroy(), 'unreachable'],
    ['is sent elsewhere', (_request, response) => redirect(response), 'unreachable'],
    ['hears nothing', () => {}, 'timeout'],
    ['hears only the beginning', (_request, response) => begin(response), 'timeout'],
  ];
  for (const [name, answers, trouble] of failures) {
    it(`is unavailable when it ${name}, and tells why without the address`, async () => {
      site.answers = answers;
      const { geocoder, troubles } = geocoderAt(site.url);

      assert.deepEqual(await geocoder.locate(address), { kind: 'unavailable' });
      assert.deepEqual(troubles, [trouble]);
    });
  }

  it('is unavailable when nobody listens', async () => {
    const closed = await GeocoderSite.open();
    const { geocoder, troubles } = geocoderAt(closed.url);
    await closed.close();

    assert.deepEqual(await geocoder.locate(address), { kind: 'unavailable' });
    assert.deepEqual(troubles, ['unreachable']);
  });

  for (const [name, text] of [
    ['too short', ' 1 '],
    ['longer than the service takes', canary.repeat(10)],
  ] as const) {
    it(`asks nothing about a text that is ${name}`, async () => {
      const location = await geocoderAt(site.url).geocoder.locate(text);

      assert.deepEqual(location, { kind: 'imprecise', why: 'none' });
      assert.equal(site.asked.length, 0);
    });
  }

  it('asks five times a second at most, however often it is asked', async () => {
    site.answers = json(candidate());
    const { geocoder, troubles, clock } = geocoderAt(site.url);
    const kinds = async (count: number) =>
      (await Promise.all(Array.from({ length: count }, () => geocoder.locate(address)))).map(
        ({ kind }) => kind,
      );

    assert.deepEqual(await kinds(6), ['point', 'point', 'point', 'point', 'point', 'unavailable']);
    clock.advance(999);
    assert.deepEqual(await kinds(1), ['unavailable']);
    clock.advance(1);
    assert.deepEqual(await kinds(6), ['point', 'point', 'point', 'point', 'point', 'unavailable']);
    assert.deepEqual(troubles, ['busy', 'busy', 'busy']);
    assert.equal(site.asked.length, 10);
  });
});

describe('The address check', () => {
  let site: GeocoderSite;
  before(async () => {
    site = await GeocoderSite.open();
  });
  after(() => site.close());
  beforeEach(() => site.forget());

  const label = '14 Rue Longue 13090 Aix-en-Provence';
  const cases: [name: string, answers: RequestListener, expected: object][] = [
    [
      'inside a neighbourhood',
      json(candidate()),
      { kind: 'inside', code: 'QN01313M', name: 'Jas de Bouffan', metres: 196, label },
    ],
    ['outside', json(candidate({ lon: 5.4474, lat: 43.5297 })), { kind: 'outside', metres: 782, label }],
    [
      'too near to a border',
      json(candidate({ lon: 5.428464, lat: 43.529751 })),
      { kind: 'border', name: 'Corsy', metres: 24, label },
    ],
    ['known without its number', json(candidate({ type: 'street' })), { kind: 'imprecise', why: 'street' }],
    ['asked in vain', reply(500, 'text/plain', ''), { kind: 'unavailable' }],
  ];
  for (const [name, answers, expected] of cases) {
    it(`tells an address ${name}`, async () => {
      site.answers = answers;
      const check = new AddressCheck(Perimeters.read(perimetersFile), geocoderAt(site.url).geocoder);

      assert.deepEqual(wholeMetres(await check.check(address, '2024-01-01')), expected);
    });
  }

  it('sends nothing for a contract signed before the map', async () => {
    const check = new AddressCheck(Perimeters.read(perimetersFile), geocoderAt(site.url).geocoder);

    assert.deepEqual(await check.check(address, '2023-12-31'), { kind: 'olderMap' });
    assert.equal(site.asked.length, 0);
  });

  it('logs why there was no answer, and nothing of the address', async () => {
    const logged: string[] = [];
    const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
    const { geocoderUrl } = readConfig({ GEOCODER_URL: site.url });
    const check = openAddressCheck({ geocoderUrl }, { clock: new FixedClock(), log });
    assert.ok(check);

    for (const answers of [reply(429, 'application/json', '{}'), reply(200, 'application/json', canary)]) {
      site.answers = answers;
      await check.check(address, '2026-11-25');
    }
    site.answers = json(candidate({ label: address }));
    await check.check(address, '2026-11-25');

    assert.deepEqual(
      logged.map((line) => JSON.parse(line).trouble),
      ['refused', 'unreadable'],
    );
    assert.doesNotMatch(logged.join(''), /Canariquez|Zbigniewska/i);
  });

  it('does not exist when the geocoder is off', () => {
    const config = readConfig({ GEOCODER_URL: '' });

    assert.equal(
      openAddressCheck(config, { clock: new FixedClock(), log: pino({ enabled: false }) }),
      undefined,
    );
  });
});

describe('The setting GEOCODER_URL', () => {
  it('is the geocoder of the Géoplateforme when nothing is said', () => {
    assert.equal(readConfig({}).geocoderUrl?.href, 'https://data.geopf.fr/geocodage');
  });

  it('is off when it is empty', () => {
    assert.equal(readConfig({ GEOCODER_URL: '' }).geocoderUrl, undefined);
  });

  for (const wrong of ['data.geopf.fr', 'ftp://data.geopf.fr/geocodage', 'off']) {
    it(`stops the start in one line when it is ${wrong}`, () => {
      assert.throws(
        () => readConfig({ GEOCODER_URL: wrong }),
        (error) =>
          error instanceof ConfigError &&
          error.mistakes.length === 1 &&
          /^GEOCODER_URL: must be an address such as/.test(error.message),
      );
    });
  }
});

/** A server on loopback that answers whatever it is told to. */
class GeocoderSite {
  answers: RequestListener = () => {};
  /** Path and query of each request. */
  asked: string[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<GeocoderSite> {
    const server = createServer((request, response) => {
      site.asked.push(request.url ?? '');
      site.answers(request, response);
    });
    const site = new GeocoderSite(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/geocodage`;
  }

  get #port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  forget(): void {
    this.asked = [];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function geocoderAt(url: string) {
  const clock = new FixedClock();
  const troubles: GeocoderTrouble[] = [];
  const onTrouble = (trouble: GeocoderTrouble) => void troubles.push(trouble);
  return {
    geocoder: new Geocoder({ base: new URL(url), clock, onTrouble, timeoutMs: 150 }),
    troubles,
    clock,
  };
}

/** A candidate in the shape of the service. */
function candidate({
  lon = 5.41506,
  lat = 43.52809,
  label = '14 Rue Longue 13090 Aix-en-Provence',
  score = 0.96,
  type = 'housenumber',
  citycode = '13001',
} = {}) {
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: {
      label,
      score,
      type,
      citycode,
      housenumber: '14',
      street: 'Rue Longue',
      postcode: '13090',
      city: 'Aix-en-Provence',
      context: "13, Bouches-du-Rhône, Provence-Alpes-Côte d'Azur",
      x: 895_000.1,
      y: 6_271_000.2,
    },
  };
}

function json(...features: object[]): RequestListener {
  return reply(
    200,
    'application/json; charset=utf-8',
    JSON.stringify({ type: 'FeatureCollection', features }),
  );
}

function reply(status: number, type: string, body: string): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'Content-Type': type });
    response.end(body);
  };
}

function redirect(response: ServerResponse): void {
  response.writeHead(302, { Location: 'http://127.0.0.1:9/' });
  response.end();
}

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{"features": [');
}

function wholeMetres(answer: Awaited<ReturnType<AddressCheck['check']>>): object {
  return 'metres' in answer ? { ...answer, metres: Math.round(Number(answer.metres)) } : answer;
}
