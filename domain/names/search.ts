import { match } from 'pinyin-pro';

/**
 * Whether what somebody types finds a name: a part of it, or its sounds, whole or by initials (xfpb finds 县扶贫办).
 * Letters of sounds must stand for signs that follow each other.
 */
export function foundBy(query: string, name: string): boolean {
  const wanted = query.trim().toLowerCase();
  if (wanted === '' || name.toLowerCase().includes(wanted)) return true;
  const sounds = wanted.replace(/[\s']+/g, '');
  if (!/^[a-zü]+$/.test(sounds)) return false;
  return match(name, sounds.replaceAll('ü', 'v'), { continuous: true, precision: 'start', v: true }) !== null;
}
