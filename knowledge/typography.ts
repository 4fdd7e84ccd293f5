const narrow = '\u202f';
const wide = '\u00a0';

/** Puts French no-break spaces where editors type ordinary ones: before ; : ! ? » and units, after «, in numbers. Leaves links alone. */
export function frenchTypography(text: string): string {
  return text
    .split(/(\]\([^)]*\)|https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? part : spaces(part)))
    .join('');
}

function spaces(text: string): string {
  return text
    .replace(/'/g, '’')
    .replace(/ +([;!?])/g, `${narrow}$1`)
    .replace(/ +([:»])/g, `${wide}$1`)
    .replace(/n° /g, `n°${wide}`)
    .replace(/« +/g, `«${wide}`)
    .replace(/(\d) (?=\d{3}\b)/g, `$1${narrow}`)
    .replace(/(\d) +(€|%|h\b|mois\b|ans?\b|jours?\b|heures?\b)/g, `$1${wide}$2`);
}
