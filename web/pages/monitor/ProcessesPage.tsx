import { Fragment, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { DefinitionStanding, MonitorChoices } from '../../data/types.ts';
import { ProcessDrawing } from '../../shared/drawing/ProcessDrawing.tsx';
import { useFilters } from '../../shared/FilterSelect.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { filterNames, ProcessFilters } from './ProcessFilters.tsx';
import { ProcessTable } from './ProcessTable.tsx';

const listId = 'processes';

/** Where the running processes of a definition stand; each number leads to the list of those that it counts. */
function Standing({ standing, ofVersion }: { standing: DefinitionStanding; ofVersion: boolean }) {
  const { t } = useTranslation();
  const { withChange } = useFilters();
  const linkOf = (elementId: string) => `?${withChange({ elementId, state: 'RUNNING' })}`;
  const { name, version, active, elsewhere } = standing;
  return (
    <Section title={t(ofVersion ? 'process.versioned' : 'monitor.allVersions', { name, version })}>
      {elsewhere.length > 0 && (
        <p>
          {t('monitor.elsewhere')}{' '}
          {elsewhere.map((at, index) => (
            <Fragment key={at.elementId}>
              {index > 0 && t('monitor.and')}
              <Link to={linkOf(at.elementId)}>{`${at.name} (${at.count})`}</Link>
            </Fragment>
          ))}
        </p>
      )}
      {active.length + elsewhere.length === 0 && <p>{t('monitor.noneRunning')}</p>}
      <ProcessDrawing
        process={{ bpmnXml: standing.bpmnXml, active, passed: [] }}
        linkOf={linkOf}
        legend={t('monitor.drawingLegend')}
      />
    </Section>
  );
}

/** 流程清单: every process of all definitions and versions, narrowed by filters that stand in the address. */
export function ProcessesPage() {
  const { t } = useTranslation();
  const { get } = useFilters();
  const definitionId = get('definitionId');
  const versionId = get('versionId');
  const elementId = get('elementId');
  const choices = useGet<MonitorChoices>('/monitor/choices');
  const standing = useGet<DefinitionStanding>(
    definitionId === null ? null : `/monitor/definitions/${definitionId}${queryString({ versionId })}`,
    { refetchInterval: 30_000 },
  );
  const shown = standing.data !== undefined;
  useEffect(() => {
    if (shown && elementId !== null) document.getElementById(listId)?.scrollIntoView();
  }, [shown, elementId]);
  const query = queryString(Object.fromEntries(filterNames.map((name) => [name, get(name)])));
  return (
    <Page title={t('monitor.processes')} trail={<Link to="/monitor">← {t('monitor.title')}</Link>}>
      <Loaded query={choices}>{(known) => <ProcessFilters choices={known} standing={standing.data} />}</Loaded>
      {definitionId !== null && (
        <Loaded query={standing}>{(at) => <Standing standing={at} ofVersion={versionId !== null} />}</Loaded>
      )}
      <Section title={t('monitor.processes')} id={listId}>
        <p className="muted">{t('monitor.order')}</p>
        <ProcessTable label={t('monitor.processes')} query={query} empty={t('monitor.noProcesses')} />
      </Section>
    </Page>
  );
}
