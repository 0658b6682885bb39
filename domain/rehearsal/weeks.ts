import { addDays, weekday } from '../day.ts';
import type { Day } from '../process/types.ts';

/** Monday of the week that a day belongs to. */
export function mondayOf(day: Day): Day {
  return addDays(day, -((weekday(day) + 6) % 7));
}

/** The value of a key, made where there is none yet. */
export function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
