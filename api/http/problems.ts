import type { ErrorRequestHandler, Request } from 'express';
import { DubanError, type ErrorCode, type UserMessage } from '../../domain/errors.ts';

/** Closed list of codes to HTTP, with the short title of each. */
const table: Record<ErrorCode, { status: number; title: UserMessage }> = {
  VALIDATION: { status: 400, title: { zh: '提交的内容有误', en: 'The request is not valid' } },
  UNAUTHENTICATED: { status: 401, title: { zh: '请先登录', en: 'Not signed in' } },
  FORBIDDEN: { status: 403, title: { zh: '没有权限', en: 'Not allowed' } },
  OWN_CASE: { status: 403, title: { zh: '不得办理本单位的事项', en: 'Not in one’s own case' } },
  NOT_FOUND: { status: 404, title: { zh: '没有找到', en: 'Not found' } },
  CONFLICT: { status: 409, title: { zh: '当前状态不允许', en: 'Conflict' } },
  STALE_VERSION: { status: 409, title: { zh: '内容已被他人更新', en: 'Changed meanwhile' } },
  ITEM_CLOSED: { status: 409, title: { zh: '事项已办结', en: 'Already closed' } },
  TOO_MANY_ATTEMPTS: { status: 429, title: { zh: '尝试次数过多', en: 'Too many attempts' } },
  CLOCK_BUSY: { status: 409, title: { zh: '业务日期正在推进', en: 'The clock is moving' } },
  CLOCK_BACKWARDS: { status: 409, title: { zh: '业务日期不能倒退', en: 'The clock only moves forward' } },
  NOT_IN_PRODUCTION: { status: 404, title: { zh: '仅供演练环境', en: 'Rehearsal only' } },
  DOCUMENT_UNREADABLE: { status: 422, title: { zh: '无法读取文档', en: 'The document cannot be read' } },
  DOCUMENT_CLASSIFIED: { status: 422, title: { zh: '严禁上传涉密文件', en: 'Classified documents are refused' } },
  DOCUMENT_TOO_LARGE: { status: 413, title: { zh: '文档过大', en: 'The document is too large' } },
  NOT_A_PLAN: { status: 422, title: { zh: '文档不是方案', en: 'Not a plan' } },
  LAUNCH_INCOMPLETE: { status: 422, title: { zh: '启动条件不完整', en: 'Not ready to launch' } },
  DEFINITION_INVALID: { status: 422, title: { zh: '流程定义有误', en: 'The definition is not valid' } },
  UNAVAILABLE: { status: 503, title: { zh: '服务暂时不可用', en: 'Unavailable' } },
};

export type Language = keyof UserMessage;

/** The language that a request asks for; Chinese unless English is preferred. */
export function languageOf(req: Request): Language {
  return req.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh';
}

/** RFC 9457 body of an expected failure, in one language. */
export function toProblem(error: DubanError, language: Language): Problem {
  const { status, title } = table[error.code];
  return {
    ...error.details,
    type: `urn:duban:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: title[language],
    status,
    code: error.code,
    detail: error.userMessage[language],
    errors: error.problems.map(({ pointer, message }) => ({ pointer, detail: message[language] })),
  };
}

/** The one place that answers failures. A fault (anything but a DubanError) is logged whole and answered without detail. */
export const errorHandler: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  const problem = problemOf(error, req);
  res.status(problem.status).type('application/problem+json').json(problem);
};

/** The RFC 9457 body for anything that was thrown, in the caller's language; it goes to the log here. */
export function problemOf(error: unknown, req: Request): Problem {
  const expected = asExpected(error);
  const language = languageOf(req);
  if (expected) {
    req.log.info({ code: expected.code, reason: expected.message }, 'request refused');
    return toProblem(expected, language);
  }
  req.log.error({ err: error }, 'request failed');
  return faultProblem(language);
}

type Problem = Record<string, unknown> & { status: number };

function faultProblem(language: Language): Problem {
  const detail = { zh: '系统出错，已记入日志，请稍后再试', en: 'Something went wrong; it was logged. Try again later' };
  return {
    type: 'about:blank',
    title: language === 'zh' ? '系统错误' : 'Internal error',
    status: 500,
    code: 'INTERNAL',
    detail: detail[language],
    errors: [],
  };
}

/** Failures that libraries throw and that are the caller's: bad JSON, too large, a missing CSRF token. */
function asExpected(error: unknown): DubanError | null {
  if (error instanceof DubanError) return error;
  const { type, code, status } = (error ?? {}) as { type?: unknown; code?: unknown; status?: unknown };
  if (type === 'entity.parse.failed') {
    return new DubanError('VALIDATION', { zh: '请求内容不是有效的 JSON', en: 'The body is not valid JSON' });
  }
  if (type === 'entity.too.large' || code === 'LIMIT_FILE_SIZE') {
    return new DubanError('DOCUMENT_TOO_LARGE', { zh: '内容超过大小限制', en: 'The content exceeds the size limit' });
  }
  if (code === 'EBADCSRFTOKEN') {
    return new DubanError('FORBIDDEN', {
      zh: '页面已过期，请刷新后重试',
      en: 'The X-CSRF-Token header is missing or stale; reload the page',
    });
  }
  // Prisma: a unique key was taken by somebody else in the same moment.
  if (code === 'P2002') {
    return new DubanError('CONFLICT', { zh: '已有同名记录', en: 'It exists already' });
  }
  if (typeof code === 'string' && code.startsWith('LIMIT_')) {
    return new DubanError('VALIDATION', { zh: '上传内容有误', en: 'The upload is not as expected' }, { message: code });
  }
  if (status === 404)
    return new DubanError('NOT_FOUND', { zh: '没有这个地址', en: 'There is nothing at this address' });
  // What Express and its parsers refuse otherwise: an address or an encoding that cannot be decoded.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new DubanError('VALIDATION', { zh: '无法理解该请求', en: 'The request cannot be understood' });
  }
  return null;
}
