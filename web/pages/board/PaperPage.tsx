import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet, useList } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { Board, PlanRow } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { nameOf } from '../../shared/Names.tsx';
import { Page } from '../../shared/Page.tsx';
import { useExplained } from '../escalations/useExplained.ts';
import { plansByNeed } from './plansByNeed.ts';
import { useLitMeasures } from './useLitMeasures.ts';

/** A table wider than a telephone is moved inside its own box, also by keyboard. */
function PaperTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse
    <section className="table-frame paper" tabIndex={0} aria-label={label}>
      <table className="table">{children}</table>
    </section>
  );
}

function PlanLines({ plan }: { plan: PlanRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const rows = useLitMeasures(plan.id) ?? [];
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{plan.title}</h2>
      <PaperTable label={plan.title}>
        <thead>
          <tr>
            <th>{t('measure.number')}</th>
            <th>{t('measure.title')}</th>
            <th>{t('measure.leadOrResponsible')}</th>
            <th>{t('paper.why')}</th>
            <th className="to-write">{t('paper.instruction')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.number}</td>
              <td>{row.title}</td>
              <td>{[...row.leadUnits, ...row.responsibleUnits].map(nameOf).join('、')}</td>
              <td>
                {t(`light.${row.light.colour}`)} {words(row.light.reason)}
              </td>
              <td />
            </tr>
          ))}
        </tbody>
      </PaperTable>
    </section>
  );
}

/** What needs a leader, to be written on by hand: printed, returned to the office, and entered by it. */
export function PaperPage() {
  const { t } = useTranslation();
  const words = useWords();
  const { user } = useSession();
  const board = useGet<Board>('/board');
  const plans = useList<PlanRow>('/plans?limit=20');
  const explained = useExplained();
  return (
    <Page
      title={t('paper.title', { day: user.businessDate, name: user.name })}
      trail={<Link to="/board">← {t('board.title')}</Link>}
      actions={<Button onClick={() => window.print()}>{t('action.print')}</Button>}
    >
      <p className="muted">{t('paper.lead')}</p>
      <Loaded query={board}>
        {({ deciding, talks, signing, waiting }) => (
          <>
            {deciding.length + talks.length + signing.length > 0 && (
              <section>
                <h2>{t('board.deciding')}</h2>
                <PaperTable label={t('board.deciding')}>
                  <thead>
                    <tr>
                      <th>{t('escalation.rung')}</th>
                      <th>{t('item.unit')}</th>
                      <th>{t('escalation.measure')}</th>
                      <th>{t('paper.why')}</th>
                      <th className="to-write">{t('paper.decision')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {deciding.map((row) => (
                      <tr key={row.id}>
                        <td>{words(row.rungLabel)}</td>
                        <td>{row.unit?.name ?? '—'}</td>
                        <td>{row.measureTitle ?? '—'}</td>
                        <td>
                          {t('paper.overdue', { n: row.overdueWorkingDays })}
                          {explained(row) !== null && <div>{explained(row)}</div>}
                          {row.explanation?.text}
                        </td>
                        <td />
                      </tr>
                    ))}
                    {signing.map((row) => (
                      <tr key={row.id}>
                        <td>{words(row.kindLabel)}</td>
                        <td>{row.unit?.name ?? '—'}</td>
                        <td>{row.measureTitle ?? '—'}</td>
                        <td>{t('board.signing')}</td>
                        <td />
                      </tr>
                    ))}
                    {talks.map((row) => (
                      <tr key={row.id}>
                        <td>{words(row.rungLabel)}</td>
                        <td>{row.unit?.name ?? '—'}</td>
                        <td>{row.measureTitle ?? '—'}</td>
                        <td>{t(`talk.stages.${row.talkState ?? 'APPROVED'}`)}</td>
                        <td />
                      </tr>
                    ))}
                  </tbody>
                </PaperTable>
              </section>
            )}
            {waiting.length > 0 && (
              <section>
                <h2>{t('board.waiting')}</h2>
                <ul>
                  {waiting.map((item) => (
                    <li key={item.id}>
                      {words(item.kindLabel)} · {item.measureTitle ?? item.planTitle} · {item.dueOn}
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Loaded>
      {plansByNeed(plans.items ?? []).lit.map((plan) => (
        <PlanLines key={plan.id} plan={plan} />
      ))}
      <p className="signature">{t('paper.signature')}</p>
    </Page>
  );
}
