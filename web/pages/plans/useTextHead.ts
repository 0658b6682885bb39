import { useEffect, useState } from 'react';
import { type EncodingGuess, guessEncoding } from '../../../domain/textEncoding.ts';

/** How a text file begins, and in what encoding it seems to be. */
export interface TextHead {
  bytes: Uint8Array;
  guess: EncodingGuess;
}

const HEAD_BYTES = 64 * 1024;
const TEXT_NAME = /\.(?:txt|text|md|csv)$/i;

/** The beginning of a chosen text file; null for other kinds, and until it is read. */
export function useTextHead(file: File | null): TextHead | null {
  const [head, setHead] = useState<TextHead | null>(null);
  useEffect(() => {
    setHead(null);
    if (file === null || !(TEXT_NAME.test(file.name) || file.type === 'text/plain')) return;
    let wanted = true;
    void file
      .slice(0, HEAD_BYTES)
      .arrayBuffer()
      .then((buffer) => {
        const bytes = new Uint8Array(buffer);
        if (wanted) setHead({ bytes, guess: guessEncoding(bytes) });
      });
    return () => {
      wanted = false;
    };
  }, [file]);
  return head;
}
