import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { DubanError } from '../domain/errors.ts';
import { TEXT_ENCODINGS } from '../domain/textEncoding.ts';
import { isEncoding } from './decode.ts';
import { readDocument } from './readDocument.ts';

const UNREADABLE = 2;

const USAGE = `用法 / usage: npm run import -- [--encoding ${TEXT_ENCODINGS.join('|')}] [--ocr] FILE`;

/** `npm run import -- FILE`: the draft as JSON on stdout, warnings on stderr; exit 0 = read, 2 = not readable. */
async function main(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) {
    console.error(USAGE);
    return UNREADABLE;
  }
  const { file, encoding, ocr } = asked;
  try {
    const { text, result } = await readDocument(await readFile(file), basename(file), { encoding, ocr });
    for (const w of result.warnings)
      console.error(`第${lineOf(text, w.start)}行：${w.message} / line ${lineOf(text, w.start)}: ${w.messageEn}`);
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return 0;
  } catch (error) {
    console.error(reason(error, file));
    return UNREADABLE;
  }
}

/** The file and the options, or null where they are not as the usage says. */
function readArguments(args: string[]): { file: string; encoding?: string; ocr: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { encoding: { type: 'string' }, ocr: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return null;
    const { encoding, ocr } = values;
    if (encoding === undefined) return { file, ocr };
    return isEncoding(encoding) ? { file, encoding, ocr } : null;
  } catch {
    return null;
  }
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function reason(error: unknown, file: string): string {
  if (error instanceof DubanError) return `${error.userMessage.zh} / ${error.userMessage.en}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return `找不到文件“${file}”。请检查路径。 / There is no file "${file}". Check the path.`;
  if (code === 'EISDIR') return `“${file}”是文件夹，请给出文件。 / "${file}" is a folder; name a file.`;
  if (code === 'EACCES') return `没有读取“${file}”的权限。 / "${file}" may not be read by this account.`;
  throw error;
}

process.exitCode = await main(process.argv.slice(2));
