import { createDb } from '../../prisma/client.ts';
import { activityRunner, mailerTo, playRound } from './activities.ts';

/** Plays the round of a day in a process of its own, which a test may kill: DATABASE_URL, SMTP_URL, COUNTY, DAY. */
const { DATABASE_URL = '', SMTP_URL = '', COUNTY = '', DAY = '' } = process.env;
const db = createDb(DATABASE_URL);
const mailer = mailerTo(SMTP_URL);
await playRound(activityRunner(db, mailer), COUNTY, DAY);
mailer.close();
await db.$disconnect();
