import { createHmac } from 'node:crypto';
import {
  dingtalkSign,
  feishuSign,
  type OutgoingMessage,
  requestFor,
  webhookSign,
} from '../../activities/channels/requests.ts';
import { shippedSmsRules } from '../../domain/channels/index.ts';

const NOW = 1_614_265_330_123;
const message: OutgoingMessage = {
  ...{ id: 'm-1', kind: 'WEBHOOK', address: 'https://example.com/hook', secret: null, sms: null, phone: null },
  text: { title: '标题', text: '催办1项。', link: 'https://duban.example/todo' },
};

describe('signatures', () => {
  it('DingTalk: timestamp, newline and secret under the secret, as its documentation computes it', () => {
    // The documentation's own sample secret; the value by an independent computation (openssl dgst -sha256 -hmac).
    expect(dingtalkSign(1_577_262_236_757, 'this is secret')).toBe('hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=');
  });

  it('Feishu: an empty text under timestamp, newline and secret', () => {
    expect(feishuSign('1599360473', 'demo')).toBe('l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=');
  });

  it('webhook: the example of the Standard Webhooks specification', () => {
    expect(
      webhookSign(
        'msg_p5jXN8AQM9LWM0D4loKWxJek',
        '1614265330',
        '{"test": 2432232314}',
        'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      ),
    ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});

describe('requests', () => {
  it('WeCom gets markdown at the address with its key', () => {
    const address = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k';
    const { url, body } = requestFor({ ...message, kind: 'WECOM', address }, NOW);
    expect(url).toBe(address);
    expect(JSON.parse(body)).toEqual({
      msgtype: 'markdown',
      markdown: { content: '**标题**\n\n催办1项。\n\n[https://duban.example/todo](https://duban.example/todo)' },
    });
  });

  it('DingTalk gets time in milliseconds and signature in the address, the signature escaped', () => {
    const address = 'https://oapi.dingtalk.com/robot/send?access_token=t';
    const { url, body } = requestFor({ ...message, kind: 'DINGTALK', address, secret: 'SECabc' }, NOW);
    expect(url).toBe(
      `${address}&timestamp=${NOW}&sign=${encodeURIComponent(dingtalkSign(NOW, 'SECabc')).replaceAll('%20', '+')}`,
    );
    expect(JSON.parse(body)).toMatchObject({ msgtype: 'markdown', markdown: { title: '标题' } });
    expect(requestFor({ ...message, kind: 'DINGTALK', address }, NOW).url).toBe(address);
  });

  it('Feishu gets time in seconds and signature in the body, neither without a secret', () => {
    const address = 'https://open.feishu.cn/open-apis/bot/v2/hook/h';
    const text = '标题\n催办1项。\nhttps://duban.example/todo';
    const signed = JSON.parse(requestFor({ ...message, kind: 'FEISHU', address, secret: 's' }, NOW).body);
    const sign = createHmac('sha256', '1614265330\ns').digest('base64');
    expect(signed).toEqual({ timestamp: '1614265330', sign, msg_type: 'text', content: { text } });
    expect(JSON.parse(requestFor({ ...message, kind: 'FEISHU', address }, NOW).body)).toEqual({
      ...{ msg_type: 'text', content: { text } },
    });
  });

  it('a webhook gets the id that stays the same, and a signature over id, time and body', () => {
    const { headers, body } = requestFor({ ...message, secret: 'secret' }, NOW);
    expect(JSON.parse(body)).toEqual({ type: 'notice', ...message.text });
    expect(headers).toMatchObject({ 'webhook-id': 'm-1', 'webhook-timestamp': '1614265330' });
    const sign = createHmac('sha256', 'secret').update(`m-1.1614265330.${body}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${sign}`);
  });

  it('a gateway of text messages gets its JSON filled and its secret in its header', () => {
    const rules = { ...shippedSmsRules, header: 'X-Api-Key' };
    const { headers, body } = requestFor(
      { ...message, kind: 'SMS', sms: rules, phone: '13900000000', secret: 'k' },
      NOW,
    );
    expect(headers['X-Api-Key']).toBe('k');
    expect(JSON.parse(body)).toEqual({
      ...{ phone: '13900000000', requestId: 'm-1' },
      content: '标题。催办1项。https://duban.example/todo',
    });
  });
});
