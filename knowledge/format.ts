import type { Day } from './facts.ts';
import type { Fact, FactValue } from './schema.ts';

const plurals: Record<string, Record<string, [one: string, many: string]>> = {
  fr: {
    hours: ['heure', 'heures'],
    days: ['jour', 'jours'],
    months: ['mois', 'mois'],
    years: ['an', 'ans'],
    people: ['personne', 'personnes'],
  },
  en: {
    hours: ['hour', 'hours'],
    days: ['day', 'days'],
    months: ['month', 'months'],
    years: ['year', 'years'],
    people: ['person', 'people'],
  },
};

const locales: Record<string, string> = { fr: 'fr-FR', en: 'en-GB' };

/** Writes a fact's value as a person reads it: "5 000 €", "43 %", "3 mois", "31 décembre 2024". */
export function formatValue(value: FactValue['value'], unit: Fact['unit'], language: string): string {
  if (typeof value === 'object') return value[language] ?? value.fr;
  if (typeof value === 'string') return unit === 'date' ? formatDay(value, language) : value;
  return formatNumber(value, unit, language);
}

/** Writes a number with its unit. */
export function formatNumber(value: number, unit: Fact['unit'], language: string): string {
  const locale = locales[language] ?? language;
  if (unit === 'EUR') {
    const digits = Number.isInteger(value) ? 0 : 2;
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: 'EUR',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  }
  if (unit === 'percent') {
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(value / 100);
  }
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  const words = (plurals[language] ?? plurals.fr)?.[unit];
  if (!words) return number;
  return `${number}\u00a0${Math.abs(value) < 2 ? words[0] : words[1]}`;
}

/** Writes a calendar day in words: "1er janvier 2024", "1 January 2024". */
export function formatDay(day: Day, language: string): string {
  const written = new Intl.DateTimeFormat(locales[language] ?? language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`));
  return language === 'fr' ? written.replace(/^1 /, '1er ') : written;
}

/** Writes a calendar day with its name and without its year: "lundi 30 novembre". */
export function formatWeekday(day: Day, language: string): string {
  const form = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const written = new Intl.DateTimeFormat(locales[language] ?? language, form).format(
    new Date(`${day}T12:00:00Z`),
  );
  return language === 'fr' ? written.replace(/ 1 /, ' 1er ') : written;
}

const quarters: Record<string, (quarter: string, year: string) => string> = {
  fr: (quarter, year) => `${quarter === '1' ? '1er' : `${quarter}e`} trimestre ${year}`,
  en: (quarter, year) => `quarter ${quarter} of ${year}`,
};

/** Writes a period in words: "2019", "4e trimestre 2019", "décembre 2019". */
export function formatPeriod(period: string, language: string): string {
  const [year = '', part] = period.split('-');
  if (part === undefined) return year;
  const quarter = quarters[language] ?? quarters.fr;
  if (part.startsWith('T')) return quarter ? quarter(part.slice(1), year) : period;
  const month = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locales[language] ?? language, month).format(
    new Date(`${period}-15T12:00:00Z`),
  );
}
