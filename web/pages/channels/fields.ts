import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { shippedSmsRules } from '../../../domain/channels/smsRules.ts';
import { type ChannelKind, channelFacts } from '../../../domain/channels/types.ts';
import { useList } from '../../data/hooks.ts';
import type { Channel, UnitGroup } from '../../data/types.ts';
import type { FieldSpec, Value } from '../../shared/RecordDialog.tsx';

type Values = Record<string, Value>;

/** What is asked of a channel: by its kind, and whether it exists already (then address and secret may stay). */
export function useChannelFields(kind: ChannelKind, channel: Channel | null): FieldSpec[] {
  const { t } = useTranslation();
  const groups = useList<UnitGroup>('/unit-groups?limit=200').items ?? [];
  const kept = channel === null ? '' : t('channels.kept');
  const { secret } = channelFacts[kind];
  const known = channel?.units ?? [];
  return [
    { key: 'name', label: t('channels.name'), type: 'text', required: true },
    {
      ...{ key: 'address', label: t('channels.address'), type: 'text', required: channel === null },
      help: `${t(`channels.addressHelp.${kind}`)}${kept}`,
    },
    ...(secret === 'none'
      ? []
      : [
          {
            ...{ key: 'secret', label: t('channels.secret'), type: 'secret' as const },
            required: secret === 'must' && channel === null,
            help: `${t(`channels.secretHelp.${kind as 'SMS'}`)}${channel?.hasSecret ? kept : ''}`,
          },
        ]),
    ...(channel?.hasSecret && secret === 'may'
      ? [{ key: 'noSecret', label: t('channels.noSecret'), type: 'check' as const }]
      : []),
    { key: 'wholeCounty', label: t('channels.wholeCounty'), type: 'check', help: t('channels.servesHelp') },
    { key: 'unitIds', label: t('channels.units'), type: 'multi', party: { noun: 'units', known } },
    {
      ...{ key: 'groupIds', label: t('channels.groups'), type: 'multi' },
      options: groups.map(({ id, name }) => ({ value: id, label: name })),
    },
    ...(kind === 'SMS' ? smsFields(t) : [languageField(t)]),
  ];
}

type Translate = TFunction;

function languageField(t: Translate): FieldSpec {
  const options = [
    { value: 'zh', label: '中文' },
    { value: 'en', label: 'English' },
  ];
  return { key: 'language', label: t('channels.language'), type: 'select', required: true, options };
}

function smsFields(t: Translate): FieldSpec[] {
  return [
    {
      ...{ key: 'body', label: t('channels.smsBody'), type: 'long', required: true },
      help: t('channels.smsBodyHelp', { phone: '{{phone}}', text: '{{text}}', id: '{{id}}' }),
    },
    { key: 'header', label: t('channels.smsHeader'), type: 'text', required: true },
    { key: 'okField', label: t('channels.smsOkField'), type: 'text', help: t('channels.smsOkFieldHelp') },
    { key: 'okValue', label: t('channels.smsOkValue'), type: 'text' },
  ];
}

/** A channel as the dialog begins with it. */
export function valuesOf(channel: Channel | null): Values {
  const ids = (refs: { id: string }[] | undefined) => (refs ?? []).map(({ id }) => id);
  return {
    ...{ name: channel?.name ?? '', address: '', secret: '', noSecret: false, language: channel?.language ?? 'zh' },
    ...{ wholeCounty: channel?.wholeCounty ?? false, unitIds: ids(channel?.units), groupIds: ids(channel?.groups) },
    ...(channel?.sms ?? shippedSmsRules),
  };
}

/** What is sent: address and secret only where they were typed, so that others stay as they are. */
export function bodyOf(kind: ChannelKind, channel: Channel | null, values: Values): object {
  const { address, secret, noSecret, body, header, okField, okValue, ...fields } = values;
  const typed = (value: Value | undefined) => typeof value === 'string' && value.trim() !== '';
  return {
    ...fields,
    sms: kind === 'SMS' ? { body, header, okField: okField ?? '', okValue: okValue ?? '' } : null,
    ...(channel === null ? { kind } : { version: channel.version }),
    ...(typed(address) ? { address } : {}),
    ...(noSecret === true ? { secret: '' } : typed(secret) ? { secret } : {}),
  };
}
