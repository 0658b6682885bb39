export { beginRhythm } from './beginRhythm.ts';
export { dailyRound, moveClock } from './dailyRound.ts';
export { measureLifecycle } from './measureLifecycle.ts';
export { planRollout } from './planRollout.ts';
export { resendMail } from './resendMail.ts';
