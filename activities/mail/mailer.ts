import { createTransport } from 'nodemailer';
import type { Config } from '../../config.ts';
import { isAddressAtFault, type MailServerAnswer, statusIn } from '../../domain/notices/addressFailure.ts';
import { type ComposedMail, composeDigest } from '../../domain/notices/compose.ts';
import type { DigestContent } from '../../domain/notices/content.ts';
import { mailCauseOf } from '../../domain/notices/mailFailure.ts';
import type { DigestOutcome } from '../../prisma/repositories/digestMarks.ts';
import { codeOf, placeOf, SettingRefused } from '../../startFaults.ts';
import { type CalendarFile, calendarFiles } from './calendarFiles.ts';

export interface MailerSettings {
  /** In a rehearsal the mail server is its mailbox; production unless told otherwise. */
  mode?: Config['mode'];
  smtpUrl: string;
  mailFrom: string;
  /** Where mail comes back to; to the sender where it is absent. */
  bounceAddress?: string | null;
  /** Links in mails start with it. */
  publicUrl: string;
  /** How long the mail server may be silent; 20 seconds unless told otherwise. */
  timeoutMs?: number;
}

/** A digest as it goes out. */
export interface Mail extends ComposedMail {
  attachments: CalendarFile[];
}

export interface Mailer {
  /** How many mails go out side by side; more would only wait, while what they say grows old. */
  readonly connections: number;
  compose(content: DigestContent): Mail;
  /** Sends a composed digest, or says why not. `last`: a failure that could pass is final this time. */
  sendDigest(content: DigestContent, mail: Mail, options: { last: boolean }): Promise<DigestOutcome>;
  /** Asks the mail server whether it would take mail. @returns why not, in words; null where it would. */
  check(): Promise<SettingRefused | null>;
  close(): void;
}

const CONNECTIONS = 5;
const TIMEOUT_MS = 20_000;

/** The only place that knows nodemailer: one pooled connection to the mail server. */
export function createMailer(settings: MailerSettings): Mailer {
  const { timeoutMs = TIMEOUT_MS } = settings;
  const transport = createTransport({
    url: settings.smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Number.POSITIVE_INFINITY,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    connections: CONNECTIONS,
    compose: (content) => ({
      ...composeDigest(content, settings.publicUrl),
      attachments: calendarFiles(content, settings.publicUrl),
    }),
    async sendDigest(content, mail, { last }) {
      if (content.lines.length === 0 && content.gaps.length === 0) return { state: 'EMPTY' };
      const to = content.person.email;
      if (to === null || to === '') return undeliverable('NO_ADDRESS');
      if (content.person.addressFailed) return undeliverable('ADDRESS_FAILED');
      try {
        const info = await transport.sendMail({
          ...{ ...mail, from: settings.mailFrom, to, messageId: content.messageId },
          ...(settings.bounceAddress ? { envelope: { from: settings.bounceAddress, to } } : {}),
          // A report on a failure then names the digest (RFC 3461); servers that do not offer it are not asked.
          dsn: { id: content.id, return: 'headers', notify: ['failure'] },
        });
        const refused = info.rejected.length > 0;
        const sent = { toAddress: to, subject: mail.subject };
        return refused
          ? { state: 'REFUSED', ...sent, error: info.response, cause: 'OTHER', addressFailed: false }
          : { state: 'SENT', ...sent };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (!last && !isFinal(error)) return { state: 'CLAIMED', error: reason };
        return {
          state: 'REFUSED',
          toAddress: to,
          subject: mail.subject,
          error: reason,
          cause: mailCauseOf({ ...answerOf(error), transport: codeOf(error) }),
          addressFailed: isRefusedAddress(error),
        };
      }
    },
    check: () =>
      transport.verify().then(
        () => null,
        (error: unknown) => serverFault(error, settings),
      ),
    close: () => transport.close(),
  };
}

function undeliverable(cause: 'NO_ADDRESS' | 'ADDRESS_FAILED'): DigestOutcome {
  return { state: 'UNDELIVERABLE', error: cause, cause };
}

function serverFault(cause: unknown, { smtpUrl, mode }: MailerSettings): SettingRefused {
  const place = placeOf(smtpUrl);
  const setting = mode === 'rehearsal' ? 'MAILBOX_URL' : 'SMTP_URL';
  const code = codeOf(cause);
  return code === 'EAUTH'
    ? new SettingRefused(
        setting,
        `邮件服务器 ${place} 不接受其中的用户名或密码，邮件暂时发不出去`,
        `the mail server ${place} refuses its user or password; mail does not go out`,
        { cause },
      )
    : new SettingRefused(
        setting,
        `邮件服务器 ${place} 无法连接（${code ?? '无应答'}），邮件暂时发不出去`,
        `the mail server ${place} cannot be reached (${code ?? 'no answer'}); mail does not go out`,
        { cause },
      );
}

/** A 5xx answer is the server's last word (RFC 5321, 4.2.1); everything else may pass. */
function isFinal(error: unknown): boolean {
  const { code } = answerOf(error);
  return code !== null && code >= 500 && code < 600;
}

/** Whether it was the recipient that was refused, not the sender or the text, and for good. */
function isRefusedAddress(error: unknown): boolean {
  const rejected = error !== null && typeof error === 'object' && 'rejected' in error ? error.rejected : undefined;
  return Array.isArray(rejected) && rejected.length > 0 && isAddressAtFault(answerOf(error));
}

/** What the server answered, as nodemailer hands it on. */
function answerOf(error: unknown): MailServerAnswer {
  const { responseCode, response } = (error ?? {}) as { responseCode?: unknown; response?: unknown };
  return {
    code: typeof responseCode === 'number' ? responseCode : null,
    status: typeof response === 'string' ? statusIn(response) : null,
  };
}
