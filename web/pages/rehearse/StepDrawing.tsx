import { Button } from 'antd';
import { Fragment, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SteppedRehearsal } from '../../data/types.ts';
import { ProcessDrawing } from '../../shared/drawing/ProcessDrawing.tsx';
import { callersOf } from './stepping.ts';

interface Props {
  played: SteppedRehearsal;
  at: number;
}

/** The process that takes a step, with its tokens; where it was called, the way to it, on which those that called can be seen. */
export function StepDrawing({ played, at }: Props) {
  const { t } = useTranslation();
  const { steps, processes, drawings } = played;
  const [chosen, setChosen] = useState({ at, process: 0 });
  const step = steps[at];
  const way = callersOf(processes, step?.process ?? 0);
  const shown = chosen.at === at && way.includes(chosen.process) ? chosen.process : (step?.process ?? 0);
  const drawing = drawings[processes[shown]?.drawing ?? 0];
  const standing = steps.findLast(({ process }, index) => index <= at && process === shown);
  const process = useMemo(
    () => ({ bpmnXml: drawing?.bpmnXml ?? '', active: standing?.active ?? [], passed: standing?.passed ?? [] }),
    [drawing, standing],
  );
  if (step === undefined) return null;
  const next = way[way.indexOf(shown) + 1];
  const focus = next === undefined ? step.cause.elementId : processes[next]?.calledBy?.elementId;
  const version = drawing?.version ?? null;
  return (
    <>
      {way.length > 1 && (
        <nav className="row-actions" aria-label={t('rehearse.calledBy')}>
          <span className="muted">{t('rehearse.calledBy')}</span>
          {way.map((one, index) => {
            const name = drawings[processes[one]?.drawing ?? 0]?.name ?? '';
            const calledBy = processes[one]?.calledBy ?? null;
            return (
              <Fragment key={one}>
                {index > 0 && <span aria-hidden="true">›</span>}
                <Button
                  size="small"
                  type={one === shown ? 'primary' : 'default'}
                  aria-pressed={one === shown}
                  onClick={() => setChosen({ at, process: one })}
                >
                  {calledBy === null ? name : t('rehearse.calledAs', { name, element: calledBy.name })}
                </Button>
              </Fragment>
            );
          })}
          {version !== null && (
            <Link to={`/definitions/${version.definitionId}`}>
              {t('rehearse.openProcess', { name: drawing?.name, n: version.version })}
            </Link>
          )}
        </nav>
      )}
      <ProcessDrawing key={processes[shown]?.drawing} process={process} {...(focus === undefined ? {} : { focus })} />
    </>
  );
}
