import { addressFault, isPrivateAddress, shownAddress } from '../../../domain/channels/index.ts';

describe('addresses that are not of the public internet', () => {
  it.each([
    ...['127.0.0.1', '127.255.0.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
    ...[
      '0.0.0.0',
      '100.64.0.1',
      '192.0.2.5',
      '198.18.0.1',
      '198.51.100.7',
      '203.0.113.9',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1'],
    ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::127.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::', '2001:0:1::1'],
    ...['not an address', '1.2.3', '1.2.3.256', ''],
  ])('%s is private', (ip) => expect(isPrivateAddress(ip)).toBe(true));

  it.each([
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.128.0.1',
    '192.169.0.1',
    '223.255.255.255',
    '2400:3200::1',
    '2606:4700::1111',
  ])('%s is public', (ip) => expect(isPrivateAddress(ip)).toBe(false));
});

describe('the address of a channel', () => {
  const fault = (kind: 'WEBHOOK' | 'WECOM' | 'DINGTALK' | 'FEISHU', address: string, hosts: string[] = []) =>
    addressFault(kind, address, hosts)?.en ?? null;

  it.each([
    ['WEBHOOK', 'https://example.com/hook'],
    ['WEBHOOK', 'https://example.com:8443/hook?x=1'],
    ['WECOM', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa'],
    ['DINGTALK', 'https://oapi.dingtalk.com/robot/send?access_token=abc'],
    ['FEISHU', 'https://open.feishu.cn/open-apis/bot/v2/hook/e1d8-11'],
  ] as const)('of a %s may be %s', (kind, address) => expect(fault(kind, address)).toBeNull());

  it.each([
    ['no address', 'hook', /whole address/],
    ['a file', 'file:///etc/passwd', /whole address/],
    ['without encryption', 'http://example.com/hook', /https/],
    ['with a password', 'https://user:secret@example.com/', /user name/],
    ['of this machine', 'https://localhost/hook', /private network/],
    ['of this machine by number', 'https://127.0.0.1/hook', /private network/],
    ['of this machine, spelt as one number', 'https://2130706433/hook', /private network/],
    ['of this machine, spelt in hexadecimal', 'https://0x7f.1/hook', /private network/],
    ['of this machine in IPv6', 'https://[::1]/hook', /private network/],
    ['of this machine, IPv4 inside IPv6', 'https://[::ffff:127.0.0.1]/hook', /private network/],
    ['of a name without a dot', 'https://postgres/hook', /private network/],
    ['of a local name', 'https://db.internal/hook', /private network/],
    ['of a local name with its dot', 'https://db.internal./hook', /private network/],
    ['of the cloud’s own data', 'https://169.254.169.254/latest/meta-data', /private network/],
  ])('is not one %s', (_, address, message) => expect(fault('WEBHOOK', address)).toMatch(message));

  it('of a robot is at its provider and carries its key', () => {
    expect(fault('WECOM', 'https://example.com/cgi-bin/webhook/send?key=1')).toMatch(/qyapi\.weixin\.qq\.com/);
    expect(fault('WECOM', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send')).toMatch(/key/);
    expect(fault('DINGTALK', 'https://oapi.dingtalk.com/robot/send')).toMatch(/key/);
    expect(fault('FEISHU', 'https://open.feishu.cn/open-apis/bot/v2/hook/')).toMatch(/key/);
  });

  it('may be inside, and without encryption, only where its host is named for that', () => {
    expect(fault('WEBHOOK', 'http://sms.gov.lan/send', ['sms.gov.lan'])).toBeNull();
    expect(fault('WEBHOOK', 'http://10.1.2.3/send', ['10.1.2.3'])).toBeNull();
    expect(fault('WEBHOOK', 'http://10.1.2.4/send', ['10.1.2.3'])).not.toBeNull();
  });

  it('is shown without what may be its key', () => {
    expect(shownAddress('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret')).toBe(
      'https://qyapi.weixin.qq.com/…',
    );
    expect(shownAddress('https://open.feishu.cn/open-apis/bot/v2/hook/secret')).toBe('https://open.feishu.cn/…');
    expect(shownAddress('https://example.com:8443/')).toBe('https://example.com:8443');
  });
});
