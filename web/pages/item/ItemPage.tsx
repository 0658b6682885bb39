import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { User, WorkItemDetail } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { Timeline } from '../../shared/Timeline.tsx';
import { ToldByChannels } from '../channels/ToldByChannels.tsx';
import { ExtendButton } from '../extensions/ExtendButton.tsx';
import { ExtensionList } from '../extensions/ExtensionList.tsx';
import { DeliveryList } from '../inbox/DeliveryList.tsx';
import { useOpened } from '../inbox/useOpened.ts';
import { DraftLetterButton } from '../letters/DraftLetterButton.tsx';
import { ObjectButton } from '../objections/ObjectButton.tsx';
import { ObjectionList } from '../objections/ObjectionList.tsx';
import { UrgeButton } from '../urgings/UrgeButton.tsx';
import { UrgingList } from '../urgings/UrgingList.tsx';
import { DonePart } from './DonePart.tsx';
import { EarlierRounds } from './EarlierRounds.tsx';
import { FilesPart } from './FilesPart.tsx';
import { ItemFacts } from './ItemFacts.tsx';
import { MeasureAside } from './MeasureAside.tsx';
import { PassedOn } from './PassedOn.tsx';
import { ReviewForm } from './ReviewForm.tsx';
import { SheetForm } from './SheetForm.tsx';
import { SignPart } from './SignPart.tsx';
import { WorkForm } from './WorkForm.tsx';

function Form({ item }: { item: WorkItemDetail }) {
  // A changed version starts the form anew around the server's state; text that was typed is kept apart and comes back.
  if (item.reviews !== null && (item.can.accept || item.can.return)) return <ReviewForm key={item.id} item={item} />;
  if (item.sheet && (item.can.prepare || item.can.submit || item.can.recall)) {
    return <SheetForm key={`${item.id} ${item.state}`} item={item} sheet={item.sheet} />;
  }
  if (item.can.prepare || item.can.submit || item.can.recall) {
    return <WorkForm key={`${item.id} ${item.state}`} item={item} />;
  }
  return <DonePart item={item} />;
}

/** Then its files stand with their fields. */
const asksForFiles = ({ form }: WorkItemDetail) => form?.some(({ kind }) => kind === 'files') ?? false;

/** The office drafts letters about what units hold. */
function mayDraft(item: WorkItemDetail, user: User): boolean {
  return hasRole(user, 'OFFICE') && item.holder.kind === 'UNIT_HEAD' && item.state !== 'CANCELLED';
}

/** One obligation: what is asked, the form of its kind, and beside it what the document says. */
export function ItemPage() {
  const { t } = useTranslation();
  const words = useWords();
  const { user } = useSession();
  const { id } = useParams();
  const query = useGet<WorkItemDetail>(`/work-items/${id}`);
  const item = query.data;
  useOpened('workItemId', item?.id);
  const name = item === undefined ? t('item.title') : words(item.kindLabel);
  // “登记” alone does not say of which matter; the kinds of every plan are known by theirs.
  const drawnFor = item?.ground ? (item.measureTitle ?? item.subject) : null;
  const title = [name, item?.period?.name, drawnFor].filter((part) => part != null).join(' · ');
  return (
    <Page
      title={title}
      trail={<Link to="/todo">← {t('todo.title')}</Link>}
      actions={
        item && (
          <>
            {mayDraft(item, user) && <DraftLetterButton workItemId={item.id} />}
            {item.can.urge && <UrgeButton of={{ workItemIds: [item.id] }} />}
            {item.can.extend && <ExtendButton item={item} />}
            {item.can.object && <ObjectButton target={{ about: 'LIGHT', workItemId: item.id }} />}
          </>
        )
      }
    >
      <Loaded query={query}>
        {(loaded) => (
          <>
            <ItemFacts item={loaded} />
            <SignPart item={loaded} />
            <div className={loaded.measure === null ? undefined : 'beside'}>
              <div>
                <PassedOn item={loaded} />
                <Form item={loaded} />
                {!asksForFiles(loaded) && <FilesPart key={`files ${loaded.id}`} item={loaded} />}
                <UrgingList workItemId={loaded.id} />
                <ExtensionList
                  workItemId={loaded.extension?.workItemId ?? loaded.id}
                  decide={loaded.extension === null && hasRole(user, 'OFFICE', 'LEADER', 'CHIEF_LEADER')}
                />
                <ObjectionList query={`workItemId=${loaded.id}`} />
                <DeliveryList about={{ workItemId: loaded.id }} />
                <ToldByChannels workItemId={loaded.id} />
                <EarlierRounds rounds={loaded.rounds} indicators={loaded.formContext?.indicators ?? []} />
                <Section title={t('item.history')}>
                  <Timeline events={loaded.history} />
                </Section>
              </div>
              {loaded.measure !== null && (
                <MeasureAside measure={loaded.measure} ofMatter={loaded.planKind === 'MATTER'} />
              )}
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}
