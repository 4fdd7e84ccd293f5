import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../clock.ts';
import { HttpError } from '../http-error.ts';

/** Seconds that a token is good for, as Direct Line says them. */
export const tokenSeconds = 1800;
const algorithm = 'HS256';
const audience = 'direct-line';

/** What a token lets its bearer do: take part in one conversation, from one site. */
export interface Grant {
  readonly conversationId: string;
  readonly userId: string;
  /** Site the token was given to; none for a program that is no browser. */
  readonly origin?: string;
}

/** Signs and reads the tokens of Direct Line conversations. */
export class Tokens {
  readonly #key: Uint8Array;

  constructor(
    secret: string,
    private readonly clock: Clock,
  ) {
    this.#key = new TextEncoder().encode(secret);
  }

  newGrant(origin: string | undefined, userId = `dl_${randomUUID()}`): Grant {
    return { conversationId: randomUUID(), userId, ...(origin !== undefined && { origin }) };
  }

  async sign(grant: Grant): Promise<string> {
    const nowSeconds = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT({ user: grant.userId, ...(grant.origin !== undefined && { origin: grant.origin }) })
      .setProtectedHeader({ alg: algorithm })
      .setSubject(grant.conversationId)
      .setAudience(audience)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + tokenSeconds)
      .sign(this.#key);
  }

  /** The grant of a token; throws an HttpError 401 or 403 that says why not. */
  async read(token: string | undefined): Promise<Grant> {
    if (!token) throw new HttpError(401, 'MissingToken', 'Send "Authorization: Bearer <token>".');
    try {
      const options = { algorithms: [algorithm], audience, currentDate: this.clock.now() };
      const { payload } = await jwtVerify(token, this.#key, options);
      const { sub, user, origin } = payload;
      if (typeof sub !== 'string' || typeof user !== 'string') throw new errors.JWTInvalid('incomplete');
      return { conversationId: sub, userId: user, ...(typeof origin === 'string' && { origin }) };
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        throw new HttpError(403, 'TokenExpired', 'The token has expired: start a new conversation.');
      }
      throw new HttpError(403, 'BadToken', 'The token is not one of ours: start a new conversation.');
    }
  }
}

/** The secret kept in a file, made at the first start: tokens stay good over a restart. */
export function keptSecret(path: string): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, randomBytes(48).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(path, 'utf8').trim();
}
