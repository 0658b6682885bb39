import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TimelineEntry } from '../data/types.ts';
import { useWords } from '../i18n/index.ts';
import { nameOf } from './Names.tsx';

/** Unit and person, where the sentence does not name them already. */
function byWhom(event: TimelineEntry, text: string): string[] {
  return [nameOf(event.unit), nameOf(event.person)].filter((name) => name !== '' && !text.includes(name));
}

/** Everything that happened, newest first. */
export function Timeline({ events }: { events: TimelineEntry[] }) {
  const { t } = useTranslation();
  const words = useWords();
  if (events.length === 0) return <p className="empty">{t('timeline.empty')}</p>;
  return (
    <ol className="timeline">
      {events.map((event) => (
        <li key={event.id}>
          <time dateTime={event.businessDay}>{event.businessDay}</time>
          <span>
            {event.workItemId === null ? (
              words(event.text)
            ) : (
              <Link to={`/items/${event.workItemId}`}>{words(event.text)}</Link>
            )}
            {event.values.length > 0 && (
              <span className="muted timeline-values">
                {' '}
                {event.values.map(({ label, value }) => `${words(label)}：${words(value)}`).join('；')}
              </span>
            )}
            <span className="muted">{byWhom(event, words(event.text)).map((name) => ` · ${name}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
