import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { Board } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { EscalationTable } from '../escalations/EscalationTable.tsx';
import { Instructions } from '../instructions/Instructions.tsx';
import { ItemTable } from '../todo/ItemTable.tsx';
import { OverdueItems } from '../urgings/OverdueItems.tsx';
import { AdminHealth } from './AdminHealth.tsx';
import { LeaderBurden } from './LeaderBurden.tsx';
import { LeaderLights } from './LeaderLights.tsx';

/** Decisions shown on the first page; the others stand in their list. */
const MOST_DECIDING = 5;
/** Gaps shown at once; the others open on demand. */
const MOST_GAPS = 20;

function Tiles({ tiles }: { tiles: Board['tiles'] }) {
  const words = useWords();
  return (
    <ul className="tiles">
      {tiles.map((tile) => (
        <li key={tile.key}>
          <Link to={tile.link} className={tile.count === 0 ? 'tile tile-none' : 'tile'}>
            <span className="tile-count">{tile.count}</span>
            <span>{words(tile.label)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function GapList({ gaps }: { gaps: Board['gaps'] }) {
  const words = useWords();
  return (
    <ul className="plain">
      {gaps.map((gap) => (
        <li key={`${gap.link} ${gap.what.zh}`}>
          <Link to={gap.link}>{words(gap.what)}</Link>
          {gap.detail !== null && <span className="muted"> {gap.detail}</span>}
        </li>
      ))}
    </ul>
  );
}

function Undeliverable({ people }: { people: Board['undeliverable'] }) {
  const { t } = useTranslation();
  return (
    <ul className="plain">
      {people.map((entry) => (
        <li key={`${entry.personId} ${entry.day}`}>
          <span className="day">{entry.day}</span>{' '}
          <Link to={`/organisation/people?q=${encodeURIComponent(entry.name)}`}>{entry.name}</Link>
          <span className="muted"> {t(`mailCause.${entry.cause}`)}</span>
        </li>
      ))}
    </ul>
  );
}

function OfficeGaps({ board }: { board: Board }) {
  const { t } = useTranslation();
  const { gaps, undeliverable } = board;
  return (
    <>
      <Section title={`${t('board.undeliverable')} (${undeliverable.length})`}>
        {undeliverable.length === 0 && <p className="empty">{t('board.noUndeliverable')}</p>}
        <Undeliverable people={undeliverable.slice(0, MOST_GAPS)} />
        {undeliverable.length > MOST_GAPS && (
          <details>
            <summary>{t('board.moreGaps', { n: undeliverable.length - MOST_GAPS })}</summary>
            <Undeliverable people={undeliverable.slice(MOST_GAPS)} />
          </details>
        )}
      </Section>
      {gaps.length > 0 && (
        <Section title={`${t('board.gaps')} (${gaps.length})`}>
          <p className="muted">{t('board.gapsLead')}</p>
          <GapList gaps={gaps.slice(0, MOST_GAPS)} />
          {gaps.length > MOST_GAPS && (
            <details>
              <summary>{t('board.moreGaps', { n: gaps.length - MOST_GAPS })}</summary>
              <GapList gaps={gaps.slice(MOST_GAPS)} />
            </details>
          )}
        </Section>
      )}
    </>
  );
}

function ToSign({ letters }: { letters: Board['signing'] }) {
  const { t } = useTranslation();
  return (
    <Section
      title={`${t('board.signing')} (${letters.length})`}
      extra={<Link to="/letters?state=DRAFT">{t('board.allSigning')}</Link>}
    >
      <DataTable
        label={t('board.signing')}
        rows={letters.slice(0, MOST_DECIDING)}
        rowKey={(row) => row.id}
        empty=""
        columns={[
          {
            key: 'title',
            title: t('letter.title'),
            head: true,
            render: (row) => (
              <Link to={`/letters/${row.id}`} className="strong">
                {row.title}
              </Link>
            ),
          },
          { key: 'unit', title: t('item.unit'), render: (row) => row.unit?.name ?? '—' },
          { key: 'measure', title: t('escalation.measure'), render: (row) => row.measureTitle ?? '—' },
          {
            key: 'day',
            title: t('letter.day'),
            width: 104,
            render: (row) => <span className="day">{row.draftedOn}</span>,
          },
        ]}
      />
    </Section>
  );
}

/** Says below a list that it is not the whole, and where the whole stands. */
function Cut({ n, to, children }: { n: number; to: string; children: string }) {
  const { t } = useTranslation();
  return (
    <p className="muted">
      {t('board.cut', { n })} <Link to={to}>{children}</Link>
    </p>
  );
}

/** First what waits for a decision, then counts that each open the list they count. */
export function BoardPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const query = useGet<Board>('/board');
  const office = hasRole(user, 'OFFICE');
  const admin = hasRole(user, 'ADMIN');
  const leader = hasRole(user, 'LEADER', 'CHIEF_LEADER');
  const discipline = hasRole(user, 'DISCIPLINE');
  return (
    <Page
      title={t('board.title')}
      actions={
        <>
          {leader && <Link to="/board/paper">{t('paper.open')}</Link>}
          {office && <Link to="/plans/import">{t('plans.import')}</Link>}
        </>
      }
    >
      <Loaded query={query}>
        {(board) => (
          <>
            <Tiles tiles={board.tiles} />
            {admin && <AdminHealth />}
            {board.deciding.length > 0 && (
              <Section
                title={`${t('board.deciding')} (${board.deciding.length})`}
                extra={<Link to="/escalations?state=DRAFTED">{t('board.allDeciding')}</Link>}
              >
                <EscalationTable escalations={board.deciding.slice(0, MOST_DECIDING)} empty="" />
              </Section>
            )}
            {board.receiving.length > 0 && (
              <Section
                title={`${t('board.receiving')} (${board.receiving.length})`}
                extra={<Link to="/escalations">{t('board.allEscalations')}</Link>}
              >
                <EscalationTable escalations={board.receiving.slice(0, MOST_DECIDING)} empty="" />
              </Section>
            )}
            {board.signing.length > 0 && <ToSign letters={board.signing} />}
            {board.talks.length > 0 && (
              <Section
                title={`${t('board.talks')} (${board.talks.length})`}
                extra={<Link to="/escalations?rung=TALK&state=APPROVED">{t('board.allTalks')}</Link>}
              >
                <EscalationTable escalations={board.talks.slice(0, MOST_DECIDING)} empty="" />
              </Section>
            )}
            {(office || leader || board.waiting.length > 0) && (
              <Section title={t('board.waiting')} extra={<Link to="/todo">{t('board.allWaiting')}</Link>}>
                <ItemTable
                  label={t('board.waiting')}
                  items={board.waiting}
                  show={['of', 'unit', 'why']}
                  empty={office ? t('board.nothingOffice') : t('board.nothing')}
                />
                {board.more.waiting && (
                  <Cut n={board.waiting.length} to="/todo">
                    {t('board.allWaiting')}
                  </Cut>
                )}
              </Section>
            )}
            {(office || leader || discipline) && (
              <Section
                title={t('board.escalationsToday')}
                extra={<Link to="/escalations">{t('board.allEscalations')}</Link>}
              >
                <EscalationTable escalations={board.escalationsToday} empty={t('board.noEscalations')} />
                {board.more.escalationsToday && (
                  <Cut n={board.escalationsToday.length} to="/escalations">
                    {t('board.allEscalations')}
                  </Cut>
                )}
              </Section>
            )}
            {(office || leader) && <OverdueItems />}
            {leader && <LeaderLights />}
            {(office || leader) && <Instructions />}
            {leader && <LeaderBurden />}
            {office && <OfficeGaps board={board} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
