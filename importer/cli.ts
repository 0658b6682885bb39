import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { DubanError } from '../domain/errors.ts';
import { readDocument } from './readDocument.ts';

const UNREADABLE = 2;

/** `npm run import -- FILE`: the draft as JSON on stdout, warnings on stderr; exit 0 = read, 2 = not readable. */
async function main(file: string | undefined): Promise<number> {
  if (file === undefined) {
    console.error('用法 / usage: npm run import -- FILE');
    return UNREADABLE;
  }
  try {
    const { text, result } = await readDocument(await readFile(file), basename(file));
    for (const w of result.warnings)
      console.error(`第${lineOf(text, w.start)}行 / line ${lineOf(text, w.start)}: ${w.message}`);
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return 0;
  } catch (error) {
    console.error(reason(error, file));
    return UNREADABLE;
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

process.exitCode = await main(process.argv[2]);
