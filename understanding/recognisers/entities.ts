import type { Day } from '../../knowledge/facts.ts';
import type { Entities, Understander } from '../index.ts';
import type { Recognisers } from './index.ts';

/** Characters on each side of a word of time that are given to the recognisers: more costs more and tells no more. */
const around = 30;

/**
 * Entities of a text, with the numbers written in several words and the days that our own grammar does not read.
 * The recognisers see only the words cut out; where they do not answer in time, the rest holds.
 */
export async function recogniseEntities(
  understander: Understander,
  recognisers: Recognisers,
  text: string,
  language: string,
  today: Day,
): Promise<Entities> {
  const spans = understander.numberWords(text, language);
  const values = await Promise.all(
    spans.map((span) => span.value ?? recognisers.number(span.text, language)),
  );
  const entities = understander.entities(text, language, today, values);
  const isLength = entities.contractMonths !== undefined || entities.unemployedMonths !== undefined;
  if (entities.dates.length > 0 || isLength) return entities;
  const at = understander.timeWordAt(text, language);
  const dates = at === undefined ? undefined : await recognisers.dates(cutAround(text, at), language, today);
  return dates?.[0] ? { ...entities, dates, date: dates[0] } : entities;
}

/** Whole words around a place, within the sentence. */
function cutAround(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - around), at).replace(/^.*[.!?;\n]/su, '');
  const after = text.slice(at, at + around).replace(/[.!?;\n].*$/su, '');
  const isCut = at + around < text.length;
  return `${at > around ? before.replace(/^\S*\s/u, '') : before}${isCut ? after.replace(/\s\S*$/u, '') : after}`;
}
