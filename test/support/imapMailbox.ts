import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';

export interface ImapMailbox {
  url: string;
  /** Puts a message into the inbox. */
  receive(raw: string): void;
  stop(): void;
}

/** An IMAP server on loopback with one mailbox. */
export async function startImapMailbox(): Promise<ImapMailbox> {
  const imap = hoodiecrow({
    plugins: ['ID', 'SASL-IR', 'AUTH-PLAIN', 'NAMESPACE', 'UNSELECT'],
    storage: { INBOX: { messages: [] } },
  });
  imap.listen(0, '127.0.0.1');
  await once(imap.server, 'listening');
  const { port } = imap.server.address() as AddressInfo;
  return {
    url: `imap://testuser:testpass@127.0.0.1:${port}/INBOX`,
    receive: (raw) => imap.appendMessage(imap.getMailbox('INBOX'), [], null, raw.replace(/\r?\n/g, '\r\n')),
    stop: () => imap.close(),
  };
}
