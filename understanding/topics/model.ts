import type { LinearModel } from './classifier.ts';
import type { Postings } from './neighbours.ts';
import type { Speakers } from './speakers.ts';

/** What training learns from the utterances: plain data, written at build and read at start. */
export interface Model {
  /** Topic ids, and the class of what is out of scope, sorted. */
  readonly classes: readonly string[];
  readonly features: readonly string[];
  readonly idf: Float32Array;
  readonly linear: LinearModel;
  readonly postings: Postings;
  readonly speakers: Speakers;
  /** Class of each utterance. */
  readonly labels: Uint16Array;
  readonly vocabulary: ReadonlyMap<string, number>;
  /** How many utterances of a language hold a word. */
  readonly languages: Readonly<Record<string, ReadonlyMap<string, number>>>;
}

const arrays = { f32: Float32Array, i32: Int32Array, u16: Uint16Array, i8: Int8Array } as const;
type ArrayKind = keyof typeof arrays;

/** Packs a model: a length, a JSON header, then the numbers as they lie in memory (little-endian). */
export function packModel(model: Model): Uint8Array<ArrayBuffer> {
  const parts: { kind: ArrayKind; data: Float32Array | Int32Array | Uint16Array | Int8Array }[] = [
    { kind: 'f32', data: model.idf },
    { kind: 'i8', data: model.linear.weights },
    { kind: 'f32', data: model.linear.scales },
    { kind: 'f32', data: model.linear.bias },
    { kind: 'i8', data: model.speakers.linear.weights },
    { kind: 'f32', data: model.speakers.linear.scales },
    { kind: 'f32', data: model.speakers.linear.bias },
    { kind: 'i8', data: model.speakers.ofClass },
    { kind: 'i32', data: model.postings.starts },
    { kind: 'u16', data: model.postings.utterances },
    { kind: 'u16', data: model.postings.values },
    { kind: 'u16', data: model.labels },
  ];
  const header = new TextEncoder().encode(
    JSON.stringify({
      classes: model.classes,
      speakers: model.speakers.names,
      features: model.features,
      vocabulary: [...model.vocabulary],
      languages: Object.entries(model.languages).map(([language, words]) => [language, [...words]]),
      parts: parts.map(({ kind, data }) => [kind, data.length]),
    }),
  );
  const start = aligned(4 + header.length);
  const size = parts.reduce((sum, { data }) => sum + aligned(data.byteLength), start);
  const packed = new Uint8Array(size);
  new DataView(packed.buffer).setUint32(0, header.length, true);
  packed.set(header, 4);
  let offset = start;
  for (const { data } of parts) {
    packed.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += aligned(data.byteLength);
  }
  return packed;
}

interface Header {
  classes: string[];
  speakers: string[];
  features: string[];
  vocabulary: [string, number][];
  languages: [string, [string, number][]][];
  parts: [ArrayKind, number][];
}

/** Reads what `packModel` wrote, in place: the bytes are copied only where they do not lie as numbers must. */
export function unpackModel(bytes: Uint8Array<ArrayBuffer>): Model {
  const { buffer, byteOffset } = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const headerLength = new DataView(buffer, byteOffset).getUint32(0, true);
  const packed = new Uint8Array(buffer, byteOffset + 4, headerLength);
  const header = JSON.parse(new TextDecoder().decode(packed)) as Header;
  let offset = byteOffset + aligned(4 + headerLength);
  const parts = header.parts.map(([kind, length]) => {
    const array = new arrays[kind](buffer, offset, length);
    offset += aligned(array.byteLength);
    return array;
  });
  const next = <K extends ArrayKind>(_kind: K) => parts.shift() as InstanceType<(typeof arrays)[K]>;
  const linear = (classes: number): LinearModel => ({
    classes,
    weights: next('i8'),
    scales: next('f32'),
    bias: next('f32'),
  });
  return {
    classes: header.classes,
    features: header.features,
    idf: next('f32'),
    linear: linear(header.classes.length),
    speakers: {
      names: header.speakers,
      linear: linear(header.speakers.length),
      ofClass: next('i8'),
    },
    postings: { starts: next('i32'), utterances: next('u16'), values: next('u16') },
    labels: next('u16'),
    vocabulary: new Map(header.vocabulary),
    languages: Object.fromEntries(header.languages.map(([language, words]) => [language, new Map(words)])),
  };
}

function aligned(bytes: number): number {
  return (bytes + 7) & ~7;
}
