import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Payload, PayloadCodec } from '@temporalio/common';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** Smaller payloads gain nothing worth their time. */
const WORTH_BYTES = 1024;
const MARK = 'duban-compression';
const DEFLATE = Buffer.from('deflate');

/**
 * Keeps large payloads (the graph and the state that a run begins with) compressed in histories. What was not
 * compressed is read as it is, so clients without it and older histories stay readable.
 */
export const compression: PayloadCodec = {
  encode: (payloads) => Promise.all(payloads.map(compress)),
  decode: (payloads) => Promise.all(payloads.map(decompress)),
};

async function compress(payload: Payload): Promise<Payload> {
  const { data, metadata } = payload;
  if (!data || data.length < WORTH_BYTES) return payload;
  return { metadata: { ...metadata, [MARK]: DEFLATE }, data: await pack(data) };
}

async function decompress(payload: Payload): Promise<Payload> {
  const { [MARK]: mark, ...metadata } = payload.metadata ?? {};
  if (!mark || !payload.data) return payload;
  return { metadata, data: await unpack(payload.data) };
}
