import { type MailCause, type MailFailure, mailCauseOf } from '../../../domain/notices/mailFailure.ts';

const causeOf = (known: Partial<MailFailure>) => mailCauseOf({ code: null, status: null, transport: null, ...known });

it.each<[Partial<MailFailure>, MailCause]>([
  [{ code: 550, status: '5.1.1' }, 'BAD_ADDRESS'],
  [{ code: 550 }, 'BAD_ADDRESS'],
  [{ code: 550, status: '5.2.1' }, 'BAD_ADDRESS'],
  [{ status: '5.4.4' }, 'BAD_ADDRESS'],
  [{ code: 552, status: '5.2.2' }, 'MAILBOX_FULL'],
  [{ code: 452, status: '4.2.2' }, 'MAILBOX_FULL'],
  [{ code: 552 }, 'MAILBOX_FULL'],
  [{ code: 550, status: '5.7.1' }, 'NOT_WANTED'],
  [{ code: 554 }, 'NOT_WANTED'],
  [{ code: 451, status: '4.7.1' }, 'BUSY'],
  [{ code: 421 }, 'BUSY'],
  [{ status: '4.4.7' }, 'BUSY'],
  [{ code: 535, transport: 'EAUTH' }, 'LOGIN_REFUSED'],
  [{ code: 530, status: '5.7.0', transport: 'EENVELOPE' }, 'LOGIN_REFUSED'],
  [{ transport: 'ECONNECTION' }, 'SERVER_AWAY'],
  [{ transport: 'ETIMEDOUT' }, 'SERVER_AWAY'],
  [{ transport: 'EDNS' }, 'SERVER_AWAY'],
  [{ code: 554, status: '5.3.0' }, 'OTHER'],
  [{ transport: 'EMESSAGE' }, 'OTHER'],
  [{}, 'OTHER'],
])('what is known of a failure, %j, is called %s', (known, cause) => {
  expect(causeOf(known)).toBe(cause);
});
