import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { MOST_TOLD, toldOf } from '../../domain/trail.ts';
import type { TimelineEntry } from '../data/types.ts';
import { useWords } from '../i18n/index.ts';
import { nameOf } from './Names.tsx';

/** Unit and person, where the sentence does not name them already. */
function byWhom(event: TimelineEntry, text: string): string[] {
  return [nameOf(event.unit), nameOf(event.person)].filter((name) => name !== '' && !text.includes(name));
}

interface Props {
  events: TimelineEntry[];
  /** How many the server hands out, but for the one by which more are known of. */
  most?: number;
}

/** What happened, newest first; it says where earlier entries are left out. */
export function Timeline({ events, most = MOST_TOLD }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  if (events.length === 0) return <p className="empty">{t('timeline.empty')}</p>;
  const { told, cut } = toldOf(events, most);
  return (
    <>
      <ol className="timeline">
        {told.map((event) => (
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
                  {event.values
                    .map(({ label, value }) => t('list.told', { name: words(label), value: words(value) }))
                    .join(t('list.andThen'))}
                </span>
              )}
              <span className="muted">{byWhom(event, words(event.text)).map((name) => ` · ${name}`)}</span>
            </span>
          </li>
        ))}
      </ol>
      {cut && <p className="muted">{t('timeline.cut', { n: most })}</p>}
    </>
  );
}
