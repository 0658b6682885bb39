/** Measure words, longest first where one begins another. */
const MEASURE_WORD =
  '人次|人日|趟次|辆次|台次|吨标准煤|亩次|户次|件次|学时|车次|班次|批次|个百分点|百分点|平方公里|平方千米|平方米|立方米|个工作日|兆瓦|千瓦|公里|千米|公顷|公斤|斤|个月|小时|分钟|场次|吨|米|亩|个|项|家|户|人|名|件|条|座|处|所|份|次|场|期|台|套|只|头|羽|株|袋|盏|支|本|辆|间|栋|元|倍|遍|位|张|口|眼|年|天|%|‰|村|宗|起|例|部|节|篇|课时|艘|棵|块|批|组|床|片|类|幢|册|顶|架|轮|尾|堂|m2|路|对(?![口外象照于])|蒸吨|微克|毫克|升|mg|km|[MGT](?=$|[,、以])|日(?=内)';
/** 微克/立方米, 吨/月·平方公里: a rate keeps both words. */
const UNIT = `(?:${MEASURE_WORD})(?:/(?:${MEASURE_WORD}|月|日|周|L)(?:·(?:${MEASURE_WORD}))?)?`;

/** 4000人次以上, 3-5个, 27万个, 1.5万以上, 99.3公里. Years and dates are kept out by what surrounds them. */
export const QUANTITY = new RegExp(
  `(?<![\\d.-])(?<from>\\d+(?:,\\d{3})*(?:\\.\\d+)?)(?:[%万亿个]?元?(?:-|—|–|~|至|到)(?<to>\\d+(?:\\.\\d+)?))?(?![\\d.])(?<multiple>[万亿千百]{0,2})(?:余|多)?(?<unit>${UNIT})?(?<set>\\(套\\))?(?<suffix>以上|以下|以内|之内|左右|上下)?`,
  'g',
);

/** A numeral in words asks for a result where a word of asking stands before it, or where finished projects are counted. */
export const CHINESE_QUANTITY =
  /(?<lead>至少(?:有|要|建|开展|培养|发展|举办)?|不少于|不低于|都有|均有|(?<=每.{1,30})(?:有|办|建成?|形成|打造|培育)|轮训|达到)(?<from>[一二两三四五六七八九十百千]{1,5})(?<unit>人次|个|项|家|名|人|所|份|件|遍|次|条|户|处|座|场|期)(?<suffix>以上|以内|左右)?|(?<from2>[两三四五六七八九十]{1,3})(?<unit2>个|项)(?=项目|工程|基地|园区)/g;

/** How often somebody meets, visits or checks is a duty, not a target; so is every rhythm shorter than a year. */
export const MEETING =
  /每(?:个)?(?:半?月|季度?|周|半年|[两二三]个?月|旬|日|天|学期)|(?:每|两|年)[^,]{0,30}(?:召开|视察|督查|督导|检查|排查|专题(?:研究|学习)|务虚会|党性分析)/;

/** What makes a number belong to something else, by the text just before it. */
export const NOT_A_TARGET_BEFORE =
  /(?:仅(?:为|占|有|完成[^,]{0,6})?|第|[A-Za-z]|〔|\+|“|《|No|№|“?十[二三四五]五”?规划的?)$/;

/** Statements of how things are, not of what is to be reached. */
export const BACKGROUND_BEFORE =
  /(?:涉及|受益|现有|共有|已有|原有|目前|截至|紧盯|围绕|针对|对照|剩余|已经|批复|发现的|以来|为重点|抽取|总投资规模|包括|包含|分为|辖|总投资|概算投资|权重|占(?![比道])|低于国家|由于)[^,]{0,30}$/;

/** What makes a number belong to something else, by the text just after it. */
export const NOT_A_TARGET_AFTER =
  /^(?:条)?(?:措施|政策|底线|要求|举措|意见|规定|方面|环节|阶段|层面|类|大|字|号|级|届|月|日|线|行动|计划|攻坚|规划|以来|前|后(?!续)|的时间|省市|乡镇\d|乡镇,)/;

/** A word of comparison or reaching directly before the number. */
export const TARGET_WORD_BEFORE =
  /(?:不低于|不少于|不小于|不超过|不高于|不多于|不大于|至少|达到|达|超过|突破|高于|控制在|保持在|稳定在|提高到|提升到|提高至|提升至|增长|增加|新增|降至|降低|降到|下降|缩短|力争|左右|为|增幅|增速)(?:有|要|为|约|建|了|到|建成|建设|培育|培养|储备|开展|举办|每年|研究|接访|召开|组织|检查|走访|落实|安排|外出招商|听取)*$|(?:压缩|缩减|压减|精简)[至到]$|至少[\u4e00-\u9fa5]{0,4}$|减[至到]$/;

/** Verbs by which a clause asks for a result. */
export const RESULT_VERB =
  /完成|实现|确保|筹建|资助|选拔|转化|招募|聘请|推出|落地|带动|新成立|配套|提供|设(?=\d)|处置|选树|施划|整合|划分|上线|接入|放映|采购|购置|压实|治理|慰问|帮扶|签约|认领|维修|维护|绿化|建档|安装|下设|强制|推动|下放|共建|更换|认证|补充|惠及|逐一|逐件|逐项|解决|消除|更新|压减|压缩|减少|降低|下降|缩短|提高|签订|签约|改建|评选|扩种|严守|发放|追缴|补齐|打掉|抓获|查处|腾退|储备|撤并|招聘|招录|建强|放流|拆除|清理|栽植|改扩建|争取|销号|淘汰|关停|建设|建成|新建|新增|新开发|提升|改善|改造|培育|培养|开发|引进|引育|打造|扶持|遴选|认定|实施|投入|力争|稳定在|形成|给予|发展|选派|举办|培训|安置|转移|创建|建立|配备|聘用|选聘|设立|推广|种植|修建|硬化|覆盖|新设|设置|组织|组建|开展|投资|增加|推进|补助|兑现|整治|治理|创办|开通|支持|建有|做好|每(?:个|人|年|半年|季|月|周|村|户|镇|乡)/;
