/** Lower case, no accents, no ligatures, punctuation to spaces; digits, % and € stay. The same for utterances and questions. */
export function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}%€]+/gu, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1$1')
    .replace(/(\d)(?=\p{L})|(\p{L})(?=\d)/gu, '$1$2 ')
    .trim();
}

/** Lower case without accents, each character in its place. */
export function foldKeepingLength(text: string): string {
  return Array.from({ length: text.length }, (_, i) => {
    const char = text[i] as string;
    return char.toLowerCase().normalize('NFD')[0] ?? char;
  }).join('');
}

/** The words of a normalised text. */
export function words(normalised: string): string[] {
  return normalised === '' ? [] : normalised.split(' ');
}
