import { ConfigError, loadConfig, loadDatabaseUrl, loadStartSettings } from '../../config.ts';

const SECRET = 'q8Zr1v-Xy7Lm2Pn4Ks9Dw3Ft6Hb5Jc0Ae';

const production = {
  PUBLIC_URL: 'https://duban.example.gov.cn/',
  SESSION_SECRET: SECRET,
  DATABASE_URL: 'postgresql://duban:x@db:5432/duban',
  TEMPORAL_ADDRESS: 'temporal:7233',
  SMTP_URL: 'smtps://user:pass@mail.example.gov.cn',
  MAIL_FROM: '督办 <duban@example.gov.cn>',
};

const rehearsal = {
  DUBAN_MODE: 'rehearsal',
  SESSION_SECRET: SECRET,
  DATABASE_URL: 'postgresql://duban:x@127.0.0.1:5432/duban',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  MAILBOX_URL: 'smtp://127.0.0.1:2525',
};

function problems(env: NodeJS.ProcessEnv): string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => problem.split(':')[0] ?? '');
  }
}

describe('loadConfig', () => {
  it('is production unless told otherwise, with defaults for what is not secret', () => {
    expect(loadConfig(production)).toMatchObject({
      mode: 'production',
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'https://duban.example.gov.cn',
      temporalNamespace: 'default',
      smtpUrl: production.SMTP_URL,
    });
  });

  it('names every problem at once, in Chinese and English', () => {
    expect(problems({})).toEqual(
      expect.arrayContaining([
        'PUBLIC_URL',
        'SESSION_SECRET',
        'DATABASE_URL',
        'TEMPORAL_ADDRESS',
        'SMTP_URL',
        'MAIL_FROM',
      ]),
    );
    expect(() => loadConfig({ ...production, PORT: 'http' })).toThrow(/PORT: 网页与接口的端口.*Port of the pages/);
  });

  it.each([['short'], ['a'.repeat(40)], ['changeme'.repeat(5)], ['']])('refuses the session secret "%s"', (secret) => {
    expect(problems({ ...production, SESSION_SECRET: secret })).toEqual(['SESSION_SECRET']);
  });

  it('refuses demonstration accounts and the mailbox of a rehearsal in production', () => {
    const env = { ...production, DEMO_PASSWORD: 'demo-password', MAILBOX_URL: 'smtp://127.0.0.1:25' };
    expect(problems(env).sort()).toEqual(['DEMO_PASSWORD', 'MAILBOX_URL']);
  });

  it('sends mail of a rehearsal to the mailbox and nowhere else', () => {
    expect(loadConfig(rehearsal).smtpUrl).toBe('smtp://127.0.0.1:2525');
    expect(problems({ ...rehearsal, SMTP_URL: 'smtp://mail.example.gov.cn' })).toEqual(['SMTP_URL']);
    expect(problems({ ...rehearsal, MAILBOX_URL: 'smtp://mail.example.gov.cn' })).toEqual(['MAILBOX_URL']);
  });

  it('reads mail that came back in production alone, from an IMAP mailbox', () => {
    const bounces = { BOUNCE_IMAP_URL: 'imaps://u:p@imap.example.gov.cn/INBOX', BOUNCE_ADDRESS: 'back@example.gov.cn' };
    expect(loadConfig({ ...production, ...bounces })).toMatchObject({
      bounceImapUrl: bounces.BOUNCE_IMAP_URL,
      bounceAddress: bounces.BOUNCE_ADDRESS,
    });
    expect(loadConfig(production)).toMatchObject({ bounceImapUrl: null, bounceAddress: null });
    expect(problems({ ...production, BOUNCE_IMAP_URL: 'https://imap.example.gov.cn' })).toEqual(['BOUNCE_IMAP_URL']);
    expect(problems({ ...rehearsal, ...bounces }).sort()).toEqual(['BOUNCE_ADDRESS', 'BOUNCE_IMAP_URL']);
  });

  it('takes an empty value as not set, as compose files leave settings out', () => {
    expect(loadConfig({ ...production, LOG_LEVEL: '', DEMO_PASSWORD: '' }).logLevel).toBe('info');
  });

  it('reads the hosts that channels may reach in private networks, and refuses what is no host', () => {
    expect(loadConfig(production).channelPrivateHosts).toEqual([]);
    const named = { ...production, CHANNEL_PRIVATE_HOSTS: 'sms.gov.lan, 10.1.2.3' };
    expect(loadConfig(named).channelPrivateHosts).toEqual(['sms.gov.lan', '10.1.2.3']);
    expect(problems({ ...production, CHANNEL_PRIVATE_HOSTS: 'http://sms' })).toEqual(['CHANNEL_PRIVATE_HOSTS']);
  });

  it('refuses a mode that it does not know', () => {
    expect(problems({ ...production, DUBAN_MODE: 'test' })).toEqual(['DUBAN_MODE']);
  });
});

describe('the smaller readers', () => {
  it('reads the database alone for the programs that need no more', () => {
    expect(loadDatabaseUrl({ DATABASE_URL: production.DATABASE_URL })).toBe(production.DATABASE_URL);
    expect(() => loadDatabaseUrl({ DATABASE_URL: 'mysql://x' })).toThrow(ConfigError);
  });

  it('npm start is always a rehearsal', () => {
    expect(loadStartSettings({})).toMatchObject({ home: '.duban', port: 3000, logLevel: 'warn' });
    expect(() => loadStartSettings({ DUBAN_MODE: 'production' })).toThrow(/DUBAN_MODE/);
    expect(() => loadStartSettings({ SMTP_URL: production.SMTP_URL })).toThrow(/SMTP_URL/);
  });
});
