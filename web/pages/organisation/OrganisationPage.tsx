import { useTranslation } from 'react-i18next';
import { Link, Navigate, NavLink, useParams } from 'react-router';
import { hasRole, useSession } from '../../data/session.tsx';
import { Page } from '../../shared/Page.tsx';
import { DelegationsPart } from '../delegations/Delegations.tsx';
import { AccountsPart } from './AccountsPart.tsx';
import { GroupsPart } from './GroupsPart.tsx';
import { NamesPart } from './NamesPart.tsx';
import { PeoplePart } from './PeoplePart.tsx';
import { PostsPart } from './PostsPart.tsx';
import { UnitsPart } from './UnitsPart.tsx';

const parts = {
  units: UnitsPart,
  groups: GroupsPart,
  names: NamesPart,
  posts: PostsPart,
  people: PeoplePart,
  delegations: DelegationsPart,
  accounts: AccountsPart,
};
type Part = keyof typeof parts;
const isPart = (text: string): text is Part => text in parts;

/** Units, groups, posts with their terms, people and accounts: changed by administrators, read by the office. */
export function OrganisationPage() {
  const { t } = useTranslation();
  const { part = 'units' } = useParams();
  const { user } = useSession();
  const admin = hasRole(user, 'ADMIN');
  if (!isPart(part)) return <Navigate to="/organisation/units" replace />;
  const Part = parts[part];
  const shown = (Object.keys(parts) as Part[]).filter((key) => admin || key !== 'accounts');
  return (
    <Page title={t('org.title')} actions={admin && <Link to="/organisation/import">{t('org.import')}</Link>}>
      <nav className="tabs" aria-label={t('org.title')}>
        {shown.map((key) => (
          <NavLink key={key} to={`/organisation/${key}`}>
            {t(`org.${key}`)}
          </NavLink>
        ))}
      </nav>
      <Part key={part} admin={admin} />
    </Page>
  );
}
