import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface SmtpCounter {
  url: string;
  /** Messages that were answered with 250, and how many different Message-IDs they had. */
  counts(): { mails: number; messageIds: number };
  stop(): Promise<void>;
}

/** A mail server on loopback that takes everything and keeps only the Message-IDs. */
export async function startSmtpCounter(): Promise<SmtpCounter> {
  let mails = 0;
  const ids = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
      });
      stream.on('end', () => {
        mails += 1;
        ids.add(/^Message-ID: (.*)$/im.exec(text)?.[1] ?? '');
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    counts: () => ({ mails, messageIds: ids.size }),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
