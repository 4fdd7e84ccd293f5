/** A word, a number, or a date written in digits, as it stands in a text. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  | {
      readonly kind: 'date';
      readonly text: string;
      readonly date: number;
      readonly month: number;
      readonly year?: number;
    };

const shape =
  /(?<iso>20\d{2}-\d{1,2}-\d{1,2})(?!\d)|(?<dated>\d{1,2}[/.]\d{1,2}(?:[/.](?:20)?\d{2})?)(?![\d/])|(?<time>\d{1,2} ?h ?\d{0,2}(?![a-z]))|(?<number>\d+)|(?<word>[a-z]+|[€%])/g;
/** Endings of ordinal numbers, which say nothing more. */
const ordinals = new Set(['er', 'st', 'nd', 'rd', 'th', 'ere', 're']);

/** Cuts a text into words and numbers, without accents; times of day and the endings of "1er" are dropped ("48h" is no time of day). */
export function tokensOf(text: string): Token[] {
  const folded = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const tokens: Token[] = [];
  for (const { groups = {} } of folded.matchAll(shape)) {
    const last = tokens.at(-1);
    if (groups.iso) {
      const [year, month, date] = groups.iso.split('-').map(Number) as [number, number, number];
      tokens.push({ kind: 'date', text: groups.iso, date, month, year });
    } else if (groups.dated) {
      const [date, month, year] = groups.dated.split(/[/.]/).map(Number) as [number, number, number?];
      const full = year !== undefined && year < 100 ? 2000 + year : year;
      tokens.push({
        kind: 'date',
        text: groups.dated,
        date,
        month,
        ...(full !== undefined && { year: full }),
      });
    } else if (groups.time && Number.parseInt(groups.time, 10) > 24) {
      tokens.push({ kind: 'number', text: groups.time, value: Number.parseInt(groups.time, 10) });
      tokens.push({ kind: 'word', text: 'h' });
    } else if (groups.number) {
      tokens.push({ kind: 'number', text: groups.number, value: Number(groups.number) });
    } else if (groups.word && !(last?.kind === 'number' && ordinals.has(groups.word))) {
      tokens.push({ kind: 'word', text: groups.word });
    }
  }
  return tokens;
}
