import iconv from 'iconv-lite';
import { readBpmnFile } from '../../../domain/process/bpmnFile.ts';
import { compile } from '../../../domain/process/compile.ts';
import { chain, diagram, endEvent, startEvent, userTask } from './diagram.ts';

const named = diagram(
  startEvent(),
  userTask('x').replace(' id=', ' name="登记问题，交办整改" id='),
  endEvent(),
  chain('start', 'x', 'end'),
);
const saying = (encoding: string) => named.replace('encoding="UTF-8"', `encoding="${encoding}"`);

it.each([
  ['UTF-8', 'utf-8', false],
  ['UTF-8', 'utf-8', true],
  ['UTF-16', 'utf-16le', true],
  ['UTF-16', 'utf-16be', true],
  ['GB2312', 'gb18030', false],
  ['GBK', 'gb18030', false],
  ['Big5', 'big5', false],
  // Says what it is not: the bytes decide.
  ['ISO-8859-1', 'utf-8', false],
])('a file that says %s, written as %s, is read and runs', async (said, encoding, mark) => {
  const text =
    encoding === 'big5'
      ? saying(said).replace('登记问题，交办整改', '登記問題交辦整改').replace('样例', '例')
      : saying(said);
  const read = readBpmnFile(iconv.encode(text, encoding, { addBOM: mark }));
  expect(read).toBe(text.replace(said, 'UTF-8'));
  expect((await compile(read)).ok).toBe(true);
});

it('a text that is stored as it is says nothing else than it did', () => {
  expect(readBpmnFile(new TextEncoder().encode(named))).toBe(named);
});
