import { parentPort } from 'node:worker_threads';
import suite from '@microsoft/recognizers-text-suite';
import { addDays } from '../../knowledge/days.ts';
import type { Answer, Found, Request } from './protocol.ts';

/** Runs the recognisers in a thread of its own, one request at a time: whatever a text costs, only this thread pays. */

interface Resolution {
  readonly values?: readonly {
    readonly type: string;
    readonly value?: string;
    readonly start?: string;
    readonly end?: string;
  }[];
  readonly value?: string;
}

/** The recognisers' name of each language, and words that make them compile all that they need for it. */
const cultures: Readonly<Record<string, { readonly name: string; readonly sample: string }>> = {
  fr: { name: suite.Culture.French, sample: 'vingt-quatre, dans trois jours' },
  en: { name: suite.Culture.English, sample: 'twenty-four, in three days' },
};

function recognise({ kind, text, language, today }: Request): Found[] {
  const culture = cultures[language];
  if (culture === undefined) return [];
  if (kind === 'warmUp') {
    // Both the first and the second call are slow: the second fills a cache that the first does not.
    for (let call = 0; call < 2; call++) {
      recogniseNumbers(culture.sample, culture.name);
      recogniseDates(culture.sample, culture.name, today);
    }
    return [];
  }
  return kind === 'number' ? recogniseNumbers(text, culture.name) : recogniseDates(text, culture.name, today);
}

function recogniseNumbers(text: string, culture: string): Found[] {
  return suite.recognizeNumber(text, culture).flatMap(({ resolution }) => {
    const value = Number((resolution as Resolution | null)?.value);
    return Number.isFinite(value) ? [{ value }] : [];
  });
}

function recogniseDates(text: string, culture: string, today: string): Found[] {
  const [year, month, date] = today.split('-').map(Number) as [number, number, number];
  const reference = new Date(year, month - 1, date, 12);
  return suite.recognizeDateTime(text, culture, undefined, reference).flatMap(({ resolution }) => {
    const values = (resolution as Resolution | null)?.values ?? [];
    const ranges = values.flatMap(({ type, value, start, end }) => {
      if (type === 'date' && value) return [{ from: value, to: value }];
      // The recognisers' ranges exclude their end.
      return type === 'daterange' && start && end ? [{ from: start, to: addDays(end, -1) }] : [];
    });
    // A date without its year has two readings: the one to come is meant.
    const [first] = ranges.filter(({ to }) => to >= today);
    return first ? [first] : [];
  });
}

/**
 * The text as Latin-1, one byte a character: for a text of two bytes a character, as some string operations leave it,
 * the engine would compile every pattern once more, for a second.
 */
function latin1(text: string): string {
  const plain = Array.from(text.replace(/[’‘]/g, "'"), (char) => (char <= '\u00ff' ? char : ' ')).join('');
  return Buffer.from(plain, 'latin1').toString('latin1');
}

parentPort?.on('message', (request: Request) => {
  const found = recognise({ ...request, text: latin1(request.text) });
  parentPort?.postMessage({ id: request.id, found } satisfies Answer);
});
