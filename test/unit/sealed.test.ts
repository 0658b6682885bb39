import { createSeal } from '../../prisma/sealed.ts';

const seal = createSeal('a secret of the installation, long enough');

it('what was sealed opens with the same secret for the same row, and is not readable before', () => {
  const sealed = seal.close('https://example.com/?key=密钥', 'row 1');
  expect(sealed).not.toContain('example');
  expect(seal.open(sealed, 'row 1')).toBe('https://example.com/?key=密钥');
  expect(createSeal('a secret of the installation, long enough').open(sealed, 'row 1')).not.toBeNull();
});

it('the same text is sealed differently each time', () => {
  expect(seal.close('text', 'row')).not.toBe(seal.close('text', 'row'));
});

it('nothing opens with another secret, for another row, or after a change', () => {
  const sealed = seal.close('text', 'row 1');
  expect(createSeal('another secret of an installation').open(sealed, 'row 1')).toBeNull();
  expect(seal.open(sealed, 'row 2')).toBeNull();
  const [version = '', data = ''] = sealed.split('.');
  const changed = Buffer.from(data, 'base64url');
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(seal.open(`${version}.${changed.toString('base64url')}`, 'row 1')).toBeNull();
  expect(seal.open('v1.', 'row 1')).toBeNull();
  expect(seal.open('', 'row 1')).toBeNull();
});
