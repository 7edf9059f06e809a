"""The words that tell what stands at a day from what runs over a span: patterns for `stocks`, each with why it is there."""

from __future__ import annotations

import re

WORD = re.compile(r"[\u4e00-\u9fff]{2}")
JOINTS = re.compile("其中|以及|分别|共计|合计|总计")
BUILT = re.compile(
    r"(?:建成|建设|建立|设立|成立|开设|开通|设置|配备|培育|悬挂|组建|发展|创建|注册|登记|采集|安装|打造|投放|布设)[^,。;]{0,4}"
)
CUMULATED = re.compile(r"(?:累计|已|共|总计|目前|现(?<!实现)(?<!发现)(?!役))[^,。;]{0,6}$|累计[^,。;]{0,16}$")
DOING_FOR = re.compile(r"^[^,。;]{0,30}?(?:为|向|对|给|替|将|把|送|组织|帮助|资助|救助|慰问|培训)[^,。;]{0,6}$")
DOING_SIGNS = re.compile("[为向对给替将把送组帮资救慰培]")
"""Each of the words of DOING_FOR holds one of these."""

DONE_VERBS = (
    r"(?:遭受|遭遇|拨付|代缴|支付|分得|获得|得到|拿到|领到|申请|创建|获评|被评为|启动|开工|竣工|完工|达标|发放|"
    r"送去|送上|赠送|报销|兑现|提供|购买|办理|迁入|入住|入伍|报名|申领|参加|参与|录取|动工|签订|取得|递交|提交|申报|完成|落实|开展|获得|领到|实施|配备|新办|补办|办了|日夜轮守|轮守|值守|坚守|奋战|下沉一线|建成投用|建成使用|建成运营|建成运行|建成启用|建成开放|建成并|开业|开馆|揭牌|投入使用|投入运营|投入运行|交付使用|投用|实现(?:再?就业|脱贫|转移|创业)|"
    r"减免|受益|注销|通过|接受(?=[^,。;]{0,4}(?:训练|培训|治疗|康复|手术|检查|服务|救助|教育))|敲定|脱钩|参训|参会|下乡|义诊|考上|考取|进入|返校|走上|脱离|敬献|祭扫|前往|赶赴)"
)
DONE_AFTER = re.compile(r"^(?!(?:每人)?每[月年]|[按月]月)[^,。;、\d]{0,24}?" + DONE_VERBS)
DONE_IN_CLAUSE = re.compile(
    r"^[^,。;]{0,24}?(?:" + DONE_VERBS + r"|进行|实行|给予|予以|补发|追回|代发|落户|纳入|训练|"
    r"疏导|解决|发(?:口粮|粮|款|物|棉|衣)|探访|指导|帮扶|结对|参与|赴|作出|处罚|约谈|降低|取消|停发|停止|接种|体检|参观|旅游|观看|外出|做了|进行了|安装|加装|添置|置办|缝制|找到|维修|检修|清洗|送餐|理发|过寿|过生日)"
)
FIRM_DOING = re.compile(
    r"(?:应检|实检|参检|核减|核增|核销|新签|新申报|新登记|新注册|新创|新增|新投保|新参保|新纳保|新入库|新入职|新聘|新招|新办证|新\(改、?扩?\)建|改[(](?:新|扩)[)]建|新[(](?:改|扩)[)]建|新建|新设|新成立|新批|新投入|新投用|新开|新启用|新审批|新纳入|新办|新发展|新核准|注销|撤销|取消|退出|停发|停保|清退|调出|抽查|检查|查处|整改|年检|评估|受理|办理|补领|发放|接收)[^,。;]{0,12}$"
)
STANDING_END = re.compile(
    r"(?:[共现还仍尚建设配拥只]有|仅|不足|空置|有|达到?|总数达?为?|数为|人数为|约为|为|[补津]贴对象)(?:约|近|了)?$"
)
STANDING_SIGNS = frozenset("有仅足置达到为数约近了象")
"""Each of the words of STANDING_END ends with one of these."""

PLACES = re.compile(
    r"(?:站点|网点|中心|站|机构|院|所|点|设施|场所|基地|超市|公墓|社区|村|乡镇|街道|镇|队伍|工作室|床位|床|协会|组织|医院|学校|单位|地级市|县级市|市辖区|自治县|民族乡|部门|企业|公司|合作社|社团|工作队|服务队|馆|食堂|窗口|平台|厂|火化炉|火化机|小组|事项|(?:供水|饮水)工程)[^\u4e00-\u9fff]{0,3}$"
)
PLACE_AFTER = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:村|社区|乡镇|镇街|街道|镇|乡|站|中心|院|所|学校|委员会|调委会|分会|协会|卫生室)"
    r"(?:都|均|共|全部|配齐|中|里|$|[,。;、(])(?!.{0,12}(?:创建|建成|完成|通过|开展|参加|受灾|竣工|新))"
)
PAID_OUT = re.compile(
    r"[^,。;、\d]{0,16}(?:金|款|费|补贴|补助|津贴|待遇)(?:已|均|都|全部|全额|足额|及时|按时|如数|一次性){0,3}(?:兑现|发放|落实|到位|到户|到人|发清)"
)
"""214户义务兵家庭优待金全部兑现: those who were paid."""
PAID_SIGNS = re.compile("[兑放实到]")
"""Each of the words of PAID_OUT has one of these."""
ENDS_DOING = re.compile(r"(?:接种|采样|帮扶|援助|慰问|解困|帮困|走访|改造|训练|培训|疗养|疗养共|治理|整治)$")
"""困难退役军人帮扶援助95人: a name that ends with what was done."""
IN_OFFICE = re.compile(r"[^,。;、\d]{0,8}(?:员|人员|职工|干部|工)(?:全部|均|都|已)*持证")
ALL_SO = re.compile(r"[^,。;、\d]{0,16}(?:事项|业务|服务|制度)(?:全部|均|都|全|可|已)")
"""28项政务服务事项全部“一窗通办”: how things are."""
HAPPENED_TO = re.compile(r"捐|受灾|遭受|开展|完成|参加")
HAPPENED = re.compile(
    r"^(?:依法|顺利|按期|如期|不同程度|全部|均|都|陆续|先后|普遍|共|各|踊跃|自发|带头|累计){0,2}(?:荣获|被评为|被授予|被命名|捐款|捐资|捐赠|捐献|献血|搬进|搬入|住进|喜迁|分得|领到|得|缺粮|缺水|饮水|受困|转移|受灾|受益|参加|参与|死亡|遇难|通过|参保|就业|再就业|脱贫|报名|毕业|获|得到|接受|完成|落实|实现|退出|解除|上岗|到岗|进入|转型|被(?:洪水|大水|雨水|泥石流|大雪)?(?:围困|困|淹|转移)|考上|考取|进行|开展|举行|实行|出列|摘帽|新)"
)
ALL_THAT = re.compile(r"(?:各[类种级]|可|能|[共现]有)$")
ALL_THAT_ENDS = frozenset("类种级可能有")
ATTRIBUTIVE = re.compile(r"[^,。;]{0,8}的[\u4e00-\u9fff]{2,}")
DURING = re.compile(r"全年|当年|年内|期间")
"""Words of time that say: over it, not at its end."""
SERVING_SIGNS = re.compile("[为向给替帮]")
SHORT_SERVING = 2
STOPS = frozenset((",", "。", ";", "、", ")", ":", ""))
NOUN_BETWEEN = re.compile("[\u4e00-\u9fff]{1,6}[、和及]")
"""21个乡镇、286个村: two of a kind, each with its noun behind it."""
NOUN_ENDS = frozenset("、和及")
CLAUSE_MARK = re.compile("[,;:。]")
AIDED = re.compile(r"(?:资助|代缴|补助|帮助)[^,。;]{0,20}参(?:[保合]|加)")
AVERAGED = re.compile(r"(?:日均|月均|年均)[^,。;]{0,8}$")
WHOLE_PLACE = re.compile(r"全[区县市镇乡省州旗]$")
OF_ALL = re.compile(r"^[\u4e00-\u9fff]{1,8}中[,有已]")
ADMIN_UNIT = re.compile(r"^(?:镇|乡|街道|村|社区|县|区|市)")
ESTABLISHMENTS = frozenset({"所", "家", "座"})


BEFORE_DOING = re.compile(
    r"[\s,、:]*(?:\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]是)?(?:“[^”]{1,12}”)?"
    r"(?:(?:全年|上半年|下半年|当年|今年|本年度?|年内|期间|以来|我[省市县区镇乡局们]|全[省市县区镇乡]|最终|最后|先后|陆续|积极|全面|共|又|还|并|再|已|另|同时|及时|扎实|大力|稳步|集中|统一|依法|主动|成功|新|分批|重点|深入|经核实|经排查|经审核|经评议|精心|严格|有序|继续|持续|进一步|广泛|认真),?)*"
)
"""What may stand before the verb that a clause begins with: marks of a list, words of time and manner."""
TURNED_INTO = re.compile(
    r"(?:发展|增加|增至|壮大|扩大|调整|压减)(?:到|至|为)|的[^,。;]{0,6}(?:人员|对象|单位|户|村|社区)$"
)
"""网点发展到386个: a level, not what was done."""

OF_A_NOUN = re.compile(
    r"(?<=[前后]入伍)的|(?<=现役)军人家[庭属]|型|率|性|事项|对象|机构和|(?<=病故)军人|(?<=就业)(?:年龄|基地|岗位|中心|驿站)|(?<=就业)(?:困难)?(?:人员|人口)(?!就业|再就业)|(?<=收养)(?:各类)?(?:人员|老人|儿童|对象)|(?<=火化)[炉机]|(?<=低收入)|(?<=建档)(?:困难|特困|贫困|低收入)|(?<=销售)(?:厅|点|部|中心)|(?<=[聘录]用)人员|(?<=服务)员|(?:的)?(?:项目|工地)$"
)
"""支出型家庭, 补贴对象, 在建项目: the verb is part of a noun."""
OF_A_NOUN_SIGNS = frozenset("的军型率性事对机困人各老儿炉特贫低厅点部中员项工年基岗驿")
"""Each of the words of OF_A_NOUN begins with one of these, but for what stands behind 低收入."""
NOUNLIKE = frozenset(
    {
        "帮扶",
        "援助",
        "培训",
        "搬迁",
        "安置",
        "补助",
        "补贴",
        "救助",
        "资助",
        "优待",
        "服务",
        "救济",
        "减免",
        "代缴",
        "免费",
        "助餐",
    }
)
PLACE_OF_IT = re.compile(
    r"(?:服务|管理|工作|指导|保护|综合|社会){0,2}(?:机构|床位|点|站|中心|社|网点|食堂|车间|单位|企业|公司)(?:\([^()]{1,4}\))?(?:总?数)?(?:共?有|达到?)?$|机构|中心|单位|站(?!台)|安置(?:点|区|房|小区)"
)
STORED = re.compile(r"(?:储备|库存|存栏|存笼|馆藏|藏书|藏品|现存)(?!金|资金)[^,。;\d]{0,10}$")
"""储备救灾物资6100件: things in a store stand, whatever unit they are counted by."""
NOW_HAS = re.compile(r"(?:现|现已|已|目前|全[市县区省州乡镇村旗]|我[市县区院局乡镇村])有(?!效)[^,。;、\d]{2,14}$")
"""全市已有紧密型医共体4个: what there is; what was done would be told behind the figure."""
PER_HEAD = re.compile(r"每[百千万]+(?:名)?(?:人口|人|户|老人|老年人|居民)[^,。;]{0,12}$")
"""每千人口托位4.5个: a measure of what stands."""
GROUNDS = re.compile(
    r"(?:辖区|占地|绿化|幅员|国土|行政区域|版图|区域|土地|耕地|林地)总?面积$|[镇乡县市区村]总面积$|占地$"
)
ENJOYED = re.compile(
    r"(?:享受|享有|在享)[^,。;]{2,16}(?:补贴|津贴|补助|救助|优待|低保)$|(?:享受|享有|在享|得到[^,。;]{0,6}(?:保障|低保))[^,。;]{0,16}(?:的|待遇|家庭|对象|人员|户|人数|老人|儿童)[^,。;]{0,8}$"
)
"""享受抚恤补助的共…: what is enjoyed may sound like doing."""
PAID_TO = re.compile(
    r"(?![^,。;\d]{0,8}[每月])[^,。;、\d]{0,14}(?:领取|共领|领到|领走|领了|获得|得到|分得|拿到|发放?)[^,。;、\d]{0,12}\d[\d.]*[万亿]?元"
)
"""4551位老人领取补贴382万元: heads paid over the time of the money."""
LIST_MARK = re.compile(r"^[\s,、]*(?:\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)])?\s*")
HEADS_OF = re.compile(r"(?<!管)辖有?$|(?:补贴|津贴|补助|保障|供养|优抚|优待|定期救助|救济)对象$|的(?:还|仍|尚)有$")
"""补贴对象1205人: those who are paid, whatever is said before them."""
FRESH = re.compile("评定|认定|确定|新|增|停|退|调|核|取消|清|注销|减|慰问|走访|救助|排查")
HANDED_OUT = frozenset({"条", "块", "本", "面", "株", "顶"})
"""Units of what is handed out or sent: nothing stands unless a verb says so."""
IN_PLACES = re.compile(r"(?:^|[,。;、]|\s)在(?:全[市县区])?$|(?:辖区|所辖|下辖)(?:内)?$")
PLACE_SIGNS = frozenset("在区县市辖内")
"""Each of the words of IN_PLACES ends with one of these."""

PLACE_NOUN = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:医院|机构|药店|社区|村|乡镇|街道|镇|学校|窗口|网点|中心|站)")
NETWORK = re.compile(r"[^。;]{0,30}?其中[:,]?[^,。;\d]{0,2}[省市区县]级")
ALL_SPAN_HAS = re.compile(r"(?:上半年|下半年|全年|年内|当年|季度|月份?)[^,。;\d]{0,4}共有$")
"""全年共有17264人得到救助: those who did in all that time, where the verb stands behind them."""
SPAN_HAS = re.compile(r"(?:上半年|下半年|全年|本季度|当季|[一二三四]季度|当月|\d{1,2}月份?)有$")
TAKEN_IN = re.compile(
    r"(?:(?:上半年|下半年|全年|本季度|当季|[一二三四]季度|当月|今年|年内|当年)[^,。;\d]{0,4}|首批|首次|第一批|分批|再)纳入[^,。;]{0,8}$"
)
NOW_IN = re.compile(r"(?:目前|现|截至[^,。;]{1,12})(?:已|共|累计|已经|全[市县区])*纳入[^,。;\d]{0,10}$")
"""目前已纳入救助4120户: those who are in it."""
OF_PLACES = frozenset({"个", "家", "所", "处", "座"})
NEXT_OF_A_LIST = re.compile(r"[,、](?![^,]{0,8}(?:累计|现有|共|床位|学位))[“”\"\u4e00-\u9fff]{2,12}(?<![有到达为])")
"""新增企业3家,研发中心1家: the next of what was made or added has no verb of its own."""
JUST_DONE = re.compile("(?:已|共|累计|先后|陆续|新|全年|[月底年])$")
OUT_OF = re.compile("扩面|新增|新登记|新注册|注销|撤销|取消|退出|清退")
MADE_UP = re.compile(r"[^,。;\d]{0,8}(?:组成|构成)")
BUILDS = re.compile(
    r"[\s,、;:]*(?:新|共|已)?(?:建|架|修|挖|筑|铺)(?=[\u4e00-\u9fff]{2})(?![有档议筑党军制成立设置交国会])[^,。;的]*$"
)
"""建敬老院2所: what was built."""
BUILDS_FIRST = frozenset(",、;:新共已建架修挖筑铺")
"""What BUILDS finds begins with one of these, or a blank."""
PLACES_REACH = re.compile(
    r"(?:中心|站|点|所|院|馆|基地|企业|机构|平台|队伍|网点)(?:总?数)?(?:已经?|共|总共)?(?:达到?|发展到)$"
)
FOR_ALL = re.compile(r"(?:[全我][省市县区镇乡]|共|已|累计|先后|分别){1,2}(?:为|给|向)")
UNDONE = re.compile(r"(?:^|[,、;])(?:还|仍|尚)?(?:未|尚未|没有)(?!成年|来|满|婚)[\u4e00-\u9fff]{2,8}$")
"""未消除风险908户: those for whom something is still to be done."""
BEFORE_ITS_NOUN = re.compile(r"[\u4e00-\u9fff]{2,14}[、和及]")
VISITED = re.compile(r"(?:走访)?慰问(?:享受|在册|领取)[^,。;]{0,16}的[^,。;]{0,8}$")
"""慰问享受低保的困难户45户."""
ALL_DONE = re.compile(
    "[^,。;、\\d]{0,10}(?:已|均|都|全部)(?:全面|全部|如期|按期|提前|圆满)?(?:完成|办结|办理|竣工|落实)"
)
"""24项民生实事已全面完成."""
HOLDS = re.compile(
    r"可(?:同时|临时|紧急|集中)?(?:容纳|安置|收养|收住|接待|供|停放|存放)[^,。;\d]{0,8}$|距[^,。;\d]{1,8}$"
)
"""大厅可容纳300人, 距县城22公里: what a place is like."""
AND_OTHERS = re.compile(r"(?:还|共|现|辖|住)有[^,。;\d]{2,24}等(?:共)?$")
"""还有回族、满族等33个少数民族."""
FOR_THEM = re.compile(r"(?:^|[年月日共,、县市区])(?:为|给|向)[^,。;]{2,20}$")
GIVEN_THERE = re.compile("发放|拨付|提供|补助|送去|办理")
NEXT_PAID = re.compile(r",(?:共|每人|分别|及时)?(?:发放|给予|资助|补助|救助|支付|办理)")
OFFICES = re.compile("(?:内设|职能|业务)?(?:科室|股室|处室|内设机构|事业单位)(?:[,。;、(]|$)")


SHORTFALLS = re.compile(
    "问题|不足|(?<!克服)困难(?!群|家|户|人|学|职|残|老|对|党|儿|村|企)|(?<!补齐)(?<!补齐民生)(?<!补齐发展)(?<![补强])短板|差距|薄弱|制约|挑战|弱项"
)
LACKING = re.compile("薄弱|差距|矛盾|仅有|尚未|欠账|缺乏|紧缺|匮乏|不平衡|不充分|不均衡|人手|流动性")
"""Words of a sentence that tells what is lacking."""

LOSS = re.compile(r"(?:死亡|失踪|失联|受伤|转移安置|倒塌|损坏|绝收|成灾|受灾面积|毁坏|冲毁)[^,。;\d]{0,6}$")
"""截至7月31日18时,因灾死亡2人: losses are counted over the time, whatever day they are told up to."""

HAVING = re.compile(
    r"(?:现有|实有|共有|拥有)(?!受灾|参加|申请|参训)[^,。;、\d]{0,8}(?:人员|对象|老人|儿童|职工|干部|会员|家庭)(?:共|总数)?$"
)
"""全院共有收养人员286人: what there is, whatever verb its name holds."""

AT_THE_END = frozenset({"年末", "年底", "期末", "季末", "月末", "目前"})
"""年末…建成203个: what there was then."""

HAVING_PLACES = re.compile(
    r"(?:现有|实有|共有|拥有|设有|建有|尚有)[^,。;\d]{0,20}(?:机构|设施|中心|站|网点|服务点|安置点|站点|院|场所|基地|平台|食堂|公墓)(?:\([^()]{1,6}\))?(?:共|总数)?$"
)
"""现有县乡村三级服务中心(站)236个: 服务 is part of the name."""

FIRM_SIGNS = re.compile("[应实参核新注撤取退停清调抽检查整年评受办补发接]")
"""Each of the words of FIRM_DOING begins with one of these."""

GONE = re.compile(
    r"(?<![未已稳后被])(?:(?:脱贫(?:退出|出列)?|脱帽|摘帽|迁葬|疗养|脱钩|深埋|上岗|到岗|到任|报到)$|(?:招募|推荐|评审|选拔|输出|疏散|抢修|调运|参赛|参演|参展|到会|配租|配售|返还"
    r"|责令停产(?:停业)?(?:整顿)?|新打|投保|添床|添置|暂停(?:服务)?协议|解除(?:服务)?协议|抽调|扩面|行政处罚|看了|走了|停掉|新进|买了|花了|养了|代交|承接|增开|动员|撰写|招考|新创|认领|寻亲|组织(?:干部|党员|职工|志愿者|群众|人员|力量)|基本建成|供应[^,。;]{0,12}用地|帮教|转化|配镜|取得|考取|拿到|矫治|新筹集|筹建|治愈|核销|转接|转递)(?:的)?[^,。;、\d达]{0,6}$)"
)
"""Words of doing that are no verbs of the lexicon, since they are parts of names too."""
GONE_SIGNS = re.compile(
    "[上报脱摘迁疗深招推评选输疏抢调参到配返责新投添暂解抽扩行看走停买花养代承增动撰认寻组基供帮转矫筹治核取考拿配]"
)
"""Each of the words of GONE begins with one of these."""

FILES_KEPT = re.compile(r"(?:累计|现有|共有)(?:为)?(?:建|建立|管理|保管)?(?:了)?[^,。;\d]{0,12}档案[^,。;\d]{0,4}$")
"""累计建立居民电子健康档案231.6万份: files that are kept."""
LOOKED_AT = re.compile("涉及|检查|督查|巡查|抽查|排查|督导|走访|暗访|核查")
PAIRED_OFF = re.compile(r"签订[^,。;\d]{0,6}协议$|签约|结对|对子|结成")
"""医疗机构与养老机构签约31对: pairs that stand, unlike those that were married."""

STRUCK = re.compile(r"[^,。;有]{0,16}(?:受灾|遭灾|受淹|受损)")
"""截至7月31日18时,全市共有9个县73个乡镇受灾: it happened, whatever stands before it."""

GAVE = re.compile(
    r"(?:捐款|捐赠|捐献|认捐|获奖?|荣获|受灾|报名|立功|受表彰)[^,。;]{0,16}的(?:企业|单位|个人|人|村|户|家庭|团体|[^,。;]{0,8}[共仅只]?有)$"
)
"""捐款十万元以上的单位有17个: those who did, not what there is."""

NOT_YET = re.compile(
    r"[^,。;\d]{0,10}?(?:尚未|仍未|还未|还没有|尚没有|未(?:开工|完成|办理|到位|建成|竣工|落实|整改|脱贫|入住|达标|解决))"
)
"""还有8个项目未开工: how things stand."""

STAFF = re.compile(
    r"(?:职工|工作人员|从业人员|专业人员|技术人员|管理人员|医师|护士|在职人员|入伍的(?:在乡|退役|退伍|复员)?(?:军人|士兵)|床位|病床|营运车辆|营运线路|座位|学位|车位)(?:总?数|总人数|人数)?$"
)
"""殡仪馆职工2164人: those who work somewhere stand, whatever is done there."""
THING = re.compile(r"(?:[场池队馆园厅室库店坊廊亭塔桥苑站点堂楼间炉]|路径|线路|团体)$")
STAFF_ENDS = frozenset("工员师士位床辆路数人兵")
"""Each of the words of STAFF ends with one of these."""
THINGS = frozenset({"所", "家", "处", "台", "辆", "部", "座", "张", "架", "艘", "间", "口", "栋", "幢"})
"""Units of things: named one after the other, all of them stand where the first does."""
HAS_AFTER = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:单位|机构|院|所|站|校|馆|中心|乡|镇|村|社区|街道)(?:现有|拥有|共有|建有|设有|配有|实有)"
)
"""24个医疗卫生单位现有业务用房…: of those that have something."""
APPLIED = re.compile(r"[^,。;、\d]{0,10}(?:申报|创建|获评|被评为|通过|荣获|完成|竣工|开工|报名|参加)")
KINDS_OF_PEOPLE = re.compile(
    r"(?<!受灾)(?<!困难)(?:教职工|在校学?生|在校生|家属|对象|职工|会员|工作人员|志愿者|党员|退休人员|学生)$"
)

EVER_SINCE = re.compile(
    r"累计(?:已|共)?(?:入库|库存|存储)[^,。;\d]{0,4}$|(?:历年|历史|馆内|库内|库容量?|全[省市县区])累计(?:寄存|实现|达到?|为)?[^,。;\d]{0,4}$"
)
"""历年累计41例: counted up since nobody says when."""

OF_PEOPLE = re.compile(
    r"(?:建档立卡|分散供养|集中供养|供养)(?:的)?[\u4e00-\u9fff]{0,4}(?:人口|户|对象|家庭|人员|劳动力|老人|学生|幼儿|子女)$"
)
"""其中建档立卡贫困劳动力731人: who they are, no standing of theirs."""

SERVED_ALL = re.compile(r"^[^,。;\d]{0,2}(?:为|向|对|给)")
SERVED_SIGNS = re.compile("[为向对给]")


REMAINING = re.compile(r"(?:其余|余下|剩余|剩下|尚余|仅剩)[^,。;\d]{0,6}$")
REMAINING_ENDS = frozenset("余下的有人户员象套所个批")
ENDS_WITH_HAVING = re.compile(r"的[^,。;]{0,8}(?:家庭|对象|人员|人口|户|老人|儿童|群众|机构)(?:共|已|达|共计)?有$")
"""12月底,纳入低保救助的困难家庭有33915户: what there is on a day, whatever verb picks it out."""
RATED_ANEW = re.compile(r"(?:提高|降低|调高|调低|上调|下调|调整)了?[^,。;]{0,6}(?:标准|档次|等级|补助额?|金额)$")
"""提高了保障标准914户: whose rate was changed."""
TO_BE_DONE = re.compile(
    r"(?:需|应|待|尚需|还需)(?:重建|新建|修缮|维修|改造|修复|搬迁|安置)(?:的)?(?:住房|房屋|农房|民房|倒房)?(?:的)?(?:有|共)?$"
    r"|(?:需|待|亟需|急需)(?:救助|救济|口粮救济|帮扶)(?:的)?(?:人口|群众|对象|家庭|灾民)?(?:有|共)?$"
)
"""需重建住房112户: what is still to be done."""
TURNED = re.compile(
    r"[^,。;]{0,8}(?:已|全部(?:脱贫|出列|摘帽|迁|完成|建成)|将|拟|计划|[0-9一二三四五六七八九十]{1,2}月|年底|年内)"
)
"""其余2户已迁: what remained has been done since."""
NEEDED = re.compile(r"(?:应|需|需要|有待|亟待|未)(?![^,。;]{0,10}率)[^,。;、\d]{1,8}的[^,。;\d]{0,8}$")
"""应重建的倒房户104户: what there is to be done stands."""
