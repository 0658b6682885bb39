import type { Tx } from '../client.ts';

/** A mail as the built-in mailbox of a rehearsal received it. */
export interface ReceivedMail {
  from: string;
  to: string[];
  subject: string;
  text: string;
  messageId: string;
}

export async function keepMessage(db: Tx, mail: ReceivedMail): Promise<void> {
  const { from, to, subject, text, messageId } = mail;
  await db.mailboxMessage.create({ data: { from, to, subject, text, messageId } });
}
