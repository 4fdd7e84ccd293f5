/** Where the bot takes the time from; tests and `ask` set their own. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
