import { Alert, Button, Spin } from 'antd';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet, useSend } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { Clock } from '../../data/types.ts';
import { DayInput } from '../../shared/DayInput.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { addDays } from './addDays.ts';

const steps = [1, 7, 30] as const;

/** The rehearsal's day: choose a later one; everything due on the way happens, day by day. */
export function ClockPage() {
  const { t } = useTranslation();
  const { user, refresh } = useSession();
  const [day, setDay] = useState<string | null>(null);
  const [watching, setWatching] = useState(true);
  const query = useGet<Clock>('/clock', { refetchInterval: watching ? 1_000 : false });
  const send = useSend<Clock>(() => setWatching(true));
  const clock = query.data;
  const moving = clock !== undefined && (!clock.settled || clock.movingTo !== null);
  useEffect(() => {
    if (clock === undefined) return;
    setWatching(moving);
    if (clock.businessDate !== user.businessDate) void refresh();
  }, [clock, moving, user.businessDate, refresh]);
  const move = (businessDate: string) =>
    send.mutate({ method: 'PUT', path: '/clock?wait=false', body: { businessDate } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (day !== null) move(day);
  };
  return (
    <Page title={t('clock.title')}>
      <p>{t('clock.lead')}</p>
      <Loaded query={query}>
        {(current) => (
          <>
            <Facts
              facts={[
                { label: t('layout.businessDate'), value: <span className="day">{current.businessDate}</span> },
                { label: t('item.state'), value: moving ? t('clock.moving') : t('clock.settled') },
              ]}
            />
            {moving && (
              <p role="status">
                <Spin size="small" />{' '}
                {current.movingTo === null
                  ? t('clock.settling')
                  : t('clock.movingTo', { from: current.businessDate, to: current.movingTo })}
              </p>
            )}
            {current.heldUp && (
              <Alert
                type="error"
                showIcon
                className="gap"
                title={t(`clock.heldUp.${current.heldUp}`)}
                description={t('clock.heldUpAdvice')}
              />
            )}
            {current.failure && (
              <Alert
                type="error"
                showIcon
                className="gap"
                title={t('clock.failed', {
                  day: current.failure.day,
                  step: t(`clock.failedStep.${current.failure.step}`),
                  n: current.failure.tries,
                })}
                description={
                  <>
                    <p>{t('clock.failedAdvice')}</p>
                    <p>{t('clock.failedReason', { reason: current.failure.reason })}</p>
                  </>
                }
              />
            )}
            <form onSubmit={submit} className="inline-form">
              <Field label={t('clock.day')}>
                {(id) => <DayInput id={id} value={day} min={addDays(current.businessDate, 1)} onChange={setDay} />}
              </Field>
              <Button type="primary" htmlType="submit" disabled={day === null || moving} loading={send.isPending}>
                {t('clock.move')}
              </Button>
              {steps.map((step) => (
                <Button key={step} disabled={moving} onClick={() => move(addDays(current.businessDate, step))}>
                  {step === 1 ? t('clock.stepOne') : t('clock.step', { n: step })}
                </Button>
              ))}
            </form>
            <Problem problem={send.error} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
