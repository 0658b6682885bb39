import type { SmsRules } from './smsRules.ts';
import type { ChannelKind } from './types.ts';

/** What a provider said. `LATER`: it took nothing, and may take the same message later. */
export interface Verdict {
  state: 'SENT' | 'REFUSED' | 'LATER';
  /** The provider's own words, shortened. */
  answer: string;
}

/** Codes by which a provider says that it is asked too often: WeCom 45009, DingTalk 130101, Feishu 9499 and 11232. */
const TOO_OFTEN: Partial<Record<ChannelKind, readonly string[]>> = {
  WECOM: ['45009'],
  DINGTALK: ['130101'],
  FEISHU: ['9499', '11232'],
};
/** Where each says how it went; 0 is success. Older Feishu robots answer with `StatusCode`. */
const CODE_FIELDS: Partial<Record<ChannelKind, readonly string[]>> = {
  WECOM: ['errcode'],
  DINGTALK: ['errcode'],
  FEISHU: ['code', 'StatusCode'],
};
const MAX_ANSWER = 300;

/**
 * Reads the answer of a provider: the HTTP status first (429 and 5xx may pass), then what stands in the answer, since
 * robots answer 200 to what they refuse.
 */
export function judge(kind: ChannelKind, status: number, body: string, sms: SmsRules | null): Verdict {
  const answer = `HTTP ${status} ${body.replace(/\s+/g, ' ').trim()}`.trim().slice(0, MAX_ANSWER);
  if (status === 429 || status >= 500) return { state: 'LATER', answer };
  if (status < 200 || status >= 300) return { state: 'REFUSED', answer };
  if (kind === 'SMS') {
    const taken = sms === null || sms.okField === '' || fieldOf(body, sms.okField) === sms.okValue;
    return { state: taken ? 'SENT' : 'REFUSED', answer };
  }
  const fields = CODE_FIELDS[kind];
  if (fields === undefined) return { state: 'SENT', answer };
  const code = fields.map((field) => fieldOf(body, field)).find((found) => found !== null) ?? null;
  if (code === '0') return { state: 'SENT', answer };
  return { state: code !== null && TOO_OFTEN[kind]?.includes(code) ? 'LATER' : 'REFUSED', answer };
}

/** A field of a JSON text by its path, as text; null where there is none. */
function fieldOf(body: string, path: string): string | null {
  try {
    let value: unknown = JSON.parse(body);
    for (const part of path.split('.')) {
      if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return null;
      value = (value as Record<string, unknown>)[part];
    }
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  } catch {
    return null;
  }
}
