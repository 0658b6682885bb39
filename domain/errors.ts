/**
 * The closed list of expected failures. `code` is stable and public; `message` is for the log; `userMessage` is what
 * the person reads, in both languages. Anything that is not a DubanError is a fault and never shown to a user.
 */
export const errorCodes = [
  'VALIDATION',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'OWN_CASE',
  'NOT_FOUND',
  'CONFLICT',
  'STALE_VERSION',
  'ITEM_CLOSED',
  'TOO_MANY_ATTEMPTS',
  'CLOCK_BUSY',
  'CLOCK_BACKWARDS',
  'NOT_IN_PRODUCTION',
  'DOCUMENT_UNREADABLE',
  'DOCUMENT_CLASSIFIED',
  'DOCUMENT_TOO_LARGE',
  'NOT_A_PLAN',
  'LAUNCH_INCOMPLETE',
  'DEFINITION_INVALID',
  'UNAVAILABLE',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface UserMessage {
  zh: string;
  en: string;
}

/** One fault of the input: where (a JSON pointer, a line or a cell) and what to do about it. */
export interface InputProblem {
  pointer: string;
  message: UserMessage;
}

export class DubanError extends Error {
  override readonly name = 'DubanError';
  readonly code: ErrorCode;
  readonly userMessage: UserMessage;
  readonly problems: InputProblem[];
  /** Facts the caller may act on, for example the current state of an item after a conflict. */
  readonly details: Record<string, unknown>;

  constructor(
    code: ErrorCode,
    userMessage: UserMessage,
    options: { message?: string; problems?: InputProblem[]; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(options.message ?? userMessage.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.userMessage = userMessage;
    this.problems = options.problems ?? [];
    this.details = options.details ?? {};
  }
}
