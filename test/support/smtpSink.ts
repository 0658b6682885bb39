import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface SunkMail {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Text of each attachment by its file name. */
  attachments: Record<string, string>;
}

type Behaviour = number | 'hang up' | 'keep and hang up' | 'take';

export interface SmtpSink {
  url: string;
  /** Every message that was answered with 250, in order; a repeated one stands here twice. */
  mails: SunkMail[];
  /** What the server does with a message: take it, answer with a code, or hang up after DATA, also having kept it. */
  behave(how: (mail: SunkMail) => Behaviour | Promise<Behaviour>): void;
  /** Answers MAIL FROM … RCPT TO of an address with a code; null: takes it again. */
  refuseAddress(address: string, code: number | null): void;
  messageIds(): Set<string>;
  /** Stops listening; `up` listens on the same port again. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

function failure(code: number): Error {
  return Object.assign(new Error('as the test asks'), { responseCode: code });
}

/** An SMTP server on loopback that keeps what it takes and misbehaves as it is told. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: SunkMail[] = [];
  const refused = new Map<string, number | null>();
  let how: Parameters<SmtpSink['behave']>[0] = () => 'take';
  let server = listening();
  let port = 0;

  function listening(): SMTPServer {
    const next = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 50,
      onRcptTo: ({ address }, _session, done) => {
        const code = refused.get(address);
        done(code === undefined || code === null ? null : failure(code));
      },
      onData: (stream, session, done) => {
        const answer = async () => {
          const parsed = await simpleParser(stream);
          const mail: SunkMail = {
            messageId: parsed.messageId ?? '',
            to: session.envelope.rcptTo.map(({ address }) => address).join(),
            subject: parsed.subject ?? '',
            text: parsed.text ?? '',
            html: parsed.html || '',
            attachments: Object.fromEntries(
              parsed.attachments.map(({ filename, content }) => [filename ?? '', content.toString('utf8')]),
            ),
          };
          const outcome = await how(mail);
          if (outcome === 'keep and hang up') mails.push(mail);
          if (outcome === 'hang up' || outcome === 'keep and hang up') {
            for (const connection of next.connections) connection.close();
            return;
          }
          if (outcome !== 'take') return done(failure(outcome));
          mails.push(mail);
          done();
        };
        answer().catch((error: Error) => done(error));
      },
    });
    next.on('error', () => undefined);
    return next;
  }

  async function up(): Promise<void> {
    server = listening();
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    port = (server.server.address() as AddressInfo).port;
  }

  const down = () => new Promise<void>((resolve) => server.close(() => resolve()));
  await up();
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    behave: (next) => {
      how = next;
    },
    refuseAddress: (address, code) => refused.set(address, code),
    messageIds: () => new Set(mails.map((mail) => mail.messageId)),
    down,
    up,
    stop: down,
  };
}
