import { fillSms, judge, pauseAfter, shippedSmsRules, smsFaults } from '../../../domain/channels/index.ts';

describe('what a provider answers', () => {
  const state = (...args: Parameters<typeof judge>) => judge(...args).state;

  it.each([
    ['WECOM', '{"errcode":0,"errmsg":"ok"}'],
    ['DINGTALK', '{"errcode":0,"errmsg":"ok"}'],
    ['FEISHU', '{"code":0,"msg":"success","data":{}}'],
    ['FEISHU', '{"Extra":null,"StatusCode":0,"StatusMessage":"success"}'],
    ['WEBHOOK', ''],
  ] as const)('%s has taken the message: %s', (kind, body) => expect(state(kind, 200, body, null)).toBe('SENT'));

  it.each([
    ['WECOM', '{"errcode":93000,"errmsg":"invalid webhook url"}'],
    ['DINGTALK', '{"errcode":310000,"errmsg":"sign not match"}'],
    ['FEISHU', '{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}'],
    ['FEISHU', '{"code":19024,"msg":"Key Words Not Found"}'],
    ['WECOM', '<html>an error page that says 200</html>'],
    ['DINGTALK', ''],
  ] as const)('%s has refused the message although it answers 200: %s', (kind, body) =>
    expect(state(kind, 200, body, null)).toBe('REFUSED'),
  );

  it.each([
    ['WECOM', 200, '{"errcode":45009,"errmsg":"api freq out of limit"}'],
    ['DINGTALK', 200, '{"errcode":130101,"errmsg":"send too fast"}'],
    ['FEISHU', 200, '{"code":11232,"msg":"frequency limited"}'],
    ['WEBHOOK', 429, ''],
    ['WEBHOOK', 503, 'busy'],
  ] as const)('%s may take it later: %s %s', (kind, status, body) =>
    expect(state(kind, status, body, null)).toBe('LATER'),
  );

  it('a redirect and anything else that is no success is a refusal', () => {
    for (const status of [301, 302, 307, 400, 401, 404]) expect(state('WEBHOOK', status, '', null)).toBe('REFUSED');
  });

  it('a gateway of text messages says success in the field that its rules name', () => {
    const rules = { ...shippedSmsRules, okField: 'result.status', okValue: 'ok' };
    expect(state('SMS', 200, '{"result":{"status":"ok"}}', rules)).toBe('SENT');
    expect(state('SMS', 200, '{"result":{"status":"no credit"}}', rules)).toBe('REFUSED');
    expect(state('SMS', 200, 'not JSON', rules)).toBe('REFUSED');
    expect(state('SMS', 204, '', { ...rules, okField: '' })).toBe('SENT');
    expect(state('SMS', 200, '{"result":{}}', { ...rules, okField: 'result.constructor.name' })).toBe('REFUSED');
  });

  it('is kept shortened', () => expect(judge('WEBHOOK', 400, 'x'.repeat(5000), null).answer).toHaveLength(300));
});

describe('the rules of a gateway of text messages', () => {
  it('as shipped are sound', () => expect(smsFaults(shippedSmsRules)).toEqual([]));

  it.each([
    ['/sms/body', { body: '{"phone": {{phone}}' }],
    ['/sms/body', { body: '["{{phone}}", "{{text}}"]' }],
    ['/sms/body', { body: '{"to": "{{phone}}"}' }],
    ['/sms/body', { body: '{"to": "{{phone}}", "text": "{{text}} {{report}}"}' }],
    ['/sms/header', { header: 'X-Key: 1\r\nHost' }],
    ['/sms/header', { header: 'Content-Length' }],
    ['/sms/okValue', { okValue: '' }],
  ])('%s is named where it is wrong: %j', (pointer, change) => {
    expect(smsFaults({ ...shippedSmsRules, ...change }).map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('a text cannot break out of the string that it is put into', () => {
    const body = fillSms('{"a": ["{{phone}}"], "b": {"c": "【县】{{text}}"}, "n": 1}', {
      ...{ phone: '139', id: 'x', text: 'say "hi", {{id}}\n"}, "admin": true' },
    });
    expect(JSON.parse(body)).toEqual({ a: ['139'], b: { c: '【县】say "hi", {{id}}\n"}, "admin": true' }, n: 1 });
  });
});

it('a message is tried again later and later, six times in all', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(pauseAfter)).toEqual([1, 5, 15, 60, 180, null, null]);
});
