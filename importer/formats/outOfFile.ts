const CODES = new Set(['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS']);

/** The code of a fault of Node, or ''. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Whether a fault is the reading beyond the end of a cut or lying file. */
export const isOutOfFile = (error: unknown): boolean => CODES.has(codeOf(error));
