import type { AddressObject } from 'mailparser';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Home } from './home.ts';
import { choosePort, LOOPBACK } from './ports.ts';

/** One message as it arrived. */
export interface ReceivedMessage {
  from: string;
  to: string[];
  subject: string;
  text: string;
  messageId: string;
  receivedAt: Date;
}

export interface Mailbox {
  smtpUrl: string;
  stop(): Promise<void>;
}

/** Keeps one message. The sender is answered `250` only when it has resolved, `451` (try again) when it rejects. */
export type OnMessage = (message: ReceivedMessage) => Promise<void>;

const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

function addresses(list: AddressObject | AddressObject[] | undefined): string[] {
  return [list ?? []].flat().flatMap((entry) => entry.value.flatMap((one) => (one.address ? [one.address] : [])));
}

/**
 * Starts an SMTP server on loopback that keeps what arrives and sends nothing on.
 * Recipients are those of the envelope: what a real server would have delivered to.
 */
export async function startMailbox(home: Home, onMessage: OnMessage): Promise<Mailbox> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MESSAGE_BYTES,
    onData(stream, session, done) {
      const keep = async () => {
        const parsed = await simpleParser(stream);
        const envelope = session.envelope.rcptTo.map((recipient) => recipient.address);
        await onMessage({
          from: addresses(parsed.from)[0] ?? (session.envelope.mailFrom ? session.envelope.mailFrom.address : ''),
          to: envelope.length > 0 ? envelope : addresses(parsed.to),
          subject: parsed.subject ?? '',
          text: parsed.text ?? '',
          messageId: parsed.messageId ?? '',
          receivedAt: new Date(),
        });
      };
      keep().then(
        () => done(),
        (error: Error) => done(Object.assign(new Error(`not kept: ${error.message}`), { responseCode: 451 })),
      );
    },
  });
  // A client that hangs up in the middle of a message is that client's matter; without a listener it would end us.
  server.on('error', () => undefined);
  const port = await choosePort(home.remembered.mailbox?.port);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  home.remembered.mailbox = { port };
  home.remember();
  return {
    smtpUrl: `smtp://${LOOPBACK}:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
