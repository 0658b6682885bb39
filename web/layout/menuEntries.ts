import { hasRole } from '../data/session.tsx';
import type { User } from '../data/types.ts';

export const menuKeys = [
  'board',
  'todo',
  'register',
  'plans',
  'matters',
  'escalations',
  'letters',
  'burden',
  'organisation',
  'calendar',
  'ladders',
  'letterTemplates',
  'channels',
  'noticeSettings',
  'definitions',
  'rehearse',
  'triggers',
  'monitor',
  'mailbox',
  'clock',
  'account',
] as const;
export type MenuKey = (typeof menuKeys)[number];

/** What a person finds in the menu, by the posts held; the server decides again on every call. */
export function menuOf(user: User): MenuKey[] {
  const office = hasRole(user, 'OFFICE');
  const unit = hasRole(user, 'UNIT_HEAD', 'LIAISON');
  const leader = hasRole(user, 'LEADER', 'CHIEF_LEADER');
  const discipline = hasRole(user, 'DISCIPLINE');
  const admin = hasRole(user, 'ADMIN');
  const shown: Record<MenuKey, boolean> = {
    board: office || leader || discipline || admin,
    todo: office || unit || leader,
    register: office || unit || leader,
    plans: office || unit || leader,
    matters: office || unit || leader,
    escalations: office || leader || discipline || unit,
    letters: office || leader || unit || discipline,
    burden: office || leader || unit,
    organisation: office || admin,
    calendar: office || admin,
    ladders: office || admin,
    letterTemplates: office || admin,
    channels: admin,
    noticeSettings: office || admin,
    definitions: office || admin,
    rehearse: office || admin,
    triggers: office || admin,
    monitor: admin,
    mailbox: user.mode === 'rehearsal' && (office || admin),
    clock: user.mode === 'rehearsal' && (office || admin),
    account: true,
  };
  return menuKeys.filter((key) => shown[key]);
}
