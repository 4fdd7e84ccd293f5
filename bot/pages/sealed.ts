import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { CalculationResult, ResultLinks } from '../../dialogs/simulator/result-links.ts';
import type { Clock } from '../clock.ts';

/** A link is good for as long as a conversation. */
export const sealedMinutes = 30;
const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

const answer = z.union([z.string(), z.number(), z.boolean()]);
const sealedSchema = z.object({
  simulator: z.string(),
  language: z.string(),
  day: z.string(),
  answers: z.record(z.string(), answer),
  unknown: z.array(z.string()),
  whole: z.record(z.string(), answer),
  until: z.record(z.string(), z.string()),
  expires: z.number(),
});

/**
 * Puts a result into a link that nobody else can read and that dies after half an hour: nothing of it is kept here, and
 * an address in a browser's history or a proxy's log tells nothing of an age or a disability.
 */
export class SealedResults implements ResultLinks {
  readonly #key: Buffer;

  constructor(
    secret: string,
    private readonly clock: Clock,
    /** Where our pages are, without a last slash; empty when only our own widget can tell. */
    private readonly publicUrl: string,
  ) {
    this.#key = createHash('sha256').update(`results ${secret}`).digest();
  }

  link(result: CalculationResult): string {
    const expires = this.clock.now().getTime() + sealedMinutes * 60_000;
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, this.#key, iv);
    const sealed = [
      iv,
      cipher.update(JSON.stringify({ ...result, expires })),
      cipher.final(),
      cipher.getAuthTag(),
    ];
    return `${this.publicUrl}/resultats?r=${Buffer.concat(sealed).toString('base64url')}`;
  }

  /** The result of a link; undefined when it is none of ours, was changed, or is too old. */
  open(token: string): CalculationResult | undefined {
    try {
      const bytes = Buffer.from(token, 'base64url');
      const decipher = createDecipheriv(algorithm, this.#key, bytes.subarray(0, ivBytes));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]);
      const { expires, ...result } = sealedSchema.parse(JSON.parse(text.toString()));
      return expires >= this.clock.now().getTime() ? result : undefined;
    } catch {
      // Changed by a single letter, it opens no more: all the same to the person, who starts again.
      return undefined;
    }
  }
}
