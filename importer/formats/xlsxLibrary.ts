import library from '@e965/xlsx';

/** The spreadsheet library is CommonJS whose named exports are not found from modules: taken apart in one place. */
export const { read, utils } = library;

/** The part of the library's container reader that is used; its own types say nothing. */
interface Containers {
  read: (bytes: Buffer, options: { type: 'buffer' }) => Container;
  find: (container: Container, path: string) => { content: Uint8Array | number[] } | null;
}
interface Container {
  FullPaths: string[];
}
export const CFB: Containers = library.CFB;

export type { CellObject, Range, WorkSheet } from '@e965/xlsx';
