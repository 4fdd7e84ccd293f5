import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Day } from '../facts.ts';
import { ContentError } from '../findings.ts';

/** A point in WGS84 degrees. */
export interface Point {
  readonly lon: number;
  readonly lat: number;
}

/** Where a point is; `metres` is the distance to the nearest border, not rounded. */
export type Placement =
  | { readonly kind: 'inside'; readonly code: string; readonly name: string; readonly metres: number }
  | { readonly kind: 'outside'; readonly metres: number }
  | { readonly kind: 'border'; readonly name: string; readonly metres: number };

/**
 * Nearer to a border than this, on either side, nothing is said: our outlines are simplified to about two metres,
 * they follow the middle of streets, and the point of an address is often worked out between two known numbers.
 */
const borderMetres = 25;

const positionSchema = z
  .tuple([z.number(), z.number()], z.number())
  .transform(([lon, lat]): [number, number] => [lon, lat])
  .refine(
    ([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90,
    'coordinates must be WGS84 degrees, longitude first',
  );
const ringSchema = z
  .array(positionSchema)
  .min(4, 'a ring must have four points at least')
  .refine((ring) => String(ring[0]) === String(ring.at(-1)), 'a ring must end where it begins');
const polygonSchema = z.array(ringSchema).min(1, 'a polygon must have a ring');

/** The polygons of a neighbourhood: each has an outer ring, then its holes. */
export const outlineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygonSchema }).transform(({ coordinates }) => ({
    type: 'MultiPolygon' as const,
    coordinates: [coordinates],
  })),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygonSchema).min(1) }),
]);
export type Outline = z.infer<typeof outlineSchema>;
type Ring = z.infer<typeof ringSchema>;

const fileSchema = z.object({
  type: z.literal('FeatureCollection'),
  source: z.object({
    title: z.string(),
    producer: z.string(),
    url: z.url(),
    date: z.iso.date(),
    readOn: z.iso.date(),
    licence: z.string(),
    changes: z.string(),
  }),
  validFrom: z.iso.date(),
  features: z
    .array(
      z.object({
        type: z.literal('Feature'),
        properties: z.object({ code_qp: z.string(), lib_qp: z.string(), insee_com: z.string() }),
        geometry: outlineSchema,
      }),
    )
    .min(1, 'needs a neighbourhood'),
});
/** The file as it is kept: GeoJSON, and where it comes from. */
export type PerimetersFile = z.infer<typeof fileSchema>;

/** The priority neighbourhoods of one map. */
export class Perimeters {
  /** First day of this map; before it another one applies, that we do not have. */
  readonly validFrom: Day;

  constructor(readonly file: PerimetersFile) {
    this.validFrom = file.validFrom;
  }

  /** Reads a kept file; throws a ContentError that names every mistake. */
  static read(path: string): Perimeters {
    const parsed = fileSchema.safeParse(readJson(path));
    if (parsed.success) return new Perimeters(parsed.data);
    throw new ContentError(
      parsed.error.issues.map((issue) => ({
        severity: 'error',
        file: path,
        message: `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`,
      })),
    );
  }

  place(point: Point): Placement {
    const near = this.file.features
      .map(({ properties, geometry }) => ({
        code: properties.code_qp,
        name: properties.lib_qp,
        metres: metresToBorder(point, geometry),
        isInside: isInside(point, geometry),
      }))
      .sort((a, b) => a.metres - b.metres);
    const [nearest] = near;
    const metres = nearest?.metres ?? Number.POSITIVE_INFINITY;
    if (nearest && metres < borderMetres) return { kind: 'border', name: nearest.name, metres };
    const home = near.find((neighbourhood) => neighbourhood.isInside);
    return home ? { kind: 'inside', code: home.code, name: home.name, metres } : { kind: 'outside', metres };
  }
}

/** Parses a JSON file; a ContentError of one line when it is missing or is no JSON. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const message =
      error instanceof SyntaxError ? 'this is not readable as JSON' : 'this file cannot be read';
    throw new ContentError([{ severity: 'error', file: path, message }]);
  }
}

/** Area in hectares, holes taken away. */
export function hectares({ coordinates }: Outline): number {
  const squareMetres = coordinates
    .map(([outer, ...holes]) => holes.reduce((area, hole) => area - ringArea(hole), ringArea(outer ?? [])))
    .reduce((sum, area) => sum + area, 0);
  return squareMetres / 10_000;
}

function isInside(point: Point, { coordinates }: Outline): boolean {
  return coordinates.some(([outer, ...holes]) => {
    return isInRing(point, outer ?? []) && !holes.some((hole) => isInRing(point, hole));
  });
}

/** Counts the sides that a line from the point to the east crosses: odd inside. */
function isInRing({ lon, lat }: Point, ring: Ring): boolean {
  const crossed = sides(ring).filter(([[lonA, latA], [lonB, latB]]) => {
    return latA > lat !== latB > lat && lon < lonA + ((lat - latA) / (latB - latA)) * (lonB - lonA);
  });
  return crossed.length % 2 === 1;
}

function metresToBorder(point: Point, { coordinates }: Outline): number {
  const distances = coordinates
    .flat()
    .flatMap((ring) => sides(inMetres(ring, point)))
    .map(([from, to]) => distanceToOrigin(from, to));
  return Math.min(...distances);
}

/** From the origin to the nearest point of a segment. */
function distanceToOrigin([ax, ay]: Ring[number], [bx, by]: Ring[number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2));
  return Math.hypot(ax + along * dx, ay + along * dy);
}

function ringArea(ring: Ring): number {
  const [lon, lat] = ring[0] ?? [0, 0];
  const twice = sides(inMetres(ring, { lon, lat })).reduce(
    (sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay,
    0,
  );
  return Math.abs(twice) / 2;
}

/** East and north of an origin, in metres, on the WGS84 ellipsoid; exact to a centimetre across a city. */
function inMetres(ring: Ring, origin: Point): Ring {
  const phi = (origin.lat * Math.PI) / 180;
  const perLon = 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi);
  const perLat = 111_132.95 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);
  return ring.map(([lon, lat]) => [(lon - origin.lon) * perLon, (lat - origin.lat) * perLat]);
}

function sides(ring: Ring): [Ring[number], Ring[number]][] {
  return ring.slice(1).map((to, i) => [ring[i] as Ring[number], to]);
}
