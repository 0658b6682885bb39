import type { MailServerAnswer } from './addressFailure.ts';

/** Why a mail did not reach its reader, in as many kinds as differ in what can be done about it. */
export const mailCauses = [
  'NO_ADDRESS', // 没有登记邮箱
  'ADDRESS_FAILED', // 邮箱此前已不可用
  'BAD_ADDRESS', // 地址不存在
  'MAILBOX_FULL', // 对方邮箱已满
  'NOT_WANTED', // 对方以内容或策略为由拒收
  'LOGIN_REFUSED', // 邮件服务器不接受本系统登录
  'SERVER_AWAY', // 邮件服务器连不上
  'BUSY', // 对方暂时不收
  'OTHER',
] as const;
export type MailCause = (typeof mailCauses)[number];

/** What is known of a failed try: what the server answered, and the transport's own code where it answered nothing. */
export interface MailFailure extends MailServerAnswer {
  /** Such as `ECONNREFUSED`, `EAUTH`. */
  transport: string | null;
}

/** The answer that the user or the password is refused (RFC 4954, 6). */
const LOGIN: readonly number[] = [530, 534, 535, 538];
const AWAY = /^(ECONN|ETIMEDOUT|ESOCKET|EDNS|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETLS)/;

/**
 * The cause by the enhanced status (RFC 3463) where there is one, else by the code of the answer (RFC 5321, 4.2.3), else
 * by what the transport says.
 */
export function mailCauseOf({ code, status, transport }: MailFailure): MailCause {
  if (transport === 'EAUTH' || (code !== null && LOGIN.includes(code))) return 'LOGIN_REFUSED';
  const [, kind = '', subject = '', detail = ''] = /^([245])\.(\d+)\.(\d+)$/.exec(status ?? '') ?? [];
  if (subject === '2' && detail === '2') return 'MAILBOX_FULL';
  if (subject === '6' || subject === '7') return kind === '4' ? 'BUSY' : 'NOT_WANTED';
  if (kind === '5' && (subject === '1' || ['2.1', '4.4'].includes(`${subject}.${detail}`))) return 'BAD_ADDRESS';
  if (kind === '4') return 'BUSY';
  if (code === null) return transport !== null && AWAY.test(transport) ? 'SERVER_AWAY' : 'OTHER';
  if (code === 552 || code === 452) return 'MAILBOX_FULL';
  if (code < 500) return 'BUSY';
  if (status !== null) return 'OTHER';
  if ([550, 551, 553].includes(code)) return 'BAD_ADDRESS';
  return code === 554 ? 'NOT_WANTED' : 'OTHER';
}
