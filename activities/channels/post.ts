import { lookup as resolveName } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from '../../domain/channels/index.ts';
import type { ProviderRequest } from './requests.ts';

export type Posted =
  | { state: 'ANSWERED'; status: number; body: string }
  /** Nothing went out. `final`: it never will, as things are. */
  | { state: 'UNSENT'; final: boolean; reason: string }
  /** It went out and no answer came: nobody knows whether it was taken. */
  | { state: 'UNCERTAIN'; reason: string };

export interface PostSettings {
  /** Hosts that may stand in a private network and need no https. */
  privateHosts: readonly string[];
  timeoutMs?: number;
  /** Certificates of authorities to trust beside the usual ones. */
  ca?: string;
}

const TIMEOUT_MS = 10_000;
/** No provider says more; what does is not one. */
const MAX_ANSWER_BYTES = 64 * 1024;
const FORBIDDEN = 'PRIVATE_ADDRESS';

/**
 * Posts to an address that an administrator typed. It never follows a redirect, connects only to the very address that
 * was looked up and found public (so that a name cannot lead elsewhere in between), waits and reads only so much.
 */
export function post(request: ProviderRequest, settings: PostSettings): Promise<Posted> {
  const url = new URL(request.url);
  const named = settings.privateHosts.includes(url.hostname);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!named && (url.protocol !== 'https:' || (isIP(host) !== 0 && isPrivateAddress(host)))) {
    return Promise.resolve({ state: 'UNSENT', final: true, reason: FORBIDDEN });
  }
  return new Promise((resolve) => {
    let sent = false;
    const fail = (error: Error) => {
      const reason = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
      resolve(sent ? { state: 'UNCERTAIN', reason } : { state: 'UNSENT', final: reason === FORBIDDEN, reason });
    };
    const client = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method: 'POST',
        headers: { ...request.headers, 'content-length': Buffer.byteLength(request.body) },
        agent: false,
        signal: AbortSignal.timeout(settings.timeoutMs ?? TIMEOUT_MS),
        lookup: named ? undefined : publicLookup,
        ...(settings.ca === undefined ? {} : { ca: settings.ca }),
      },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          parts.push(part);
          if (size > MAX_ANSWER_BYTES) response.destroy(new Error('ANSWER_TOO_LONG'));
        });
        response.on('error', fail);
        response.on('end', () =>
          resolve({ state: 'ANSWERED', status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
        );
      },
    );
    client.on('error', fail);
    // Connected (and for https trusted): from here on the other side may have read it.
    client.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        sent = true;
      });
    });
    client.end(request.body);
  });
}

/** Looks a name up and answers only when all its addresses are public; the connection is made to what it answers. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  resolveName(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return done(error ?? new Error('no address'), '');
    if (addresses.some(({ address }) => isPrivateAddress(address))) {
      return done(Object.assign(new Error('the name leads to a private network'), { code: FORBIDDEN }), '');
    }
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};
