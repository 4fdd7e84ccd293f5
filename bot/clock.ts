const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' });

/** The calendar day in Paris of an instant, `YYYY-MM-DD`. */
export function parisDay(instant: Date): string {
  return paris.format(instant);
}
