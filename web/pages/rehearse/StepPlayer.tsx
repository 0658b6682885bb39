import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { outcomeInWords } from '../../../domain/process/outcomeWords.ts';
import type { SteppedRehearsal } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { StepDrawing } from './StepDrawing.tsx';
import { moveOfKey, moves, stepTo } from './stepping.ts';
import { useItemWords } from './words.ts';

type Step = SteppedRehearsal['steps'][number];

const msEach = 900;

/** What happened at a step, in words. */
function useCause({ processes, drawings }: SteppedRehearsal) {
  const { t } = useTranslation();
  const words = useWords();
  const { holderOf } = useItemWords();
  return ({ cause: { kind, name, holder, unit, outcome }, process }: Step): string => {
    const said = t(`rehearse.cause.${kind}`, {
      ...{
        name,
        who: holder === null ? '' : holderOf({ holder, unit }),
        outcome: outcome === null ? '' : words(outcomeInWords(outcome)),
      },
      interpolation: { escapeValue: false },
    }).trim();
    if (process === 0) return said;
    const called = drawings[processes[process]?.drawing ?? 0]?.name ?? '';
    return t('rehearse.cause.called', { said, process: called, interpolation: { escapeValue: false } });
  };
}

interface DayProps {
  played: SteppedRehearsal;
  at: number;
  onGo: (at: number) => void;
}

/** Everything that happens on the day of a step: its steps, with what they open, and the rungs of the day. */
function DayOfStep({ played, at, onGo }: DayProps) {
  const { t } = useTranslation();
  const causeOf = useCause(played);
  const { holderOf, rungOf } = useItemWords();
  const { steps, items } = played;
  const day = steps[at]?.day ?? '';
  const ofDay = steps.flatMap((step, index) => (step.day === day ? [{ step, index }] : []));
  const rungs = items.flatMap((item) =>
    item.rungs.filter(({ on }) => on === day).map(({ rung }) => `${rungOf(rung)} · ${item.name} · ${holderOf(item)}`),
  );
  return (
    <>
      <ol className="step-list" aria-label={t('rehearse.onDay', { day })}>
        {ofDay.map(({ step, index }) => (
          <li key={index} aria-current={index === at ? 'step' : undefined}>
            <button type="button" className="step-button" onClick={() => onGo(index)}>
              {causeOf(step)}
            </button>
            {step.opened.map((item) => {
              const opened = items[item];
              return opened === undefined ? null : (
                <div key={item} className="muted">
                  {t('rehearse.opens', { name: opened.name, holder: holderOf(opened), due: opened.dueOn ?? '—' })}
                </div>
              );
            })}
          </li>
        ))}
      </ol>
      {rungs.length > 0 && (
        <p>
          {t('rehearse.sentOnDay')} {rungs.join('；')}
        </p>
      )}
    </>
  );
}

/** Plays a process step by step on its drawing: by buttons, by keys, or by itself. */
export function StepPlayer({ played }: { played: SteppedRehearsal }) {
  const { t } = useTranslation();
  const causeOf = useCause(played);
  const [at, setAt] = useState(0);
  const [running, setRunning] = useState(false);
  const { steps } = played;
  const last = steps.length - 1;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setTimeout(() => {
      setAt((now) => Math.min(last, now + 1));
      if (at + 1 >= last) setRunning(false);
    }, msEach);
    return () => clearTimeout(timer);
  }, [running, at, last]);
  const step = steps[at];
  if (step === undefined) return <p className="empty">{t('rehearse.nothing')}</p>;
  const go = (next: number) => {
    setRunning(false);
    setAt(next);
  };
  const onKey = (event: KeyboardEvent) => {
    const move = moveOfKey[event.key];
    if (move === undefined) return;
    event.preventDefault();
    go(stepTo(steps, at, move));
  };
  return (
    <>
      <div className="row-actions step-actions" role="toolbar" aria-label={t('rehearse.stepping')} onKeyDown={onKey}>
        {moves.map((move) => (
          <Button
            key={move}
            disabled={['on', 'dayOn', 'last'].includes(move) ? at >= last : at <= 0}
            onClick={() => go(stepTo(steps, at, move))}
          >
            {t(`rehearse.move.${move}`)}
          </Button>
        ))}
        <Button type="primary" disabled={at >= last && !running} onClick={() => setRunning(!running)}>
          {t(running ? 'rehearse.pause' : 'rehearse.playSteps')}
        </Button>
        <span className="muted">{t('rehearse.keys')}</span>
      </div>
      <p aria-live="polite">
        <strong className="day">{step.day}</strong> {t('rehearse.stepOf', { n: at + 1, all: steps.length })}{' '}
        {causeOf(step)}
      </p>
      <StepDrawing played={played} at={at} />
      <DayOfStep played={played} at={at} onGo={go} />
    </>
  );
}
