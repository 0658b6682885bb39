import type { UserMessage } from '../errors.ts';
import { type ChannelKind, channelFacts } from './types.ts';

const messages = {
  url: {
    zh: '须为完整网址，如 https://example.com/hook',
    en: 'Must be a whole address such as https://example.com/hook',
  },
  https: { zh: '须以 https:// 开头', en: 'Must begin with https://' },
  user: { zh: '网址中不能带用户名和密码', en: 'The address must not carry a user name or password' },
  inside: {
    zh: '不能指向本机或内部网络；确需使用的，请运维人员将主机名写入 CHANNEL_PRIVATE_HOSTS',
    en: 'Must not lead to this machine or a private network; hosts that are needed there are named in CHANNEL_PRIVATE_HOSTS',
  },
  key: {
    zh: '缺少机器人的密钥参数，请复制完整的 Webhook 地址',
    en: 'The key of the robot is missing: copy the whole address',
  },
} satisfies Record<string, UserMessage>;

/** What the address of a robot carries its key in. */
const KEYS: Partial<Record<ChannelKind, (url: URL) => boolean>> = {
  WECOM: (url) => url.searchParams.has('key'),
  DINGTALK: (url) => url.searchParams.has('access_token'),
  FEISHU: (url) => /^\/open-apis\/bot\/v2\/hook\/[\w-]+$/.test(url.pathname),
};

/**
 * What is wrong with the address of a channel; null where nothing is. Names are looked up again at every sending: a
 * public name may lead to a private network later.
 *
 * @param privateHosts Hosts that may stand in a private network and need no https.
 */
export function addressFault(kind: ChannelKind, address: string, privateHosts: readonly string[]): UserMessage | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return messages.url;
  if (url.username !== '' || url.password !== '') return messages.user;
  const named = privateHosts.includes(url.hostname);
  const { host } = channelFacts[kind];
  if (host !== null && !named && url.hostname !== host) {
    return { zh: `该渠道的地址须在 ${host}`, en: `The address of this channel is at ${host}` };
  }
  if (!named && url.protocol !== 'https:') return messages.https;
  if (!named && leadsInside(url.hostname)) return messages.inside;
  return KEYS[kind]?.(url) === false ? messages.key : null;
}

/** An address as it may be shown: without what stands after the path's beginning, which may be its key. */
export function shownAddress(address: string): string {
  const url = new URL(address);
  const more = url.pathname.length > 1 || url.search !== '';
  return `${url.protocol}//${url.host}${more ? '/…' : ''}`;
}

/** Whether a host name says by itself that it is of this machine or a private network. */
function leadsInside(hostname: string): boolean {
  if (hostname.startsWith('[')) return isPrivateAddress(hostname.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname)) return isPrivateAddress(hostname);
  const name = hostname.replace(/\.$/, '');
  return !name.includes('.') || /\.(localhost|local|internal|lan|intranet|home\.arpa)$/.test(name);
}

/** IPv4 blocks that are not of the public internet (IANA special-purpose registry): first address and prefix length. */
const PRIVATE_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/**
 * Whether an IP address is of this machine, a private network or anything else that is not a public host. Of IPv6 only
 * global unicast (2000::/3) is public, without the blocks that wrap an IPv4 address or belong to protocols.
 *
 * @param ip IPv4 in four decimal parts, or IPv6 in any spelling; anything else counts as private.
 */
export function isPrivateAddress(ip: string): boolean {
  const v4 = numberOf(ip);
  if (v4 !== null) return PRIVATE_V4.some(([base, bits]) => sameBlock(v4, numberOf(base) ?? 0, bits));
  const groups = groupsOf(ip);
  if (groups === null) return true;
  const [first = 0, second = 0] = groups;
  if (first < 0x2000 || first > 0x3fff) return true;
  if (first === 0x2001 && second < 0x0200) return true;
  if (first === 0x2001 && second === 0x0db8) return true;
  return first === 0x2002 || (first === 0x3fff && second < 0x1000);
}

function sameBlock(address: number, base: number, bits: number): boolean {
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) === Math.floor(base / size);
}

function numberOf(ip: string): number | null {
  const parts = ip.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** The eight groups of an IPv6 address; the URL parser knows all its spellings. */
function groupsOf(ip: string): number[] | null {
  const bare = ip.replace(/%.*$/, '');
  if (!bare.includes(':') || !URL.canParse(`http://[${bare}]/`)) return null;
  const text = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const [head = '', tail] = text.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...gap, ...after].map((group) => Number.parseInt(group, 16));
}
