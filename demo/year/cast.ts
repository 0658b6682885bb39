import { publicList, type Session, signIn } from './client.ts';

interface DemoAccount {
  username: string;
  role: string;
  unit: string | null;
  person: string;
}

/** The people of the play, each signed in when first needed and then kept. */
export interface Cast {
  as(username: string): Promise<Session>;
  /** The first head 负责人 of a unit. */
  head(unit: string): Promise<Session>;
  liaison(unit: string): Promise<Session>;
  person(name: string): Promise<Session>;
}

/** Knows the accounts of the rehearsal as they are now; those that a launch makes need a new cast. */
export async function assemble(api: string, password: string): Promise<Cast> {
  const accounts = await publicList<DemoAccount>(api, '/demo/accounts');
  const sessions = new Map<string, Promise<Session>>();
  const as = (username: string): Promise<Session> => {
    const session = sessions.get(username) ?? signIn(api, username, password);
    sessions.set(username, session);
    return session;
  };
  const find = (what: string, fits: (account: DemoAccount) => boolean): Promise<Session> => {
    const account = accounts.find(fits);
    if (!account) throw new Error(`No demonstration account: ${what}`);
    return as(account.username);
  };
  return {
    as,
    head: (unit) => find(`head of ${unit}`, (one) => one.role === 'UNIT_HEAD' && one.unit === unit),
    liaison: (unit) => find(`liaison officer of ${unit}`, (one) => one.role === 'LIAISON' && one.unit === unit),
    person: (name) => find(name, (one) => one.person === name),
  };
}
