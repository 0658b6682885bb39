import { accountRoutes } from './account/routes.ts';
import { boardRoutes } from './board/routes.ts';
import { burdenRoutes } from './burden/routes.ts';
import { extraDayRoutes } from './calendar/extraDayRoutes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { channelRoutes } from './channels/routes.ts';
import { definitionRoutes } from './definitions/routes.ts';
import { delegationRoutes } from './delegations/routes.ts';
import type { AppDeps } from './deps.ts';
import { escalationRoutes } from './escalations/routes.ts';
import { talkRoutes } from './escalations/talkRoutes.ts';
import { extensionRoutes } from './extensions/routes.ts';
import type { RouteDefinition } from './http/route.ts';
import { instanceMoveRoutes } from './instanceMoves/routes.ts';
import { instructionRoutes } from './instructions/routes.ts';
import { ladderRoutes } from './ladders/routes.ts';
import { ladderUseRoutes } from './ladders/useRoutes.ts';
import { letterRoutes } from './letters/routes.ts';
import { letterTemplateRoutes } from './letterTemplates/routes.ts';
import { limitRoutes } from './limits/routes.ts';
import { matterRoutes } from './matters/routes.ts';
import { measureRoutes } from './measures/routes.ts';
import { monitorRoutes } from './monitor/routes.ts';
import { noticeSettingRoutes } from './noticeSettings/routes.ts';
import { noticeRoutes } from './notices/routes.ts';
import { objectionRoutes } from './objections/routes.ts';
import { organisationRoutes } from './organisation/routes.ts';
import { planRoutes } from './plans/routes.ts';
import { processRoutes } from './processes/routes.ts';
import { publicRoutes } from './public/routes.ts';
import { rehearsalRoutes } from './rehearsal/routes.ts';
import { rehearsalOfProcessRoutes } from './rehearsals/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { triggerRoutes } from './triggers/routes.ts';
import { urgingRoutes } from './urgings/routes.ts';
import { itemFileRoutes } from './workItems/fileRoutes.ts';
import { workItemRoutes } from './workItems/routes.ts';

/** Every route of the API; the router, the OpenAPI document and the test of all policies read this list. */
export function createRoutes(deps: AppDeps): RouteDefinition[] {
  return [
    ...sessionRoutes(deps),
    ...accountRoutes,
    ...publicRoutes,
    ...planRoutes,
    ...measureRoutes,
    ...matterRoutes,
    ...workItemRoutes,
    ...itemFileRoutes,
    ...boardRoutes,
    ...burdenRoutes,
    ...escalationRoutes,
    ...talkRoutes,
    ...instructionRoutes,
    ...ladderRoutes,
    ...ladderUseRoutes,
    ...letterRoutes,
    ...letterTemplateRoutes,
    ...noticeRoutes,
    ...extensionRoutes,
    ...limitRoutes,
    ...noticeSettingRoutes,
    ...objectionRoutes,
    ...urgingRoutes,
    ...channelRoutes,
    ...organisationRoutes,
    ...delegationRoutes,
    ...calendarRoutes,
    ...extraDayRoutes,
    ...definitionRoutes,
    ...instanceMoveRoutes,
    ...rehearsalOfProcessRoutes,
    ...processRoutes,
    ...triggerRoutes,
    ...monitorRoutes,
    ...rehearsalRoutes,
  ];
}
