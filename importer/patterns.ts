/**
 * The expressions of the importer. All are written against folded text (see cleanText.ts): half-width brackets, colons,
 * commas and digits, no spaces. None nests one unbounded repetition in another, so each is linear in its input.
 */

/** Numerals in headings: 一 … 九十九. */
export const CN_NUMBER = '[一二三四五六七八九十百]{1,4}';

/** Words before a colon that name a part in an assignment, with the part that they name. */
export const LABELS = {
  leaders:
    '(?:县级|市级|区级|省级|主要|第一|总|整改|项目)?(?:(?:责任|牵头|分管|主管|督办|挂帅|挂牌|联系|领衔|督导|负责|统筹|[包挂联帮结][抓联保案片挂包点钩帮扶对]{1,2})(?:[县市区省]级?)?领导|[县市区省州盟旗]级?领导|(?:副|总)?(?:链长|指挥长|林长|田长|河长|湖长|路长)|专班(?:班)?长)',
  leadUnits:
    '(?:[省市县区州盟旗乡镇村][级直])?(?:整改|项目|任务|工作|第一)?牵头(?:责任)?(?:单位|部门|处室|科室|股室)|主办(?:单位|部门)|主责(?:单位|部门)|第一责任单位|牵头|主办',
  responsibleUnits:
    '(?:[省市县区州盟旗乡镇村][级直])?(?:主要|具体|共同|整改|项目|任务|工作|落实)?责任(?:单位|部门|主体|处室|科室|股室)|实施主体|(?:行业)?(?:监管|主管)(?:单位|部门)|主体(?:责任)?单位|负责(?:单位|部门)|承办(?:单位|部门)|落实(?:单位|部门)|实施(?:单位|部门)|完成单位|(?<=^|[;〔(【])责任(?=:)',
  supportingUnits:
    '(?:[省市县区州盟旗乡镇村][级直])?(?:主要|整改)?配合(?:单位|部门|处室|科室|股室)|参(?:加|与)(?:单位|部门)|协(?:办|助|同|作)(?:责任)?(?:单位|部门)|协办处室|成员单位|配合|协办',
  responsiblePersons: '(?:具体|直接|第一|整改|主要|项目)?责任人|(?:具体)?负责人|牵头责任人|经办人',
  deadline:
    '(?:工作|计划|预计|拟)?(?:完成|办结|落实|整改|推进|化解|销号|竣工|建成|达标|办理)(?:时限|时间|期限|时间节点)|时限要求|完成时限要求|时间(?:节点|要求|安排)|工作时限|责任时限|时限',
} as const;

export type LabelRole = keyof typeof LABELS;

/** Any label with its colon; the group that matched tells the part. */
export const LABEL = new RegExp(
  `(?:${Object.entries(LABELS)
    .map(([role, words]) => `(?<${role}>${words})`)
    .join(
      '|',
    )})(?:及(?:责任人|联系人|责任单位|(?:联系)?电话|联系方式|职务)|[/、](?:牵头|责任|主办|承办)(?:单位|部门))?(?:\\(.{1,10}?\\))?:`,
  'g',
);

/** A paragraph that begins with a label. */
export const LABEL_AT_START = new RegExp(
  `^[(〔【\\[]?(?:${Object.values(LABELS).join('|')})(?:及(?:责任人|联系人)|[/、](?:牵头|责任|主办|承办)(?:单位|部门))?:`,
);

/** A line that ends with a label: its value stands on the next. */
export const LABEL_AT_END = new RegExp(`(?:${Object.values(LABELS).join('|')}):$`);

/** Verbs that close a list of units in a bracket sentence, strongest meaning first. */
export const LEAD_VERB = '(?:共同|联合|分别)?牵头(?:负责|组织|实施|落实|推进|抓总)*|主办';
/** Verbs that only people do. */
export const LEADER_VERB = '(?:具体|直接)?(?:分管|包抓|挂帅|总牵头|挂钩|联系|包联|总负责)';
export const SUPPORT_VERB =
  '(?:按(?:照)?(?:各自)?职责(?:分工)?)?(?:积极|共同|协同)?(?:(?:参加|参与|配合|协助|协办|协同|支持)(?:实施|落实|推进|做好)?|予以(?:保障|支持|配合)|(?:加强)?(?:业务|工作|跟踪)?指导)';
export const DUTY_VERB =
  '(?:按(?:照)?(?:各自)?(?:职责|职能)(?:任务)?(?:分工)?|根据职责分工|分别按职责|结合(?:各自|本地|工作)?实际(?:抓好)?|分工|分别|共同|具体|组织)*(?:负责(?:组织实施|组织落实|(?:统筹|组织)?协调|落实|实施|推进)?|落实|(?:组织)?实施|承办)|(?:研究)?提出(?:落实|贯彻|具体)?(?:落实)?意见|(?:按(?:照)?(?:各自)?职责(?:分工)?)';

/** The statement that the first unit of each list leads. */
export const FIRST_UNIT_LEADS =
  /(?:列|排|排名|排列)(?:在)?(?:第一|首)(?:位|个)?(?:的|者)?[^。;,)]{0,8}(?:为|是|系)?(?:牵头|主办|第一责任)|第一(?:个)?(?:单位|部门)(?:名称)?为牵头/;

export const OTHERS_SUPPORT =
  /其(?:余|他|它)(?:的)?(?:各)?(?:单位|部门)?(?:均)?(?:为|是)(?:配合|协办|协助|参与|参加|协同)/;

/** Endings by which a name is taken for a unit. */
export const UNIT_ENDING =
  /(?:局|办|委|部|厅|署|院|会|室|中心|公司|政府|党组|党工委|单位|部门|乡镇|镇|乡|街道|区|县|市|州|盟|旗|联|站|所|队|学校|大学|学院|银行|支行|分行|农商行|社|处|组|馆|集团|企业|机关|机构|团|办公厅|省|村|港|台|网|校|群团|协|保险|财险|电信|移动|联通|铁塔|\))$/;

/** Strong endings: what comes after 、 or 和 may be split off without doubt. */
export const STRONG_UNIT_ENDING =
  /(?:局|办|委|部|厅|署|院|会|室|中心|公司|政府|联|办公室|社|站|所|队|党委|单位|部门|集团|法院|办事处|分公司|检察院|大队|支队|支行|分行|农商行|银行|医院|学校|协|开发区|高新区|经开区|新区|园区)$/;
