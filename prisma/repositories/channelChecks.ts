import { addressFault, type ChannelKind, channelFacts, type SmsRules, smsFaults } from '../../domain/channels/index.ts';
import { DubanError, type InputProblem, type UserMessage } from '../../domain/errors.ts';
import type { Tx } from '../client.ts';
import type { Actor } from './actor.ts';

export interface ChannelFields {
  name: string;
  language: 'zh' | 'en';
  wholeCounty: boolean;
  unitIds: string[];
  groupIds: string[];
  /** Of a gateway for text messages. */
  sms: SmsRules | null;
}

/** Address where it is new, and whether there is a secret afterwards. */
interface AddressAndSecret {
  address?: string | undefined;
  hasSecret: boolean;
}

/** @throws DubanError VALIDATION with everything that is wrong with a channel, CONFLICT where its name is taken. */
export async function refuseWrong(
  tx: Tx,
  actor: Actor,
  { id, kind, ...input }: ChannelFields & { id: string | null; kind: ChannelKind } & AddressAndSecret,
  privateHosts: readonly string[],
): Promise<void> {
  const problems: InputProblem[] = [];
  const report = (pointer: string, message: UserMessage | null) => message && problems.push({ pointer, message });
  if (input.address !== undefined) report('/address', addressFault(kind, input.address, privateHosts));
  if (channelFacts[kind].secret === 'must' && !input.hasSecret) {
    report('/secret', { zh: '须设置签名密钥', en: 'A secret to sign with is needed' });
  }
  if (channelFacts[kind].secret === 'none' && input.hasSecret) {
    report('/secret', { zh: '该类机器人没有签名密钥', en: 'Robots of this kind have no secret' });
  }
  if (kind === 'SMS') {
    if (input.sms === null) report('/sms', { zh: '请填写短信网关的接口', en: 'Say how the gateway is spoken to' });
    else problems.push(...smsFaults(input.sms));
  }
  if (!input.wholeCounty) await reportReach(tx, actor, input, report);
  if (problems.length > 0) throw invalid(problems);
  const named = await tx.channel.findUnique({
    where: { countyId_name: { countyId: actor.countyId, name: input.name } },
  });
  if (named && named.id !== id) {
    throw new DubanError('CONFLICT', { zh: '已有同名的通知渠道', en: 'There is a channel of this name' });
  }
}

async function reportReach(
  tx: Tx,
  { countyId }: Actor,
  { unitIds, groupIds }: ChannelFields,
  report: (pointer: string, message: UserMessage | null) => unknown,
): Promise<void> {
  if (unitIds.length + groupIds.length === 0) {
    report('/unitIds', { zh: '请选择服务的单位或单位组', en: 'Choose the units or groups that it serves' });
  }
  const units = await tx.unit.count({ where: { countyId, id: { in: unitIds } } });
  if (units !== new Set(unitIds).size) report('/unitIds', { zh: '有单位不存在', en: 'A unit does not exist' });
  const groups = await tx.unitGroup.count({ where: { countyId, id: { in: groupIds } } });
  if (groups !== new Set(groupIds).size) report('/groupIds', { zh: '有单位组不存在', en: 'A group does not exist' });
}

export function invalid(problems: InputProblem[]): DubanError {
  const inWords = (language: 'zh' | 'en') => problems.map(({ message }) => message[language]).join('; ');
  return new DubanError('VALIDATION', { zh: inWords('zh'), en: inWords('en') }, { problems });
}
