import { createBrowserRouter, type RouteObject } from 'react-router';
import { Layout } from './layout/Layout.tsx';
import { RouteFault } from './layout/RouteFault.tsx';
import { Landing } from './pages/Landing.tsx';

const pages: RouteObject[] = [
  { index: true, Component: Landing },
  { path: 'board', lazy: async () => ({ Component: (await import('./pages/board/BoardPage.tsx')).BoardPage }) },
  {
    path: 'board/paper',
    lazy: async () => ({ Component: (await import('./pages/board/PaperPage.tsx')).PaperPage }),
  },
  { path: 'todo', lazy: async () => ({ Component: (await import('./pages/todo/TodoPage.tsx')).TodoPage }) },
  { path: 'items', lazy: async () => ({ Component: (await import('./pages/todo/ItemsPage.tsx')).ItemsPage }) },
  { path: 'items/:id', lazy: async () => ({ Component: (await import('./pages/item/ItemPage.tsx')).ItemPage }) },
  { path: 'plans', lazy: async () => ({ Component: (await import('./pages/plans/PlansPage.tsx')).PlansPage }) },
  {
    path: 'plans/import',
    lazy: async () => ({ Component: (await import('./pages/plans/ImportPage.tsx')).ImportPage }),
  },
  {
    path: 'plans/drafts/:id',
    lazy: async () => ({ Component: (await import('./pages/draft/DraftPage.tsx')).DraftPage }),
  },
  { path: 'plans/:id', lazy: async () => ({ Component: (await import('./pages/plans/PlanPage.tsx')).PlanPage }) },
  {
    path: 'plans/:id/measures',
    lazy: async () => ({ Component: (await import('./pages/register/RegisterPage.tsx')).RegisterPage }),
  },
  {
    path: 'plans/:id/reporting',
    lazy: async () => ({ Component: (await import('./pages/plans/ReportingPage.tsx')).ReportingPage }),
  },
  {
    path: 'plans/:id/document',
    lazy: async () => ({ Component: (await import('./pages/plans/DocumentPage.tsx')).DocumentPage }),
  },
  {
    path: 'plans/:id/revision/:draftId',
    lazy: async () => ({ Component: (await import('./pages/revision/RevisionPage.tsx')).RevisionPage }),
  },
  {
    path: 'register',
    lazy: async () => ({ Component: (await import('./pages/register/RegisterStart.tsx')).RegisterStart }),
  },
  {
    path: 'measures/:id',
    lazy: async () => ({ Component: (await import('./pages/measure/MeasurePage.tsx')).MeasurePage }),
  },
  {
    path: 'processes/:id',
    lazy: async () => ({ Component: (await import('./pages/processes/RunPage.tsx')).RunPage }),
  },
  { path: 'matters', lazy: async () => ({ Component: (await import('./pages/matters/MattersPage.tsx')).MattersPage }) },
  {
    path: 'matters/new',
    lazy: async () => ({ Component: (await import('./pages/matters/NewMatterPage.tsx')).NewMatterPage }),
  },
  {
    path: 'matters/:id/add',
    lazy: async () => ({ Component: (await import('./pages/matters/AddRowsPage.tsx')).AddRowsPage }),
  },
  {
    path: 'matters/:id',
    lazy: async () => ({ Component: (await import('./pages/matters/MatterPage.tsx')).MatterPage }),
  },
  {
    path: 'escalations',
    lazy: async () => ({ Component: (await import('./pages/escalations/EscalationsPage.tsx')).EscalationsPage }),
  },
  {
    path: 'escalations/:id',
    lazy: async () => ({ Component: (await import('./pages/escalations/EscalationPage.tsx')).EscalationPage }),
  },
  { path: 'burden', lazy: async () => ({ Component: (await import('./pages/burden/BurdenPage.tsx')).BurdenPage }) },
  {
    path: 'letterTemplates',
    lazy: async () => ({
      Component: (await import('./pages/letterTemplates/LetterTemplatesPage.tsx')).LetterTemplatesPage,
    }),
  },
  {
    path: 'letters',
    lazy: async () => ({ Component: (await import('./pages/letters/LettersPage.tsx')).LettersPage }),
  },
  {
    path: 'letters/:id',
    lazy: async () => ({ Component: (await import('./pages/letters/LetterPage.tsx')).LetterPage }),
  },
  {
    path: 'organisation/import',
    lazy: async () => ({ Component: (await import('./pages/organisation/OrgImportPage.tsx')).OrgImportPage }),
  },
  {
    path: 'organisation/units/:id',
    lazy: async () => ({ Component: (await import('./pages/organisation/UnitPage.tsx')).UnitPage }),
  },
  {
    path: 'organisation/people/:id/leaving',
    lazy: async () => ({ Component: (await import('./pages/organisation/LeavingPage.tsx')).LeavingPage }),
  },
  {
    path: 'handover/:id',
    lazy: async () => ({ Component: (await import('./pages/organisation/HandoverPage.tsx')).HandoverPage }),
  },
  {
    path: 'organisation/:part?',
    lazy: async () => ({ Component: (await import('./pages/organisation/OrganisationPage.tsx')).OrganisationPage }),
  },
  {
    path: 'calendar/:year?',
    lazy: async () => ({ Component: (await import('./pages/calendar/CalendarPage.tsx')).CalendarPage }),
  },
  {
    path: 'definitions',
    lazy: async () => ({ Component: (await import('./pages/definitions/DefinitionsPage.tsx')).DefinitionsPage }),
  },
  {
    path: 'definitions/:id/move',
    lazy: async () => ({ Component: (await import('./pages/definitions/move/MovePage.tsx')).MovePage }),
  },
  {
    path: 'definitions/:id',
    lazy: async () => ({ Component: (await import('./pages/definitions/DefinitionPage.tsx')).DefinitionPage }),
  },
  {
    path: 'rehearse',
    lazy: async () => ({ Component: (await import('./pages/rehearse/RehearsePage.tsx')).RehearsePage }),
  },
  {
    path: 'triggers',
    lazy: async () => ({ Component: (await import('./pages/triggers/TriggersPage.tsx')).TriggersPage }),
  },
  {
    path: 'monitor',
    lazy: async () => ({ Component: (await import('./pages/monitor/MonitorPage.tsx')).MonitorPage }),
  },
  {
    path: 'monitor/processes',
    lazy: async () => ({ Component: (await import('./pages/monitor/ProcessesPage.tsx')).ProcessesPage }),
  },
  {
    path: 'monitor/processes/:id',
    lazy: async () => ({ Component: (await import('./pages/monitor/ProcessPage.tsx')).ProcessPage }),
  },
  {
    path: 'channels',
    lazy: async () => ({ Component: (await import('./pages/channels/ChannelsPage.tsx')).ChannelsPage }),
  },
  {
    path: 'channels/:id',
    lazy: async () => ({ Component: (await import('./pages/channels/ChannelPage.tsx')).ChannelPage }),
  },
  {
    path: 'ladders',
    lazy: async () => ({ Component: (await import('./pages/ladders/LaddersPage.tsx')).LaddersPage }),
  },
  {
    path: 'noticeSettings',
    lazy: async () => ({
      Component: (await import('./pages/noticeSettings/NoticeSettingsPage.tsx')).NoticeSettingsPage,
    }),
  },
  { path: 'inbox', lazy: async () => ({ Component: (await import('./pages/inbox/InboxPage.tsx')).InboxPage }) },
  { path: 'account', lazy: async () => ({ Component: (await import('./pages/account/AccountPage.tsx')).AccountPage }) },
  {
    path: 'mailbox',
    lazy: async () => ({ Component: (await import('./pages/rehearsal/MailboxPage.tsx')).MailboxPage }),
  },
  { path: 'clock', lazy: async () => ({ Component: (await import('./pages/rehearsal/ClockPage.tsx')).ClockPage }) },
  { path: '*', lazy: async () => ({ Component: (await import('./pages/NotFound.tsx')).NotFound }) },
];

/** Every page but the landing is fetched when it is first opened. */
export const router = createBrowserRouter([
  { path: '/', Component: Layout, ErrorBoundary: RouteFault, HydrateFallback: () => null, children: pages },
]);
