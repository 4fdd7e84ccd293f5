import type { Day } from './facts.ts';

/** A day and time as a clock on a wall in Paris shows them. */
export interface WallClock {
  readonly day: Day;
  /** `08:30` */
  readonly time: string;
}

const paris = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** The day and time in Paris of an instant. */
export function parisClock(instant: Date): WallClock {
  const [day = '', time = ''] = paris.format(instant).split(' ');
  return { day, time };
}

/** The calendar day in Paris of an instant, `YYYY-MM-DD`. */
export function parisDay(instant: Date): Day {
  return parisClock(instant).day;
}
