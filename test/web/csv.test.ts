import { csvOf } from '../../web/shared/csv.ts';

describe('a table for spreadsheets', () => {
  it('is quoted where a cell needs it, and begins so that Chinese is read', () => {
    expect(
      csvOf([
        ['事项', 'a,b'],
        ['他说"好"', ''],
      ]),
    ).toBe('\uFEFF事项,"a,b"\r\n"他说""好""",\r\n');
  });

  it('holds no formula', () => {
    expect(csvOf([['=1+1', '-2', '@x']])).toBe("\uFEFF'=1+1,'-2,'@x\r\n");
  });
});
