import { useTranslation } from 'react-i18next';
import { Field } from './Field.tsx';
import { PartySelect } from './PartySelect.tsx';

interface Props {
  postId: string | null;
  onChange: (postId: string | null) => void;
}

/** The post of the leader who answers for something; it may be left open. */
export function LeaderField({ postId, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Field label={t('measure.leaders')}>
      {(id) => (
        <PartySelect id={id} noun="posts" kind="LEADER,CHIEF_LEADER" allowClear value={postId} onChange={onChange} />
      )}
    </Field>
  );
}
