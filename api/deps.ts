import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Day } from '../domain/process/types.ts';
import type { Db } from '../prisma/client.ts';
import type { Actor } from '../prisma/repositories/actor.ts';

/** Moves the rehearsal clock and resolves when everything that fell due on the way has settled. */
export interface ClockMover {
  /** @throws DubanError CLOCK_BUSY, CLOCK_BACKWARDS, NOT_IN_PRODUCTION */
  moveClock(countyId: string, to: Day, actor: Actor): Promise<void>;
}

/** What is seen of Temporal from the pages of administrators. */
export interface EngineView {
  queues: { kind: 'workflow' | 'activity'; workers: number; backlog: number; oldestSeconds: number }[];
  /** Running processes whose workflow it does not know. */
  lost: string[];
  /** The schedule of the daily round; `next` is an instant (ISO 8601). */
  schedule: { paused: boolean; next: string | null } | null;
}

/** What Temporal says of one schedule; all times are instants (ISO 8601). */
export interface ScheduleView {
  paused: boolean;
  /** Why it is paused, or what it is for. */
  note: string;
  /** When it asks next, soonest first. */
  next: string[];
  /** What it has started lately, latest first: for which time, when, and the workflow. */
  recent: { scheduledAt: string; takenAt: string; workflowId: string }[];
}

export interface EngineParts {
  /** The schedules of rhythms by their id, missing ones null. @returns null where Temporal does not answer. */
  schedules(triggerIds: string[]): Promise<Map<string, ScheduleView | null> | null>;
  /** @returns null where Temporal does not answer. */
  look(countyId: string): Promise<EngineView | null>;
  /** How many workers ask for work. @returns null where Temporal does not answer. */
  workers(): Promise<number | null>;
  /** Starts the workflow of a process where it is missing; one that runs looks at its row. @returns whether Temporal answered. */
  begin(instanceId: string): Promise<boolean>;
}

/** The settings that the API itself needs (a part of config.ts). */
export interface ApiSettings {
  /** The address that people open, e.g. `https://duban.example.gov`. Cookies are `secure` where it is https. */
  publicUrl: string;
  sessionSecret: string;
  /** Text of scans and pictures is recognised. */
  ocr: boolean;
  /** Hosts in private networks that notice channels may reach. */
  channelPrivateHosts: readonly string[];
  temporalNamespace: string;
  /** Address of Temporal's own pages without a slash at its end; null where there are none. */
  temporalUiUrl: string | null;
}

/** All that `createApp` is wired from. */
export interface AppDeps {
  db: Db;
  /** For sessions and sign-in limits; its owner ends it. */
  pool: Pool;
  config: ApiSettings;
  logger: Logger;
  temporalHealth(): Promise<boolean>;
  clockMover: ClockMover;
  engine: EngineParts;
  /** Folder of the built pages; null where there are none. */
  webRoot: string | null;
  /** Starts the workflows of a launched plan; safe to call twice. */
  rollout(planId: string): Promise<void>;
}
