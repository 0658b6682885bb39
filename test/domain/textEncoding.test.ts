import iconv from 'iconv-lite';
import { guessEncoding } from '../../domain/textEncoding.ts';

const PLAIN = '云岭县修路方案\n一、把县道、村道和桥梁修好，让群众出行方便。\n责任单位：县交通局\n'.repeat(3);
const TRADITIONAL = '雲嶺縣修路方案\n一、把縣道、村道和橋樑修好，讓群眾出行方便。\n責任單位：縣交通局\n'.repeat(3);

describe('the encoding of a text', () => {
  it.each(['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const)('is told to be %s, without a mark', (encoding) => {
    expect(guessEncoding(iconv.encode(PLAIN, encoding))).toEqual({ encoding, doubtful: false });
  });

  it('is doubtful where the bytes are valid Big5 and GB18030, and the more usual characters win', () => {
    expect(guessEncoding(iconv.encode(TRADITIONAL, 'big5'))).toEqual({ encoding: 'big5', doubtful: true });
  });

  it('is not told by a character that the end of the sample cuts', () => {
    const bytes = iconv.encode(PLAIN, 'utf-8');
    expect(guessEncoding(bytes.subarray(0, bytes.length - 3))).toEqual({ encoding: 'utf-8', doubtful: false });
  });
});
