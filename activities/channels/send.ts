import { channelFacts, judge } from '../../domain/channels/index.ts';
import type { MessageOutcome, TakenMessage } from '../../prisma/repositories/channelMessages.ts';
import { openChannel } from '../../prisma/repositories/channels.ts';
import type { Seal } from '../../prisma/sealed.ts';
import { type PostSettings, post } from './post.ts';
import { requestFor } from './requests.ts';

/** Sends one message to its provider and says what became of it; never throws for what a provider or network does. */
export async function sendMessage(
  { id, channel, sms, phone, text }: TakenMessage,
  seal: Seal,
  settings: PostSettings,
): Promise<MessageOutcome> {
  const opened = openChannel(channel, seal);
  if (opened === null) return { state: 'REFUSED', answer: 'UNREADABLE' };
  const { kind } = channel;
  const posted = await post(requestFor({ id, kind, sms, phone, text, ...opened }, Date.now()), settings);
  switch (posted.state) {
    case 'ANSWERED':
      return judge(kind, posted.status, posted.body, sms);
    case 'UNSENT':
      return { state: posted.final ? 'REFUSED' : 'LATER', answer: posted.reason };
    case 'UNCERTAIN':
      return { state: channelFacts[kind].repeatable ? 'LATER' : 'UNCERTAIN', answer: posted.reason };
  }
}
