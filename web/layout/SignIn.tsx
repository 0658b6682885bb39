import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../data/api.ts';
import type { ProblemError } from '../data/client.ts';
import { useGet } from '../data/hooks.ts';
import type { PublicInfo, Session } from '../data/types.ts';
import { changeLanguage } from '../i18n/index.ts';
import { Field } from '../shared/Field.tsx';
import { Problem } from '../shared/Problem.tsx';
import { DemoAccounts } from './DemoAccounts.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { RehearsalBanner } from './RehearsalBanner.tsx';

interface Props {
  onSignedIn: (session: Session) => void;
}

export function SignIn({ onSignedIn }: Props) {
  const { t } = useTranslation();
  const info = useGet<PublicInfo>('/public');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const passwordInput = useRef<HTMLInputElement>(null);
  const signIn = useMutation<Session, ProblemError>({
    mutationFn: () => api.send<Session>('POST', '/session', { username, password }),
    onSuccess: (session) => {
      void changeLanguage(session.user.language);
      onSignedIn(session);
    },
  });
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('app.name')}`;
  }, [t]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  const choose = (name: string) => {
    setUsername(name);
    passwordInput.current?.focus();
  };

  return (
    <>
      {info.data?.mode === 'rehearsal' && <RehearsalBanner fictional={info.data.county?.fictional ?? false} />}
      <main className="sign-in">
        <div className="sign-in-head">
          <h1>
            {t('app.name')}
            {info.data?.county && <span className="sign-in-county"> · {info.data.county.name}</span>}
          </h1>
          <LanguageSwitch />
        </div>
        <p className="muted">{t('signIn.lead')}</p>
        <form onSubmit={submit} className="sign-in-form">
          <Field label={t('signIn.username')}>
            {(id) => (
              <Input
                id={id}
                autoComplete="username"
                required
                value={username}
                onChange={(event) => setUsername(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('signIn.password')}>
            {(id) => (
              <Input
                id={id}
                type="password"
                autoComplete="current-password"
                required
                value={password}
                ref={(input) => {
                  passwordInput.current = input?.input ?? null;
                }}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          <Problem problem={signIn.error} />
          <Button type="primary" htmlType="submit" loading={signIn.isPending} block>
            {t('signIn.submit')}
          </Button>
          <p className="muted">{t('signIn.forgotten')}</p>
        </form>
        {info.data?.demoAccounts && info.data.demoAccounts.length > 0 && (
          <DemoAccounts accounts={info.data.demoAccounts} onChoose={choose} />
        )}
        {info.error && <Problem problem={info.error} onRetry={() => void info.refetch()} />}
      </main>
    </>
  );
}
