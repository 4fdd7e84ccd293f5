/** What crosses the thread's border. */
export interface Request {
  readonly id: number;
  readonly kind: 'number' | 'date' | 'warmUp';
  readonly text: string;
  readonly language: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** A number, or an inclusive range of days. */
export type Found = { readonly value: number } | { readonly from: string; readonly to: string };

export interface Answer {
  readonly id: number;
  readonly found: readonly Found[];
}
