import type { InputProblem, UserMessage } from '../errors.ts';

/** How the HTTP gateway of a text message provider is spoken to: one POST with JSON. */
export interface SmsRules {
  /** JSON text in whose strings {{phone}}, {{text}} and {{id}} are filled in. */
  body: string;
  /** The header that carries the secret, as it stands there: `Authorization`, `X-Api-Key`. */
  header: string;
  /** The field of the answer that tells success, such as `code` or `result.status`; empty: the HTTP status alone. */
  okField: string;
  okValue: string;
}

export type SmsValues = Record<'phone' | 'text' | 'id', string>;

export const shippedSmsRules: SmsRules = {
  body: '{"phone": "{{phone}}", "content": "{{text}}", "requestId": "{{id}}"}',
  header: 'Authorization',
  okField: 'code',
  okValue: '0',
};

const messages = {
  json: { zh: '须为 JSON 对象', en: 'Must be a JSON object' },
  phone: { zh: '须含 {{phone}} 和 {{text}}', en: 'Must contain {{phone}} and {{text}}' },
  unknown: { zh: '只能使用 {{phone}}、{{text}}、{{id}}', en: 'Only {{phone}}, {{text}} and {{id}} are known' },
  header: { zh: '不是有效的请求头名称', en: 'Not the name of a header' },
  value: { zh: '请填写表示成功的值', en: 'Say which value tells success' },
} satisfies Record<string, UserMessage>;

const FIELD = /\{\{\s*([^}]*?)\s*\}\}/g;
/** Headers that the sender sets itself. */
const OWN_HEADERS = ['host', 'content-type', 'content-length', 'connection', 'transfer-encoding'];

/** Everything that is wrong with the rules of a gateway. */
export function smsFaults({ body, header, okField, okValue }: SmsRules): InputProblem[] {
  const problems: InputProblem[] = [];
  const report = (field: keyof SmsRules, message: UserMessage) => problems.push({ pointer: `/sms/${field}`, message });
  const names = [...body.matchAll(FIELD)].map(([, name]) => name);
  if (parsed(body) === null) report('body', messages.json);
  else if (names.some((name) => !['phone', 'text', 'id'].includes(name ?? ''))) report('body', messages.unknown);
  else if (!names.includes('phone') || !names.includes('text')) report('body', messages.phone);
  if (!/^[A-Za-z][\w-]{0,60}$/.test(header) || OWN_HEADERS.includes(header.toLowerCase())) {
    report('header', messages.header);
  }
  if (okField !== '' && okValue === '') report('okValue', messages.value);
  return problems;
}

/** The body to send. Values are put into strings of the parsed JSON, so that no text can break out of its own. */
export function fillSms(body: string, values: SmsValues): string {
  return JSON.stringify(filled(parsed(body), values));
}

function filled(value: unknown, values: SmsValues): unknown {
  if (typeof value === 'string') return value.replace(FIELD, (_, name: keyof SmsValues) => values[name]);
  if (Array.isArray(value)) return value.map((one) => filled(one, values));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, values)]));
  }
  return value;
}

function parsed(body: string): object | null {
  try {
    const value: unknown = JSON.parse(body);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
