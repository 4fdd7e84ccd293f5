/** Lower than this, a text is too hard for many readers: shorter sentences, shorter words. */
export const leastReadable = 45;

/**
 * Reading ease of a text, about 0 (hard) to 100 (easy), from the length of its sentences and words: Flesch's formula
 * for English, Kandel and Moles' (1958) for French and what else we speak. References count as one short word.
 */
export function readingEase(text: string, language: string): number {
  const plain = text
    .replace(/\{[^}]*\}/g, 'cent')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/\*\*/g, '');
  const sentences = plain.split(/[.!?:;]\s|\n/).filter((sentence) => /\p{L}/u.test(sentence));
  const words = plain.match(/[\p{L}]+/gu) ?? [];
  if (words.length === 0) return 100;
  const wordsPerSentence = words.length / Math.max(1, sentences.length);
  const syllablesPerWord = words.reduce((sum, word) => sum + syllables(word, language), 0) / words.length;
  return language === 'en'
    ? 206.835 - 1.015 * wordsPerSentence - 84.6 * syllablesPerWord
    : 207 - 1.015 * wordsPerSentence - 73.6 * syllablesPerWord;
}

/** Syllables of a word: its groups of vowels, less a silent final e. */
function syllables(word: string, language: string): number {
  const folded = word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const spoken = folded.replace(language === 'en' ? /(?<!l)e$|es$|ed$/ : /e$|es$|ent$/, '');
  return Math.max(1, (spoken.match(/[aeiouy]+/g) ?? []).length);
}
