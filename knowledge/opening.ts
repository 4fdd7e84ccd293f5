import OpeningHours from 'opening_hours';
import { parisClock, type WallClock } from './paris.ts';

/** Whether a place is open at an instant, and when that changes; times are of Paris. */
export type Opening =
  | { readonly kind: 'always' }
  /** A public holiday that the hours say nothing of. */
  | { readonly kind: 'holiday' }
  | { readonly kind: 'open' | 'closed'; readonly until?: WallClock };

/** Where the public holidays are those of. */
const here = {
  lat: 43.53,
  lon: 5.45,
  address: { country_code: 'fr', state: "Provence-Alpes-Côte d'Azur" },
} as unknown as ConstructorParameters<typeof OpeningHours>[1];

/** Says whether a place with OpenStreetMap `hours` is open; throws when the hours cannot be read. */
export function openingAt(hours: string, instant: Date): Opening {
  if (hours === '24/7') return { kind: 'always' };
  // The library reads dates on the clock of this machine: it is given the one of Paris.
  const { day, time } = parisClock(instant);
  const wall = new Date(`${day}T${time}:00`);
  const saysHolidays = /\bPH\b/.test(hours);
  if (!saysHolidays && new OpeningHours('PH', here).getState(wall)) return { kind: 'holiday' };
  const schedule = new OpeningHours(saysHolidays ? hours : `${hours}; PH off`, here);
  const change = schedule.getNextChange(wall);
  return {
    kind: schedule.getState(wall) ? 'open' : 'closed',
    ...(change && { until: wallClockOf(change) }),
  };
}

function wallClockOf(local: Date): WallClock {
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    day: `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`,
    time: `${two(local.getHours())}:${two(local.getMinutes())}`,
  };
}

/** Hours in words for the usual forms: "lundi à jeudi 8 h 30 à 12 h 30". */
export function describeHours(hours: string, language: string): string {
  if (hours === '24/7') return language === 'fr' ? 'jour et nuit' : 'day and night';
  const to = language === 'fr' ? 'à' : 'to';
  return hours
    .replace(/\b(Mo|Tu|We|Th|Fr|Sa|Su)\b/g, (short) => dayName(short, language))
    .replace(/(\p{L})-(\p{L})/gu, `$1 ${to} $2`)
    .replace(/(\d\d:\d\d)-(\d\d:\d\d)/g, `$1 ${to} $2`)
    .replace(/\b\d\d:\d\d\b/g, (time) => formatTime(time, language))
    .replace(/,(?=\S)/g, ', ')
    .replace(/;/g, language === 'fr' ? ' ;' : ';');
}

/** Writes a time: "8 h 30" in French, "8:30" elsewhere. */
export function formatTime(time: string, language: string): string {
  const [hour = '', minute = ''] = time.split(':');
  if (language !== 'fr') return `${Number(hour)}:${minute}`;
  return minute === '00' ? `${Number(hour)} h` : `${Number(hour)} h ${minute}`;
}

const shortDays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];

function dayName(short: string, language: string): string {
  // The week of Monday 5 January 2026.
  const day = new Date(Date.UTC(2026, 0, 5 + shortDays.indexOf(short)));
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(day);
}
