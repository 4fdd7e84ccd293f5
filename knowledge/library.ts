import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { z } from 'zod';
import { type ContentFile, readContentFile } from './content-file.ts';
import { FactBook } from './facts.ts';
import { ContentError, type Finding } from './findings.ts';
import {
  type Calendar,
  calendarSchema,
  type Languages,
  type Lexicon,
  languagesSchema,
  lexiconSchema,
} from './lexicon-schema.ts';
import {
  type Catalogue,
  catalogueSchema,
  type Fact,
  type Figure,
  factsFileSchema,
  figuresFileSchema,
  type Menu,
  menuSchema,
  type OutOfScope,
  outOfScopeSchema,
  type Place,
  placesFileSchema,
  type Topic,
  topicSchema,
} from './schema.ts';
import { Simulators } from './simulators/index.ts';
import { type SimulatorDefinition, simulatorSchema } from './simulators/schema.ts';

/** Everything the assistant knows, loaded once and frozen. */
export interface Knowledge {
  readonly catalogue: Catalogue;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly facts: FactBook;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly places: ReadonlyMap<string, Place>;
  readonly outOfScope: OutOfScope;
  readonly menu: Menu;
  readonly calendar: Calendar;
  readonly lexicons: Readonly<Record<string, Lexicon>>;
  /** How each language is told, ours and others. */
  readonly languages: Languages;
  readonly simulators: Simulators;
}

/** The plain data of the knowledge: what a build writes and a start reads back. */
export interface KnowledgeData {
  catalogue: Catalogue;
  topics: Topic[];
  facts: Fact[];
  figures: Figure[];
  places: Place[];
  outOfScope: OutOfScope;
  menu: Menu;
  calendar: Calendar;
  lexicons: Record<string, Lexicon>;
  languages: Languages;
  simulators: SimulatorDefinition[];
}

/** Where an entry was written, for findings of later checks. */
export type Origins = ReadonlyMap<string, ContentFile<unknown>>;

export interface Reading {
  readonly data: KnowledgeData;
  readonly findings: readonly Finding[];
  /** `topic:<id>`, `fact:<id>`, `figure:<id>`, `place:<id>`, `simulator:<id>` → its file. */
  readonly origins: Origins;
}

/** Reads the whole knowledge folder; findings instead of exceptions, so that the content check can list them all. */
export function readKnowledge(root: string): Reading {
  const findings: Finding[] = [];
  const origins = new Map<string, ContentFile<unknown>>();
  const read = <S extends z.ZodType>(path: string, schema: S): ContentFile<z.infer<S>> => {
    const file = readContentFile(path, relative(join(root, '..'), path).split(sep).join('/'), schema);
    findings.push(...file.findings);
    return file;
  };
  const claim = (key: string, file: ContentFile<unknown>, path: readonly PropertyKey[]): boolean => {
    const first = origins.get(key);
    if (first) {
      findings.push({
        severity: 'error',
        file: file.path,
        line: file.lineOf(path),
        message: `${key.replace(':', ' ')} is already written in ${first.path}`,
        remedy: 'keep one of the two',
      });
    } else origins.set(key, file);
    return !first;
  };

  const topics = yamlFiles(join(root, 'topics')).flatMap((path) => {
    const file = read(path, topicSchema);
    return file.value && claim(`topic:${file.value.id}`, file, ['id']) ? [file.value] : [];
  });
  const facts = yamlFiles(join(root, 'facts')).flatMap((path) => {
    const file = read(path, factsFileSchema);
    return (file.value?.facts ?? []).filter((fact, i) => claim(`fact:${fact.id}`, file, ['facts', i]));
  });
  const figures = yamlFiles(join(root, 'figures')).flatMap((path) => {
    const file = read(path, figuresFileSchema);
    return (file.value?.figures ?? []).filter((figure, i) =>
      claim(`figure:${figure.id}`, file, ['figures', i]),
    );
  });
  const placesFile = read(join(root, 'places.yaml'), placesFileSchema);
  const places = (placesFile.value?.places ?? []).filter((place, i) =>
    claim(`place:${place.id}`, placesFile, ['places', i]),
  );
  const simulators = yamlFiles(join(root, 'rules')).flatMap((path) => {
    const file = read(path, simulatorSchema);
    return file.value && claim(`simulator:${file.value.id}`, file, ['id']) ? [file.value] : [];
  });
  const lexicons = Object.fromEntries(
    lexiconFiles(join(root, 'lexicons')).flatMap((path) => {
      const file = read(path, lexiconSchema);
      const language = /([a-z-]+)\.yaml$/.exec(path)?.[1];
      return file.value && language ? [[language, file.value]] : [];
    }),
  );
  const catalogue = read(join(root, 'catalogue.yaml'), catalogueSchema).value;
  const languages = read(join(root, 'languages.yaml'), languagesSchema).value?.languages;
  const calendar = read(join(root, 'calendar.yaml'), calendarSchema).value;
  const menu = read(join(root, 'menu.yaml'), menuSchema).value;
  const outOfScope = read(join(root, 'out-of-scope.yaml'), outOfScopeSchema).value;

  const data: KnowledgeData = {
    catalogue: catalogue ?? { topics: [], out_of_scope: '' },
    topics,
    facts,
    figures,
    places,
    outOfScope: outOfScope ?? { fr: { near: [], far: [] } },
    menu: menu ?? { starters: { all: [], jobseeker: [], employer: [], staff: [] }, human: '' },
    calendar: calendar ?? { sources: [], checkedOn: '', reviewBy: '', yearly: {}, holidays: [] },
    lexicons,
    languages: languages ?? {},
    simulators,
  };
  return { data, findings, origins };
}

/** Makes the frozen knowledge of its plain data. */
export function toKnowledge(data: KnowledgeData): Knowledge {
  const facts = new FactBook(data.facts);
  const frozen = deepFreeze({
    catalogue: data.catalogue,
    topics: new Map(data.topics.map((topic) => [topic.id, topic])),
    facts,
    figures: new Map(data.figures.map((figure) => [figure.id, figure])),
    places: new Map(data.places.map((place) => [place.id, place])),
    outOfScope: data.outOfScope,
    menu: data.menu,
    calendar: data.calendar,
    lexicons: data.lexicons,
    languages: data.languages,
  });
  // The rules' engines keep caches of their own.
  return { ...frozen, simulators: new Simulators(data.simulators, facts) };
}

/** Reads the knowledge or throws a ContentError that holds every error found. */
export function loadKnowledgeData(root: string): KnowledgeData {
  const { data, findings } = readKnowledge(root);
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) throw new ContentError(errors);
  return data;
}

function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

/** French first: where two languages share a spelling, it wins. */
function lexiconFiles(folder: string): string[] {
  const isFrench = (path: string) => path.endsWith('fr.yaml');
  return yamlFiles(folder).sort((a, b) => Number(isFrench(b)) - Number(isFrench(a)));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
    if (value instanceof Map) for (const child of value.values()) deepFreeze(child);
  }
  return value;
}
