import type { Prisma } from './generated/client.ts';

/**
 * A value of our own as a JSON column takes it. Our types are JSON by construction; Prisma's input type cannot see
 * that through interfaces and optional fields.
 */
export function toJson(value: object): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}

/** A JSON column as the type that was written there. */
export function fromJson<T>(value: Prisma.JsonValue): T {
  return value as T;
}
