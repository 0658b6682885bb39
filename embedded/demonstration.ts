import type { Say } from './temporalBinary.ts';

/** What `demo/load.ts` is given at every start. */
export interface DemoDeps {
  databaseUrl: string;
  temporalAddress: string;
  /** Password of all demonstration accounts. */
  password: string;
  /** True when it is another one than at the start before: the accounts take the new one. */
  passwordChanged: boolean;
  say: Say;
}

export interface DemoOutcome {
  /** False when the demonstration was there already. */
  loaded: boolean;
  accounts: { username: string; role: string; unit: string }[];
}

export type LoadDemo = (deps: DemoDeps) => Promise<DemoOutcome>;
