import type {
  DefinitionEvent as StoredEvent,
  DefinitionRow as StoredRow,
  WholeDefinition,
} from '../../prisma/repositories/definitionReads.ts';
import { type Actor, holdsKind } from '../policies/actor.ts';
import { presentTrail } from './presentTrail.ts';
import type { Definition, DefinitionFinding, DefinitionRow } from './schema.ts';

export function presentRow(row: StoredRow): DefinitionRow {
  const { draft } = row;
  return {
    ...{ id: row.id, key: row.key, name: row.name, purpose: row.purpose },
    versions: row.versions.map(({ version, state, publishedOn, running }) => ({
      version,
      state: state === 'RETIRED' ? 'RETIRED' : 'PUBLISHED',
      publishedOn,
      running,
    })),
    draft:
      draft === null
        ? null
        : {
            state: draft.state === 'IN_REVIEW' ? 'IN_REVIEW' : 'DRAFT',
            ...{ revision: draft.revision, basedOn: draft.basedOn, note: draft.note },
            updatedBy: draft.updatedByName,
            updatedAt: draft.updatedAt.toISOString(),
          },
  };
}

interface Parts {
  row: WholeDefinition;
  findings: DefinitionFinding[];
  callable: { key: string; name: string }[];
  trail: { events: StoredEvent[]; cut: boolean };
}

/** A definition with what the caller can do with it: administrators draw, somebody else of theirs or the office reviews. */
export function presentDefinition(actor: Actor, { row, findings, callable, trail }: Parts): Definition {
  const { draft } = row;
  const admin = holdsKind(actor, 'ADMIN');
  const drawn = draft?.state === 'DRAFT';
  const inReview = draft?.state === 'IN_REVIEW';
  const author = draft?.authorIds.includes(actor.accountId) ?? false;
  return {
    ...presentRow(row),
    bpmnXml: draft?.bpmnXml ?? null,
    findings,
    callable,
    trail: presentTrail(trail.events),
    trailCut: trail.cut,
    can: {
      edit: admin && drawn,
      begin: admin && draft === null,
      submit: admin && drawn && !findings.some((finding) => finding.severity === 'error'),
      recall: admin && inReview && author,
      review: inReview && !author,
      discard: admin && drawn,
      retire: admin,
      move: admin && canMove(row),
    },
  };
}

function canMove({ versions }: StoredRow): boolean {
  const published = versions.filter(({ state }) => state === 'PUBLISHED');
  return versions.some(({ id, running }) => running > 0 && published.some((other) => other.id !== id));
}
