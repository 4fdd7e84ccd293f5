import { z } from 'zod';
import type { Clock } from '../clock.ts';

/** What the geocoder makes of an address. Label and point say where somebody lives: never log or keep them. */
export type Location =
  | {
      readonly kind: 'point';
      readonly lon: number;
      readonly lat: number;
      readonly label: string;
      readonly score: number;
    }
  | { readonly kind: 'imprecise'; readonly why: Imprecision }
  | { readonly kind: 'unavailable' };

/** `street`: known without its number; `score`: not sure which; `elsewhere`: in another commune; `none`: nothing like it. */
export type Imprecision = 'street' | 'score' | 'elsewhere' | 'none';

/** Why there is no answer: `busy` is our own limit, `refused` a status that is no success. */
export type GeocoderTrouble = 'busy' | 'timeout' | 'unreachable' | 'refused' | 'unreadable';

export interface GeocoderOptions {
  readonly base: URL;
  readonly clock: Clock;
  /** Told of each time that there is no answer; holds nothing of the address. */
  readonly onTrouble: (trouble: GeocoderTrouble) => void;
  readonly timeoutMs?: number;
}

const aix = '13001';
const leastScore = 0.7;
/** Two addresses whose scores are nearer than this: we do not guess which one was meant. */
const clearLead = 0.05;
/** The service takes questions of 3 to 200 characters. */
const shortest = 3;
const longest = 200;
/** A tenth of what the service allows to one address: others may share ours. */
const mostASecond = 5;

const answerSchema = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ coordinates: z.tuple([z.number(), z.number()], z.number()) }),
      properties: z.object({
        label: z.string(),
        score: z.number(),
        type: z.string(),
        citycode: z.string(),
      }),
    }),
  ),
});
type Candidate = z.infer<typeof answerSchema>['features'][number];

/** Its code is all that it says: the error underneath may quote the address. */
class UpstreamError extends Error {
  override readonly name = 'UpstreamError';

  constructor(readonly code: GeocoderTrouble) {
    super(code);
  }
}

/** Finds addresses of Aix-en-Provence with the geocoder of the Géoplateforme, five requests a second at most. */
export class Geocoder {
  /** When the requests of the last second began. */
  #beganAtMs: number[] = [];

  constructor(private readonly options: GeocoderOptions) {}

  /** Never throws. Without an answer within `timeoutMs` (2 seconds), or past our limit: `unavailable`. */
  async locate(address: string): Promise<Location> {
    const question = address.replace(/\s+/g, ' ').trim();
    if (question.length < shortest || question.length > longest) return { kind: 'imprecise', why: 'none' };
    try {
      return judge(await this.#ask(question));
    } catch (error) {
      this.options.onTrouble(troubleOf(error));
      return { kind: 'unavailable' };
    }
  }

  async #ask(question: string): Promise<Candidate[]> {
    if (!this.#mayAsk()) throw new UpstreamError('busy');
    const response = await fetch(this.#urlOf(question), {
      headers: { Accept: 'application/json' },
      // Elsewhere would be somebody whom nobody agreed to send an address to.
      redirect: 'error',
      signal: AbortSignal.timeout(this.options.timeoutMs ?? 2000),
    });
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    if (!response.ok || !isJson) {
      await response.body?.cancel();
      throw new UpstreamError(response.ok ? 'unreadable' : 'refused');
    }
    const parsed = answerSchema.safeParse(await response.json());
    if (!parsed.success) throw new UpstreamError('unreadable');
    return parsed.data.features;
  }

  /** A refusal costs nothing: unlike with a RateLimit, many who ask at once do not starve one another. */
  #mayAsk(): boolean {
    const nowMs = this.options.clock.now().getTime();
    this.#beganAtMs = this.#beganAtMs.filter((atMs) => atMs > nowMs - 1000);
    if (this.#beganAtMs.length >= mostASecond) return false;
    this.#beganAtMs.push(nowMs);
    return true;
  }

  #urlOf(question: string): URL {
    const url = new URL(`${this.options.base.href.replace(/\/+$/, '')}/search`);
    url.search = new URLSearchParams({
      q: question,
      citycode: aix,
      limit: '5',
      index: 'address',
      autocomplete: '0',
    }).toString();
    return url;
  }
}

/** Takes the best candidate in Aix, or says what it lacks. */
function judge(candidates: readonly Candidate[]): Location {
  if (candidates.length === 0) return { kind: 'imprecise', why: 'none' };
  const [best, ...others] = candidates
    .filter(({ properties }) => properties.citycode === aix)
    .sort((a, b) => b.properties.score - a.properties.score);
  if (!best) return { kind: 'imprecise', why: 'elsewhere' };
  const { label, score, type } = best.properties;
  const hasRival = others.some(
    ({ properties }) => properties.label !== label && score - properties.score < clearLead,
  );
  if (score < leastScore) return { kind: 'imprecise', why: 'score' };
  if (type !== 'housenumber') return { kind: 'imprecise', why: 'street' };
  if (hasRival) return { kind: 'imprecise', why: 'score' };
  const [lon, lat] = best.geometry.coordinates;
  return { kind: 'point', lon, lat, label, score };
}

function troubleOf(error: unknown): GeocoderTrouble {
  if (error instanceof UpstreamError) return error.code;
  if (error instanceof SyntaxError) return 'unreadable';
  return error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'unreachable';
}
