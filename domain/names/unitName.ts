import { shortForm } from './shortForms.ts';

/** A unit's name taken apart, so that two ways to print it can be compared. */
export interface UnitName {
  /** The whole name without spaces and with brackets of one form. */
  plain: string;
  /** Whether the name says that it is of another level than the county's own units. */
  foreign: boolean;
  /** What it deals with: 扶贫开发 of 县扶贫开发局, conjunctions left out. */
  field: string;
  /** The established short form of the field. */
  short: string;
  /** What kind of body it is: 局, 委, 办 …; empty where the name does not say. */
  kind: string;
  /** A second name in brackets, as 县扶贫局 of 县农业农村局（县扶贫局）. */
  bracketed: string | null;
}

const RANK = /^[县市区旗州省]/;
/** Words that begin with the sign of a level; 市民政局 and 县乡村振兴局 do not. */
const NO_RANK =
  /^(?:市场|市监(?!察|委)|市政(?!府|法|协|务)|市容|市民(?!政|宗|族)|区域|区划|县域|县城(?:镇|区)|县乡(?!村)|旗帜|州际)/;
const KIND = /(?:局|委|办|中心|院|部|公司|支队|大队|队|所|站|会)$/;
/** Departments of the party committee are named with and without it. */
const OF_COMMITTEE = /^委(?=组织部|宣传部|统战部|政法委|老干|巡察|编办|编委|党校|网信|机要|改革办|农办|农工)/;

/** Spaces removed, brackets and full-width forms brought to one form. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[〔[【]/g, '(')
    .replace(/[〕\]】]/g, ')');
}

/** The sign of the county's own level: 县 of 化隆回族自治县. */
function ownRank(county: string): string {
  return RANK.exec(county.at(-1) ?? '')?.[0] ?? '县';
}

/**
 * Takes a unit's name apart.
 *
 * @param county Name of the county; before a unit's name it says no more than 县 does.
 */
export function readUnitName(name: string, county: string): UnitName {
  const plain = plainName(name);
  const brackets = /^(.+?)\((.+?)\)$/.exec(plain);
  const { rest, foreign } = withoutLevel(brackets?.[1] ?? plain, county);
  const own = rest
    .replace(OF_COMMITTEE, '')
    .replace(/人民政府/g, '政府')
    .replace(/委员会/g, '委')
    .replace(/办公室/g, '办')
    .replace(/[和与及、]/g, '');
  const { field, kind } = splitKind(own);
  return { plain, foreign, field, short: shortForm(field), kind, bracketed: brackets?.[2] ?? null };
}

function withoutLevel(name: string, county: string): { rest: string; foreign: boolean } {
  const own = ownRank(county);
  let rest = name
    .replace(/^中共|^中国共产党/, '')
    .replace(/^(?:共青团)?团?([县市区旗])委$/, (whole, rank: string) => (whole.includes('团') ? `${rank}团委` : whole));
  if (county.length > 1 && rest.startsWith(county) && rest.length > county.length)
    rest = own + rest.slice(county.length);
  const rank = NO_RANK.test(rest) ? undefined : RANK.exec(rest)?.[0];
  if (rank === undefined || rest.length < 3) return { rest, foreign: false };
  return { rest: rest.slice(1), foreign: rank !== own };
}

/** 县委, 县政府 and the like are no kind of body with a field: they stay whole. */
function splitKind(name: string): { field: string; kind: string } {
  const joined = shortForm(name);
  if (joined !== name) return { field: joined, kind: '' };
  const kind = KIND.exec(name)?.[0] ?? '';
  const field = name.slice(0, name.length - kind.length);
  if (field.length === 0 || /^(?:纪|监|纪委监|政法|人大常|团)$/.test(field)) return { field: name, kind: '' };
  return { field, kind };
}
