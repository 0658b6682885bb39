import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A certificate of localhost, made for tests alone, until 2120. Its key guards nothing. */
export const certificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgW+bmbchpD6F0CBGY
vop8RUY5Lu/3tKcnjmn3/FABU9GhRANCAAQzuF45T5b9MavitquZDUSV2Lnr2UlQ
6dXfV+QFCwviqMHHBSEq6xlEsp5JoXZUDKUoLoLfD+Orwj4jJ0wBO6hX
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBeTCCAR+gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDO4XjlPlv0xq+K2
q5kNRJXYuevZSVDp1d9X5AULC+KowccFISrrGUSynkmhdlQMpSgugt8P46vCPiMn
TAE7qFejYDBeMCwGA1UdEQQlMCOCCWxvY2FsaG9zdIIQcHJvdmlkZXIuZXhhbXBs
ZYcEfwAAATAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBSqFhEWwHWCwGTsaCjT
ZmVppkIDxTAKBggqhkjOPQQDAgNIADBFAiEA5cLixbLXWWvi0gwLAr40tTznqXcY
e0cyBiokgqLEMpsCICYHdYCOvJuTQQCKyatdAaUADKK1nu874P5prSq6pVvA
-----END CERTIFICATE-----
`,
};

/** What the provider does with a request: answer, wait for ever, or hang up without an answer. */
export type Behaviour = { status: number; body: string; headers?: Record<string, string> } | 'silence' | 'hang up';

export interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Provider {
  /** Address of a path: `http://127.0.0.1:PORT/hook`. */
  at(path: string): string;
  port: number;
  received: Received[];
  behave(how: (request: Received) => Behaviour): void;
  /** Stops listening; `up` listens on the same port again. */
  down(): Promise<void>;
  up(): Promise<void>;
}

/** A server on this machine that keeps what it is sent and answers as it is told. */
export async function startProvider({ secure = false }: { secure?: boolean } = {}): Promise<Provider> {
  const received: Received[] = [];
  let how: (request: Received) => Behaviour = () => ({ status: 200, body: '{"errcode":0,"code":0}' });
  const listener: RequestListener = async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const one = { path: request.url ?? '', headers: request.headers, body };
    received.push(one);
    const behaviour = how(one);
    if (behaviour === 'silence') return;
    if (behaviour === 'hang up') request.socket.destroy();
    else response.writeHead(behaviour.status, behaviour.headers ?? {}).end(behaviour.body);
  };
  const listening = () => (secure ? createHttps(certificate, listener) : createHttp(listener));
  let server = listening();
  let port = 0;
  const up = async () => {
    server = listening();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  };
  await up();
  return {
    at: (path) => `${secure ? 'https' : 'http'}://127.0.0.1:${port}${path}`,
    get port() {
      return port;
    },
    received,
    behave: (next) => {
      how = next;
    },
    up,
    async down() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
