import { type NoticeFacts, noticeState } from '../../../domain/notices/state.ts';
import { noticePage } from '../../../domain/notices/words.ts';

const waiting: NoticeFacts = { kind: 'REMIND_7', withdrawnOn: null, heldOn: null, itemOpen: true, digest: null };

describe('the state of a notice', () => {
  it('is queued until a server has answered', () => {
    expect(noticeState(waiting)).toBe('QUEUED');
    expect(noticeState({ ...waiting, digest: 'CLAIMED' })).toBe('QUEUED');
  });

  it('is held back by the weekly limit until a digest takes it', () => {
    expect(noticeState({ ...waiting, heldOn: '2020-03-04' })).toBe('HELD');
    expect(noticeState({ ...waiting, heldOn: '2020-03-04', digest: 'CLAIMED' })).toBe('QUEUED');
    expect(noticeState({ ...waiting, heldOn: '2020-03-04', itemOpen: false })).toBe('WITHDRAWN');
  });

  it('is what became of its digest', () => {
    for (const digest of ['SENT', 'REFUSED', 'UNDELIVERABLE'] as const) {
      expect(noticeState({ ...waiting, digest })).toBe(digest);
      expect(noticeState({ ...waiting, digest, itemOpen: false })).toBe(digest);
    }
  });

  it('is withdrawn with its item as long as it waits, even before the round has marked it', () => {
    expect(noticeState({ ...waiting, itemOpen: false })).toBe('WITHDRAWN');
    expect(noticeState({ ...waiting, itemOpen: false, digest: 'CLAIMED' })).toBe('WITHDRAWN');
  });

  it('is withdrawn where it was left out of a digest that was sent, or its digest was left empty', () => {
    expect(noticeState({ ...waiting, itemOpen: false, digest: 'SENT', withdrawnOn: '2020-03-03' })).toBe('WITHDRAWN');
    expect(noticeState({ ...waiting, itemOpen: false, digest: 'EMPTY' })).toBe('WITHDRAWN');
  });

  it('outlives the item where something was sent or decided', () => {
    for (const kind of ['COPY', 'REFERRED', 'LETTER', 'LETTER_TALK', 'TALK_APPROVED', 'TOLERATED']) {
      expect(noticeState({ ...waiting, kind, itemOpen: false })).toBe('QUEUED');
    }
    for (const kind of ['TO_SIGN', 'TALK', 'URGE', 'URGED']) {
      expect(noticeState({ ...waiting, kind, itemOpen: false })).toBe('WITHDRAWN');
    }
  });
});

it('a notice opens the escalation where one is decided there, else the item', () => {
  const of = { workItemId: 'w', escalationId: 'e' };
  expect(noticePage('TO_SIGN', of)).toBe('/escalations/e');
  expect(noticePage('SUPERVISE_2', of)).toBe('/escalations/e');
  expect(noticePage('URGE', of)).toBe('/items/w');
  expect(noticePage('SUPERVISE', { ...of, escalationId: null })).toBe('/items/w');
});
