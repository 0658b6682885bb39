import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id (the library's default) with the parameters that OWASP's password storage guide gives first. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

let unknownAccountHash: Promise<string> | undefined;

/**
 * Whether the password fits. Without a hash (no such account) it takes the same time and answers no, so that the
 * answer's delay does not tell which usernames exist.
 */
export async function passwordFits(password: string, passwordHash: string | null): Promise<boolean> {
  if (passwordHash !== null) return verify(passwordHash, password);
  unknownAccountHash ??= hashPassword('no such account');
  await verify(await unknownAccountHash, password);
  return false;
}

/** Without characters that are mistaken for each other when read out or written down. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Twelve characters, 59 bits, used once and changed at the first sign-in. */
export function temporaryPassword(): string {
  return Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
