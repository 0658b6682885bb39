import dayjs from 'dayjs';

/** An instant as people read it, in the browser's zone. */
export function moment(instant: string): string {
  return dayjs(instant).format('YYYY-MM-DD HH:mm:ss');
}
