import type { CleanText } from '../cleanText.ts';
import { looksLikeDeadline, readDeadline } from '../dates.ts';
import type { Section } from '../outline.ts';
import { clausesOf, type Span, sentencesBetweenHeadings } from '../sentences.ts';
import type { AssignedParties, Deadline } from '../types.ts';
import { type Assignment, hasUnits, noDeadline, noParties, promoteFirst, type StyleContext } from './assignment.ts';
import { addNamed, PART_VERB } from './phrases.ts';

/**
 * Assignments told in running text: at the end of a sentence, …，由A牵头，B配合。, at its beginning, A牵头，B配合，…, or with
 * the work as the verb's object, A负责…；B负责…. What is only a mention is told apart by the caller.
 */
export const plainSentences = (
  clean: CleanText,
  root: Section,
  context: StyleContext,
  taken: (index: number) => boolean,
): Assignment[] =>
  sentencesBetweenHeadings(clean, root).flatMap((sentence) =>
    taken(sentence.start) || clean.text.slice(sentence.start, sentence.end).includes('\t')
      ? []
      : inSentence(clean, sentence, context),
  );

interface Phrase extends Span {
  parties: AssignedParties;
  /** Where the work itself begins, if the verb has it as its object. */
  deed: number | null;
  deadline: Deadline | null;
  /** B协助做好…: who helps another to do it; by itself it assigns nothing. */
  aside?: boolean;
}

function inSentence(clean: CleanText, sentence: Span, context: StyleContext): Assignment[] {
  const clauses = withListsJoined(clean, clausesOf(clean, sentence), context);
  const phrases = clauses.map((clause) => readClause(clean, clause, context));
  const found: Assignment[] = [];
  for (let i = 0; i < clauses.length; i++) {
    let phrase = phrases[i];
    if (!phrase) continue;
    const before = found.at(-1);
    if (before?.shape === 'opening' && onlySupports(phrase)) {
      // A牵头，做…，B配合，对…: who supports may be named further on in the sentence.
      before.parties.supportingUnits.push(...phrase.parties.supportingUnits);
      continue;
    }
    if (phrase.aside) continue;
    const first = i;
    const assignment: Assignment = { ...phrase, deadline: noDeadline(), shape: 'bracket' };
    while (phrase && phrase.deed === null) {
      const next = phrases[i + 1];
      if (!next || next.aside || (next.deed !== null && hasUnits(next.parties))) break;
      i++;
      absorb(assignment, next);
      phrase = next;
    }
    if (phrase?.deed != null) assignment.end = phrase.deed;
    const last = i === clauses.length - 1;
    if (phrase?.deed != null || (first === 0 && !last)) assignment.shape = 'opening';
    else if (!last) continue;
    if (!hasUnits(assignment.parties)) continue;
    promoteFirst(assignment.parties, context);
    found.push(assignment);
  }
  return found;
}

/** A牵头，B、C，各乡镇配合: a clause of nothing but names goes on in the next, which has the verb. */
function withListsJoined(clean: CleanText, clauses: Span[], context: StyleContext): Span[] {
  const joined: Span[] = [];
  for (const clause of [...clauses].reverse()) {
    const next = joined.at(-1);
    const verb = next && isNames(clean, clause, context) ? readClause(clean, next, context) : null;
    if (next && verb && verb.deed === null && !verb.aside && hasUnits(verb.parties)) next.start = clause.start;
    else joined.push({ ...clause });
  }
  return joined.reverse();
}

const isNames = (clean: CleanText, clause: Span, context: StyleContext): boolean =>
  clause.end - clause.start <= LONGEST_NAMES &&
  readClause(clean, clause, context) === null &&
  addNamed(clean, clause.start, clause.end, undefined, noParties(), true);

const LONGEST_NAMES = 200;

const onlySupports = ({ parties }: Phrase): boolean =>
  parties.supportingUnits.length > 0 && parties.leadUnits.length + parties.responsibleUnits.length === 0;

const fields = ['leaders', 'leadUnits', 'responsibleUnits', 'supportingUnits'] as const;

function absorb(into: Assignment, next: Phrase): void {
  for (const field of fields) into.parties[field].push(...next.parties[field]);
  if (next.parties.posts) into.parties.posts = [...(into.parties.posts ?? []), ...next.parties.posts];
  if (next.deadline) into.deadline = next.deadline;
  into.end = next.end;
}

/** One clause that is nothing but names and verbs, a deadline, or names, a verb and the work. */
function readClause(clean: CleanText, clause: Span, context: StyleContext): Phrase | null {
  const text = clean.text.slice(clause.start, clause.end);
  const phrase: Phrase = { ...clause, parties: noParties(), deed: null, deadline: null };
  if (looksLikeDeadline(text)) return { ...phrase, deadline: readDeadline(text, text, context.fallbackYear) };
  // 由A牵头，会同B、C，…: those beside whoever leads support.
  const along = BESIDE.exec(text)?.[0].length;
  if (along !== undefined) {
    const supporting = noParties();
    const named = addNamed(clean, clause.start + along, clause.end, { support: '会同' }, supporting, true);
    return named ? { ...phrase, parties: supporting } : null;
  }
  const head = START.exec(text)?.[0].length ?? 0;
  phrase.start = clause.start + head;
  let from = head;
  for (const match of text.matchAll(PART_VERB)) {
    if (match[0] === '' || match.index < from) continue;
    const after = match.index + match[0].length;
    if (!addNamed(clean, clause.start + from, clause.start + match.index, match.groups, phrase.parties, true))
      return null;
    const rest = text.slice(after);
    if (rest === '') return phrase;
    from = after;
    if (/^[、和]/.test(rest)) continue;
    if (/^(?:配合|协助|参与|参加|协同)/.test(match[0]) && onlySupports(phrase)) return { ...phrase, aside: true };
    const base = /^(?:牵头|负责)/.exec(match[0])?.[0].length;
    const does =
      base ?? (/^按.*职责/.test(match[0]) && /^(?:做好|开展|承担|抓好)/.test(rest) ? match[0].length : undefined);
    if (does === undefined || rest.length < SHORTEST_DEED) return null;
    return { ...phrase, deed: clause.start + match.index + does };
  }
  return null;
}

const START = /^(?:[一二三四五六七八九十]{1,2}是|[(]?[\d一二三四五六七八九十]{1,2}[)、.]|[①-⒛])?/;
const BESIDE = /^(?:会同|联合)(?=.*[局委办部院会行社司校政府]$)/;
const SHORTEST_DEED = 3;
