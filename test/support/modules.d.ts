declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  interface Hoodiecrow {
    server: Server;
    listen(port: number, host: string): void;
    close(): void;
    getMailbox(path: string): object;
    appendMessage(mailbox: object, flags: string[], internalDate: string | null, raw: string): void;
  }

  export default function hoodiecrow(options: object): Hoodiecrow;
}
