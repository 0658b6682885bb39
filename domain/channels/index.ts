export { addressFault, isPrivateAddress, shownAddress } from './address.ts';
export { judge, type Verdict } from './answer.ts';
export { composeMessage, composeTest, type MessageText } from './message.ts';
export { pauseAfter } from './retry.ts';
export { fillSms, type SmsRules, shippedSmsRules, smsFaults } from './smsRules.ts';
export {
  type ChannelKind,
  channelFacts,
  type MessageState,
  type RungChannel,
  rungChannelOf,
} from './types.ts';
