import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Day } from '../../knowledge/facts.ts';
import { ContentError } from '../../knowledge/findings.ts';
import { parisDay } from '../../knowledge/paris.ts';
import {
  hectares,
  type Outline,
  outlineSchema,
  Perimeters,
  type PerimetersFile,
  readJson,
} from '../../knowledge/perimeters/index.ts';
import { perimetersFile } from '../qpv.ts';

const aix = '13001';
/** A little more than the commune: an outline beyond is a mistake, most often latitude before longitude. */
const around = { west: 5.2, east: 5.6, south: 43.4, north: 43.7 };
/** List of 2024: `QN`, department, number, then a letter. The list of 2015 has codes in `QP`. */
const codeOf2024 = /^QN[0-9AB]{5}[A-Z]$/;
/** The names that publishers give to the same property, in any case. */
const aliases = {
  code: ['code_qp', 'code_qpv', 'code_quartier'],
  name: ['lib_qp', 'lib_qpv', 'nom_qp'],
  communes: ['insee_com', 'code_insee', 'insee'],
};

const nationalSchema = z.object({
  type: z.literal('FeatureCollection'),
  crs: z.unknown().optional(),
  features: z.array(z.object({ properties: z.record(z.string(), z.unknown()), geometry: z.unknown() })),
});
type NationalFile = z.infer<typeof nationalSchema>;
type NationalFeature = NationalFile['features'][number];
type Feature = PerimetersFile['features'][number];

/** `assistant qpv import FILE`: keeps the perimeters of Aix out of the national file of the ANCT, and tells what changed. */
export async function runQpv([action, file, ...more]: string[]): Promise<number> {
  if (action !== 'import' || file === undefined || more.length > 0)
    throw new Error('usage: assistant qpv import FILE.geojson');
  const changes = importPerimeters(file, perimetersFile, parisDay(new Date()));
  process.stdout.write(`${changes.join('\n')}\n`);
  return 0;
}

/** Replaces the file `into`; returns one line for each neighbourhood. Throws a ContentError, and writes nothing, if `from` is wrong. */
export function importPerimeters(from: string, into: string, today: Day): string[] {
  const before = existsSync(into) ? Perimeters.read(into).file.features : [];
  const features = featuresOfAix(from, readNational(from)).map((feature) => withKnownName(feature, before));
  const fresh: PerimetersFile = {
    type: 'FeatureCollection',
    source: {
      title: 'Quartiers prioritaires de la politique de la ville',
      producer: 'ANCT',
      url: 'https://www.data.gouv.fr/datasets/5a561801c751df42d7fca9b6',
      date: '2023-12-28',
      readOn: today,
      licence: 'Licence Ouverte',
      changes: 'cut to commune 13001; coordinates to 6 decimals',
    },
    validFrom: '2024-01-01',
    features,
  };
  // Written aside, then renamed: a reader never meets half a file.
  writeFileSync(`${into}.new`, linesOf(fresh));
  renameSync(`${into}.new`, into);
  return describeChanges(before, features);
}

function readNational(file: string): NationalFile {
  const parsed = nationalSchema.safeParse(readJson(file));
  return parsed.success ? parsed.data : refuse(file, 'this is not a GeoJSON FeatureCollection');
}

function featuresOfAix(file: string, national: NationalFile): Feature[] {
  const all = national.features;
  if (!all.some((feature) => property(feature, 'communes') !== undefined))
    refuse(file, `no feature tells its commune (${aliases.communes.join(', ')})`);
  const ours = all.filter((feature) => communesOf(feature).includes(aix));
  if (ours.length === 0) refuse(file, `none of its ${all.length} features is in commune ${aix}`);
  if (
    ours.some(({ geometry }) => isInMetres(geometry)) ||
    /2154|lambert/i.test(JSON.stringify(national.crs ?? ''))
  )
    refuse(file, 'its coordinates are in metres (Lambert 93) → take the WGS84 file of the same archive');
  const features = ours.map((feature) => toFeature(file, feature));
  const codes = new Set(features.map(({ properties }) => properties.code_qp));
  if (codes.size < features.length) refuse(file, 'a code stands twice');
  return features.sort((a, b) => a.properties.code_qp.localeCompare(b.properties.code_qp));
}

function toFeature(file: string, feature: NationalFeature): Feature {
  const [code, name] = [property(feature, 'code'), property(feature, 'name')];
  if (!code || !name)
    refuse(
      file,
      `a feature lacks its code (${aliases.code.join(', ')}) or name (${aliases.name.join(', ')})`,
    );
  if (!codeOf2024.test(code)) refuse(file, `${code} is not a code of the list of 2024, such as QN01313M`);
  const outline = outlineSchema.safeParse(feature.geometry);
  if (!outline.success) refuse(file, `${code}: ${outline.error.issues[0]?.message}`);
  if (!isAroundAix(outline.data))
    refuse(file, `${code} is not around Aix → longitude must come before latitude`);
  return {
    type: 'Feature',
    properties: { code_qp: code, lib_qp: name, insee_com: aix },
    geometry: rounded(outline.data),
  };
}

function property({ properties }: NationalFeature, key: keyof typeof aliases): string | undefined {
  const value = Object.entries(properties).find(([name]) => aliases[key].includes(name.toLowerCase()))?.[1];
  return value === undefined || value === null ? undefined : String(value).trim();
}

/** A neighbourhood may be in several communes: a list separated by commas. */
function communesOf(feature: NationalFeature): string[] {
  return (property(feature, 'communes') ?? '').split(/\W+/);
}

function isInMetres(geometry: unknown): boolean {
  const parsed = z.object({ coordinates: z.array(z.unknown()) }).safeParse(geometry);
  const numbers = parsed.success ? parsed.data.coordinates.flat(3) : [];
  return numbers.some((value) => typeof value === 'number' && Math.abs(value) > 180);
}

function isAroundAix({ coordinates }: Outline): boolean {
  const { west, east, south, north } = around;
  return coordinates.flat(2).every(([lon, lat]) => west < lon && lon < east && south < lat && lat < north);
}

/** A tenth of a metre is more than the perimeters know. */
function rounded({ type, coordinates }: Outline): Outline {
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return {
    type,
    coordinates: coordinates.map((rings) =>
      rings.map((ring) => ring.map(([lon, lat]): [number, number] => [round(lon), round(lat)])),
    ),
  };
}

/** The national file writes "Jas-De-Bouffan": a name that we write otherwise with the same letters stays ours. */
function withKnownName(feature: Feature, before: readonly Feature[]): Feature {
  const letters = (name: string) => name.toLowerCase().replace(/[^\p{L}\d]/gu, '');
  const { code_qp, lib_qp } = feature.properties;
  const known = before.find(({ properties }) => properties.code_qp === code_qp)?.properties.lib_qp;
  if (known === undefined || letters(known) !== letters(lib_qp)) return feature;
  return { ...feature, properties: { ...feature.properties, lib_qp: known } };
}

function describeChanges(before: readonly Feature[], after: readonly Feature[]): string[] {
  const find = (features: readonly Feature[], code: string) =>
    features.find(({ properties }) => properties.code_qp === code);
  const codes = new Set([...before, ...after].map(({ properties }) => properties.code_qp));
  return [...codes].sort().map((code) => describeChange(find(before, code), find(after, code)));
}

function describeChange(before: Feature | undefined, after: Feature | undefined): string {
  const area = (feature: Feature) => `${hectares(feature.geometry).toFixed(1)} ha`;
  const title = ({ properties }: Feature) => `${properties.lib_qp} (${properties.code_qp})`;
  if (!after) return before ? `${title(before)}: gone, was ${area(before)}` : '';
  if (!before) return `${title(after)}: new, ${area(after)}`;
  const renamed =
    before.properties.lib_qp === after.properties.lib_qp ? '' : `, was ${before.properties.lib_qp}`;
  if (JSON.stringify(before.geometry) === JSON.stringify(after.geometry))
    return `${title(after)}: ${area(after)}, same outline${renamed}`;
  return `${title(after)}: ${area(before)} → ${area(after)}, other outline${renamed}`;
}

/** One line for each feature, so that a comparison of two versions can be read. */
function linesOf({ features, ...head }: PerimetersFile): string {
  const rows = features.map((feature) => JSON.stringify(feature));
  return `${JSON.stringify(head).slice(0, -1)},"features":[\n${rows.join(',\n')}\n]}\n`;
}

function refuse(file: string, message: string): never {
  throw new ContentError([{ severity: 'error', file, message }]);
}
