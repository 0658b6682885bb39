/** How sure it is that a printed name means something that the county has. */
export type Verdict = 'sure' | 'likely' | 'unknown';

/** Why a printed name is taken for what it is, or might be. */
export const MATCH_REASONS = [
  /** The same name. */
  'exact',
  /** A short name or other name that the county keeps. */
  'alias',
  /** Somebody decided so before. */
  'remembered',
  /** The same but for the level (县, 市, 区) or the county's name before it. */
  'level',
  /** An established short form (发改局 for 发展和改革局). */
  'shortForm',
  /** The same field under another kind of body (扶贫办 for 扶贫局). */
  'kind',
  /** Letters of the longer name in its order (文旅局 for 文体旅游广电局). */
  'abbreviation',
  /** Its duties went to, or came from, the other by a reform (扶贫办, 乡村振兴局). */
  'renamed',
  /** One name is part of the other, as after a merger. */
  'merged',
  /** A second name in brackets. */
  'bracketed',
  /** Several are equally like it. */
  'several',
  /** A person of this name. */
  'person',
  /** The person is known, but in another post than the one printed. */
  'otherPost',
  /** Several people have the name. */
  'namesake',
  /** The post, by its title. */
  'post',
] as const;
export type MatchReason = (typeof MATCH_REASONS)[number];

export interface MatchCandidate {
  id: string;
  name: string;
  reason: MatchReason;
}

export interface NameMatch {
  verdict: Verdict;
  /** Set where the verdict is `sure`. */
  matchId: string | null;
  /** Best first; where the verdict is `sure`, the match alone. */
  candidates: MatchCandidate[];
}

export const unknown: NameMatch = { verdict: 'unknown', matchId: null, candidates: [] };

export function sure(id: string, name: string, reason: MatchReason): NameMatch {
  return { verdict: 'sure', matchId: id, candidates: [{ id, name, reason }] };
}

const MOST_CANDIDATES = 6;

/** `likely` with the candidates, each once with its first reason; `unknown` where there are none. */
export function likely(candidates: readonly MatchCandidate[]): NameMatch {
  const each = candidates.filter((one, at) => candidates.findIndex((other) => other.id === one.id) === at);
  if (each.length === 0) return unknown;
  return { verdict: 'likely', matchId: null, candidates: each.slice(0, MOST_CANDIDATES) };
}
