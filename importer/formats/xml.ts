import { SaxesParser } from 'saxes';
import { broken } from './refusals.ts';

/** Deeper than any office program nests; beyond it a file is made to overflow its reader. */
const MAX_DEPTH = 400;
const CHUNK = 256 * 1024;

export type Attributes = Readonly<Record<string, string>>;

/** Receives the parts of an XML file in order; names come without their prefix. */
export interface XmlHandler {
  open: (name: string, attributes: Attributes) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/**
 * Reads XML part by part without building a tree. Declared entities are never expanded and a document type is refused,
 * so that nothing can multiply inside.
 *
 * @throws DubanError DOCUMENT_UNREADABLE what is not well formed, has a document type or nests too deep
 */
export function readXml(bytes: Buffer, fileName: string, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  parser.on('error', (error) => {
    throw broken(fileName, error);
  });
  parser.on('doctype', () => {
    throw broken(fileName, new Error('a document type'));
  });
  parser.on('opentag', (tag) => {
    depth++;
    if (depth > MAX_DEPTH) throw broken(fileName, new Error('nested too deep'));
    handler.open(local(tag.name), localNames(tag.attributes));
  });
  parser.on('closetag', (tag) => {
    depth--;
    handler.close?.(local(tag.name));
  });
  if (handler.text) parser.on('text', handler.text);
  // Office files are UTF-8; UTF-16 is allowed and told by its mark.
  const decoder = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8');
  for (let at = 0; at < bytes.length; at += CHUNK)
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
  parser.write(decoder.decode());
  parser.close();
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function localNames(attributes: Record<string, string>): Attributes {
  const named: Record<string, string> = Object.create(null);
  for (const name of Object.keys(attributes)) named[local(name)] = attributes[name] ?? '';
  return named;
}
