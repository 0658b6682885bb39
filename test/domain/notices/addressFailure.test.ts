import { isAddressAtFault, isBounceOfAddress, statusIn } from '../../../domain/notices/addressFailure.ts';

it.each([
  [550, '5.1.1', true, 'no such mailbox'],
  [550, null, true, 'no such mailbox, from a server without enhanced codes'],
  [551, null, true, 'not local'],
  [550, '5.2.1', true, 'disabled'],
  [550, '5.7.1', false, 'refused by policy'],
  [553, '5.1.8', false, 'the sender’s address is the bad one'],
  [552, '5.2.2', false, 'full'],
  [554, null, false, 'the text was not wanted'],
  [450, '4.2.1', false, 'busy'],
  [null, null, false, 'no answer at all'],
])('%s %s: %s (%s)', (code, status, expected, _what) => {
  expect(isAddressAtFault({ code, status })).toBe(expected);
});

it('the enhanced status is read from the beginning of an answer alone', () => {
  expect(statusIn('550 5.1.1 no such user')).toBe('5.1.1');
  expect(statusIn('5.7.1 refused')).toBe('5.7.1');
  expect(statusIn('550 see 5.1.1 of our rules')).toBeNull();
});

it.each([
  ['5.1.1', true, 'no such mailbox'],
  ['5.2.2', true, 'full'],
  ['4.4.7', true, 'given up after days'],
  ['', true, 'nothing said'],
  ['5.7.1', false, 'refused by policy'],
  ['5.6.0', false, 'the text was not wanted'],
])('a bounce with %j: %s (%s)', (status, expected, _what) => {
  expect(isBounceOfAddress(status)).toBe(expected);
});
