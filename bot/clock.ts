/** Where the bot takes the time from; tests and `ask` set their own. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' });

/** The calendar day in Paris of an instant, `YYYY-MM-DD`. */
export function parisDay(instant: Date): string {
  return paris.format(instant);
}
