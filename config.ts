import { z } from 'zod';

/**
 * The only reader of the environment. Every setting is listed here once with its sentence in Chinese and English;
 * `.env.example` and the tables of the READMEs carry the same sentences (a test compares them).
 */
interface Setting {
  zh: string;
  en: string;
}

export const SETTINGS = {
  DUBAN_MODE: {
    zh: '环境：production（正式，默认）或 rehearsal（演练，npm start 所用）',
    en: 'Environment: production (the default) or rehearsal (what npm start uses)',
  },
  PORT: { zh: '网页与接口的端口，默认 3000', en: 'Port of the pages and the API, 3000 by default' },
  HOST: {
    zh: '监听的地址，默认 127.0.0.1；容器内须为 0.0.0.0',
    en: 'Address to listen on, 127.0.0.1 by default; 0.0.0.0 inside a container',
  },
  PUBLIC_URL: {
    zh: '用户打开的网址，如 https://duban.example.gov.cn；邮件中的链接由此而来，正式环境必填',
    en: 'Address that people open, such as https://duban.example.gov.cn; links in mails start with it; required in production',
  },
  SESSION_SECRET: {
    zh: '登录会话的签名密钥，也用于加密保存通知渠道的地址和密钥，至少 32 个字符的随机文字，必填（npm start 自行生成）。更换后所有人须重新登录，通知渠道的地址和密钥须重新填写，“通知渠道”页会标明',
    en: 'Key that signs sessions and seals what channels keep secret, at least 32 random characters, required (npm start makes its own). After a change everybody signs in again, and addresses and secrets of channels are entered anew: the page 通知渠道 names those that need it',
  },
  DATABASE_URL: {
    zh: 'PostgreSQL 的地址，必填（npm start 不填则用内嵌数据库）',
    en: 'Address of PostgreSQL, required (left out, npm start uses the embedded one)',
  },
  DATABASE_POOL: {
    zh: '每个进程最多的数据库连接数，默认 10',
    en: 'Most database connections of each process, 10 by default',
  },
  TEMPORAL_ADDRESS: {
    zh: 'Temporal 服务的地址，如 127.0.0.1:7233，必填（npm start 不填则自行启动）',
    en: 'Address of the Temporal server, such as 127.0.0.1:7233, required (left out, npm start runs its own)',
  },
  TEMPORAL_NAMESPACE: { zh: 'Temporal 的命名空间，默认 default', en: 'Temporal namespace, "default" by default' },
  TEMPORAL_TASK_QUEUE: { zh: 'Temporal 的任务队列，默认 duban', en: 'Temporal task queue, "duban" by default' },
  TEMPORAL_UI_URL: {
    zh: 'Temporal 自带网页的地址，如 https://temporal.example.gov.cn；填写后“运行监控”页链接到它',
    en: "Address of Temporal's own pages, such as https://temporal.example.gov.cn; the monitoring page then links there",
  },
  WORKER_PORT: {
    zh: '工作进程健康检查的端口，默认 3001',
    en: "Port of the worker's health check, 3001 by default",
  },
  SMTP_URL: {
    zh: '邮件服务器的地址，如 smtps://user:password@mail.example.gov.cn，正式环境必填；演练环境不得填写',
    en: 'Address of the mail server, such as smtps://user:password@mail.example.gov.cn; required in production, refused in a rehearsal',
  },
  MAIL_FROM: {
    zh: '邮件的发件人，如 督办 <duban@example.gov.cn>，正式环境必填',
    en: 'Sender of mails, such as Duban <duban@example.gov.cn>; required in production',
  },
  BOUNCE_ADDRESS: {
    zh: '退信寄往的邮箱（邮件的退回地址），不填则为发件人',
    en: 'Address to which mail comes back (the return path); the sender where it is left out',
  },
  BOUNCE_IMAP_URL: {
    zh: '读取退信的邮箱，如 imaps://user:password@imap.example.gov.cn/INBOX；不填则不读取，演练环境不得填写',
    en: 'Mailbox in which mail that came back is read, such as imaps://user:password@imap.example.gov.cn/INBOX; left out, none is; refused in a rehearsal',
  },
  MAILBOX_URL: {
    zh: '演练邮箱的地址，只能在本机（由 npm start 填写）',
    en: 'Address of the mailbox of a rehearsal, on this machine only (set by npm start)',
  },
  CHANNEL_PRIVATE_HOSTS: {
    zh: '通知渠道可以访问的内网主机名，以逗号分隔，如 sms.gov.lan；其余地址须为公网 https',
    en: 'Hosts in private networks that notice channels may reach, separated by commas, such as sms.gov.lan; all others must be public and https',
  },
  OCR: {
    zh: '导入扫描件、图片时识别文字：on（识别）或 off（不识别，默认）；在本机进行，较慢',
    en: 'Recognise the text of scans and pictures on import: on or off (the default); done on this machine, slowly',
  },
  LOG_LEVEL: {
    zh: '日志级别：fatal、error、warn、info、debug、trace 或 silent，默认 info',
    en: 'Log level: fatal, error, warn, info, debug, trace or silent; info by default',
  },
  DUBAN_HOME: {
    zh: 'npm start 存放数据的文件夹，默认 .duban',
    en: 'Folder in which npm start keeps its data, .duban by default',
  },
  DEMO_PASSWORD: {
    zh: '演示账号的密码，不填则随机生成并在启动时显示；正式环境不得填写',
    en: 'Password of the demonstration accounts; left out, a random one is printed at the start; refused in production',
  },
  TEMPORAL_CLI: {
    zh: 'Temporal 命令行程序的路径（npm start、npm test 使用）',
    en: 'Path of the Temporal command line program (used by npm start and npm test)',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

export interface Config {
  mode: 'rehearsal' | 'production';
  port: number;
  host: string;
  /** Without a slash at its end. */
  publicUrl: string;
  sessionSecret: string;
  databaseUrl: string;
  databasePool: number;
  temporalAddress: string;
  temporalNamespace: string;
  temporalTaskQueue: string;
  /** Without a slash at its end; null where there are none. */
  temporalUiUrl: string | null;
  workerPort: number;
  /** Where mail goes: the mail server in production, the mailbox in a rehearsal. */
  smtpUrl: string;
  mailFrom: string;
  /** Where mail comes back to; null: to the sender. */
  bounceAddress: string | null;
  /** The mailbox in which it is read; null: in none. */
  bounceImapUrl: string | null;
  /** Hosts in private networks that notice channels may reach. */
  channelPrivateHosts: string[];
  /** Text of scans and pictures is recognised. */
  ocr: boolean;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/** All that is wrong with the settings, together: one line for each. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`设置有误 The settings are wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const MIN_SECRET = 32;
const MIN_DISTINCT = 10;

const port = z.coerce.number().int().min(1).max(65_535);
const address = (schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)));
const hostAndPort = z.string().regex(/^[^\s:/]+:\d{1,5}$/);
const smtp = address(['smtp', 'smtps']);
const secret = z.string().refine((text) => text.length >= MIN_SECRET && new Set(text).size >= MIN_DISTINCT);
const onThisMachine = smtp.refine((text) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(text).hostname));

const web = address(['http', 'https']).transform((text) => text.replace(/\/+$/, ''));

const hostNames = z
  .string()
  .transform((text) => text.split(/[,，\s]+/).filter((name) => name !== ''))
  .pipe(z.array(z.string().regex(/^[a-z0-9.-]+$|^\[[0-9a-f:]+\]$/)));

const common = {
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  SESSION_SECRET: secret,
  DATABASE_URL: address(['postgres', 'postgresql']),
  DATABASE_POOL: z.coerce.number().int().min(1).max(500).default(10),
  TEMPORAL_ADDRESS: hostAndPort,
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TASK_QUEUE: z.string().default('duban'),
  TEMPORAL_UI_URL: web.optional(),
  WORKER_PORT: port.default(3001),
  CHANNEL_PRIVATE_HOSTS: hostNames.default([]),
  OCR: z.enum(['on', 'off']).default('off'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};

const production = z.object({
  ...common,
  DUBAN_MODE: z.literal('production'),
  PUBLIC_URL: web,
  SMTP_URL: smtp,
  MAIL_FROM: z.string(),
  BOUNCE_ADDRESS: z.email().optional(),
  BOUNCE_IMAP_URL: address(['imap', 'imaps']).optional(),
  MAILBOX_URL: z.undefined().optional(),
  DEMO_PASSWORD: z.undefined().optional(),
});

const rehearsal = z.object({
  ...common,
  DUBAN_MODE: z.literal('rehearsal'),
  PUBLIC_URL: web.optional(),
  SMTP_URL: z.undefined().optional(),
  MAIL_FROM: z.string().default('督办演练 <duban@rehearsal.invalid>'),
  BOUNCE_ADDRESS: z.undefined().optional(),
  BOUNCE_IMAP_URL: z.undefined().optional(),
  MAILBOX_URL: onThisMachine,
  DEMO_PASSWORD: z.string().min(8).optional(),
});

/** An empty value means "not set": that is how compose files and shells leave a setting out. */
function present(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
}

function describe(name: string): string {
  const setting: Setting | undefined = SETTINGS[name as SettingName];
  return setting ? `${name}: ${setting.zh} / ${setting.en}` : name;
}

function check<T>(schema: z.ZodType<T>, values: Record<string, string>): T {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const names = new Set(result.error.issues.map((issue) => String(issue.path[0] ?? '')));
  throw new ConfigError([...names].map(describe));
}

/**
 * Reads the settings of the API and the worker.
 * @throws {ConfigError} with every problem at once
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const values = { DUBAN_MODE: 'production', ...present(env) };
  if (values.DUBAN_MODE !== 'production' && values.DUBAN_MODE !== 'rehearsal') {
    throw new ConfigError([describe('DUBAN_MODE')]);
  }
  const read =
    values.DUBAN_MODE === 'production'
      ? check(production, values)
      : { ...check(rehearsal, values), SMTP_URL: undefined };
  return {
    mode: read.DUBAN_MODE,
    port: read.PORT,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL ?? `http://localhost:${read.PORT}`,
    sessionSecret: read.SESSION_SECRET,
    databaseUrl: read.DATABASE_URL,
    databasePool: read.DATABASE_POOL,
    temporalAddress: read.TEMPORAL_ADDRESS,
    temporalNamespace: read.TEMPORAL_NAMESPACE,
    temporalTaskQueue: read.TEMPORAL_TASK_QUEUE,
    temporalUiUrl: read.TEMPORAL_UI_URL ?? null,
    workerPort: read.WORKER_PORT,
    smtpUrl: read.SMTP_URL ?? read.MAILBOX_URL ?? '',
    mailFrom: read.MAIL_FROM,
    bounceAddress: read.BOUNCE_ADDRESS ?? null,
    bounceImapUrl: read.BOUNCE_IMAP_URL ?? null,
    channelPrivateHosts: read.CHANNEL_PRIVATE_HOSTS,
    ocr: read.OCR === 'on',
    logLevel: read.LOG_LEVEL,
  };
}

/** For programs that need the database alone (migrate, admin:create). @throws {ConfigError} */
export function loadDatabaseUrl(env: NodeJS.ProcessEnv): string {
  return check(z.object({ DATABASE_URL: common.DATABASE_URL }), present(env)).DATABASE_URL;
}

/** What `npm start` lets one choose; all else it makes itself. */
export interface StartSettings {
  home: string;
  port: number;
  host: string;
  publicUrl?: string;
  demoPassword?: string;
  databaseUrl?: string;
  temporalAddress?: string;
  temporalCli?: string;
  ocr: 'on' | 'off';
  logLevel: Config['logLevel'];
}

const start = z.object({
  DUBAN_MODE: z.literal('rehearsal').optional(),
  DUBAN_HOME: z.string().default('.duban'),
  PORT: common.PORT,
  HOST: common.HOST,
  PUBLIC_URL: rehearsal.shape.PUBLIC_URL,
  DEMO_PASSWORD: rehearsal.shape.DEMO_PASSWORD,
  DATABASE_URL: common.DATABASE_URL.optional(),
  TEMPORAL_ADDRESS: common.TEMPORAL_ADDRESS.optional(),
  TEMPORAL_CLI: z.string().optional(),
  SMTP_URL: z.undefined().optional(),
  OCR: common.OCR,
  LOG_LEVEL: common.LOG_LEVEL.default('warn'),
});

/** Reads the settings of `npm start`, which is always a rehearsal. @throws {ConfigError} with every problem at once */
export function loadStartSettings(env: NodeJS.ProcessEnv): StartSettings {
  const read = check(start, present(env));
  return {
    home: read.DUBAN_HOME,
    port: read.PORT,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL,
    demoPassword: read.DEMO_PASSWORD,
    databaseUrl: read.DATABASE_URL,
    temporalAddress: read.TEMPORAL_ADDRESS,
    temporalCli: read.TEMPORAL_CLI,
    ocr: read.OCR,
    logLevel: read.LOG_LEVEL,
  };
}
