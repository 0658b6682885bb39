import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { DigestContent, NamedEntry } from '../../domain/notices/content.ts';
import { noticePage } from '../../domain/notices/words.ts';
import { itemLabel } from '../../domain/workItem.ts';

export interface CalendarFile {
  filename: string;
  content: string;
  contentType: string;
}

const CANCEL = ICalCalendarMethod.CANCEL;
const PUBLISH = ICalCalendarMethod.PUBLISH;

const fileNames = {
  [PUBLISH]: { zh: '办理期限.ics', en: 'due-days.ics' },
  [CANCEL]: { zh: '已办事项.ics', en: 'done.ics' },
};

/**
 * The due days of a digest as files that calendars read (RFC 5545, RFC 5546): one with those that stand, one that takes
 * out those that are done; none where there is nothing to say. An item keeps its UID for good.
 */
export function calendarFiles(content: DigestContent, publicUrl: string): CalendarFile[] {
  const { set, cancelled } = content.dates;
  return [
    ...(set.length > 0 ? [calendarFile(PUBLISH, set, content, publicUrl)] : []),
    ...(cancelled.length > 0 ? [calendarFile(CANCEL, cancelled, content, publicUrl)] : []),
  ];
}

function calendarFile(
  method: typeof PUBLISH | typeof CANCEL,
  entries: NamedEntry[],
  { day, rehearsal, countyName, person: { language } }: DigestContent,
  publicUrl: string,
): CalendarFile {
  const calendar = ical({ method, prodId: { company: 'Duban', product: 'Duban', language: language.toUpperCase() } });
  for (const entry of entries) {
    calendar.createEvent({
      id: `item.${entry.workItemId}@duban.example`,
      sequence: entry.sequence,
      // The same mail sent again carries the same bytes.
      stamp: midnight(day),
      start: midnight(entry.dueOn),
      allDay: true,
      summary: (rehearsal ? '【演练】' : '') + summaryOf(entry, language),
      url: publicUrl + noticePage('OPENED', { ...entry, escalationId: null }),
      organizer: { name: countyName, email: 'duban@duban.example' },
      transparency: ICalEventTransparency.TRANSPARENT,
      status: method === CANCEL ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return {
    filename: fileNames[method][language],
    content: calendar.toString(),
    contentType: `text/calendar; charset=utf-8; method=${method}`,
  };
}

function summaryOf({ kind, stepName, title, unitName }: NamedEntry, language: 'zh' | 'en'): string {
  const what = itemLabel(kind, stepName)[language];
  if (language === 'zh') return `${what}到期：${title}${unitName === null ? '' : `（${unitName}）`}`;
  return `Due: ${what}, ${title}${unitName === null ? '' : ` (${unitName})`}`;
}

/** An all-day event reads the day in UTC, whatever the zone of the machine. */
function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
