import { readDeliveryStatus } from '../../../domain/notices/deliveryStatus.ts';

it('reads the groups of a report, with folded lines and types', () => {
  const text = [
    'Reporting-MTA: dns; mx.example.gov.cn',
    'Original-Envelope-Id: 0b7c',
    '',
    'Final-Recipient: RFC822; a@example.gov.cn',
    'Action: Failed',
    'Status: 5.1.1 (no such mailbox)',
    'Diagnostic-Code: smtp; 550 5.1.1 no such',
    ' user here',
    '',
    'Original-Recipient: rfc822; b@example.gov.cn',
    'Action: delayed',
    'Status: 4.4.1',
    '',
    'X-Note: neither address nor action',
    '',
  ].join('\r\n');
  expect(readDeliveryStatus(text)).toEqual({
    envelopeId: '0b7c',
    recipients: [
      {
        address: 'a@example.gov.cn',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550 5.1.1 no such user here',
      },
      { address: 'b@example.gov.cn', action: 'delayed', status: '4.4.1', diagnostic: null },
    ],
  });
});

it.each(['', 'no fields here', 'Reporting-MTA: dns; mx'])('finds nobody in %j', (text) => {
  expect(readDeliveryStatus(text)).toEqual({ envelopeId: null, recipients: [] });
});
