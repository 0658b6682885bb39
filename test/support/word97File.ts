import library from '@e965/xlsx';

/** Fields of the FIB that a reader of the text needs ([MS-DOC] 2.5). */
const FIB_BYTES = 0x382;
const TEXT_AT = 0x800;
const TABLE_STREAM = 0x0200;
const ENCRYPTED = 0x0100;

/** The text as a Word 97–2003 document, a paragraph for each line. */
export function word97Of(text: string, options: { encrypted?: boolean } = {}): Buffer {
  const content = text.replaceAll('\n', '\r');
  const body = Buffer.from(content, 'utf16le');
  const stream = Buffer.alloc(Math.max(TEXT_AT + body.length, 0x1000));
  stream.writeUInt16LE(0xa5ec, 0);
  stream.writeUInt16LE(0xc1, 2);
  stream.writeUInt16LE(TABLE_STREAM | (options.encrypted ? ENCRYPTED : 0), 0x0a);
  stream.writeUInt16LE(14, 0x20);
  stream.writeUInt16LE(22, 0x3e);
  stream.writeUInt32LE(content.length, 0x4c);
  stream.writeUInt16LE(0x5d, 0x98);
  body.copy(stream, TEXT_AT);
  const clx = Buffer.alloc(21);
  clx.writeUInt8(2, 0);
  clx.writeUInt32LE(16, 1);
  clx.writeUInt32LE(0, 5);
  clx.writeUInt32LE(content.length, 9);
  clx.writeUInt16LE(0, 13);
  clx.writeUInt32LE(TEXT_AT, 15);
  const table = Buffer.alloc(0x1000);
  clx.copy(table);
  stream.writeUInt32LE(0, 0x1a2);
  stream.writeUInt32LE(clx.length, 0x1a6);
  if (stream.length < FIB_BYTES) throw new Error('the header does not fit');
  return oleOf({ WordDocument: stream, '1Table': table });
}

/** An OLE container of the given streams. */
export function oleOf(streams: Record<string, Buffer>): Buffer {
  const container = library.CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) library.CFB.utils.cfb_add(container, `/${name}`, content);
  return Buffer.from(library.CFB.write(container, { type: 'buffer' }));
}
