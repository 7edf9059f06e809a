"""Whether a figure stands at a day or runs over a span: by its unit, the nearest verb, the program's nature, the words
of time beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Choice, Dated, Role
from reportparse.link.frames import Frame, Scene
from reportparse.link.words import is_pair
from reportparse.model.mentions import PeriodMention
from reportparse.rulebook import Rulebook

WORD = re.compile(r"[\u4e00-\u9fff]{2}")
JOINTS = re.compile("其中|以及|分别")
SHARE = re.compile("占(?!比)")
BUILT = re.compile(
    r"(?:建成|建设|建立|设立|成立|开设|开通|设置|配备|培育|悬挂|组建|发展|创建|注册|登记|安装|打造)[^,。;]{0,4}"
)
CUMULATED = re.compile(r"(?:累计|已|共|总计|目前|现)[^,。;]{0,6}$|累计[^,。;]{0,16}$")
DOING_FOR = re.compile(r"^[^,。;]{0,30}?(?:为|向|对|给|替|将|把|送|组织|帮助|资助|救助|慰问|培训)[^,。;]{0,6}$")
DOING_SIGNS = frozenset("为向对给替将把送组帮资救慰培")
"""Each of the words of DOING_FOR holds one of these."""

DONE_VERBS = (
    r"(?:遭受|遭遇|拨付|代缴|支付|分得|获得|得到|拿到|领到|申请|创建|获评|被评为|启动|开工|竣工|完工|达标|发放|"
    r"送去|送上|赠送|报销|兑现|提供|购买|办理|迁入|入住|参加|完成|落实|开展|获得|领到|实施|配备|"
    r"减免|受益|注销|通过|敲定|考上|考取|进入|返校|走上|脱离)"
)
DONE_AFTER = re.compile(r"^(?!(?:每人)?每[月年]|[按月]月)[^,。;、\d]{0,24}?" + DONE_VERBS)
DONE_IN_CLAUSE = re.compile(r"^[^,。;]{0,24}?(?:" + DONE_VERBS + r"|进行|实行|给予|予以|纳入|训练|疏导|探访|指导|帮扶|结对|参与|赴|接种|体检|参观|旅游|观看|外出|做了|进行了)")
STATE_RATE = re.compile(
    r"(?:逾期率|监护率|入驻率|入园率|申领率|登记率|建站率|建档率|持证率|标准化率|签约率|控制率|适配率|注册率|化率(?<!火化率)|覆盖率|失业率|贫困发生率|空置率|覆盖面|参保率|参合率|入学率|供养率|达标率|建成率|普及率|拥有率|持证率|占比|比例|比重|占|建档率|入住率|巩固率|城镇化率|自理率|利用率|配备率|在册|以上的|知晓率|绿化率|结构|到位率)"
)
EVENT_RATE = re.compile(
    r"(?:进度|参选率|火化率|办结率|开工率|完成率|完成|合格率|年检率|通过率|发放率|支出率|拨付率|兑现率|及时率|满意率|满意度|投票率|处置率|回复率|办复率|受理率|就业率|评估率|成功率|增长|执行率|社会化)"
)
RATE_NOUN = re.compile("[率比重占例度面]")
FIRM_DOING = re.compile(
    r"(?:应检|实检|参检|核减|核增|核销|新签|新申报|新登记|新增|新投保|新参保|新纳保|新入库|新入职|新聘|新招|新办证|新\(改、?扩?\)建|新建|新设|新成立|新批|新审批|新纳入|新办|新发展|新核准|注销|撤销|取消|退出|停发|停保|清退|调出|抽查|检查|查处|整改|年检|评估|受理|办理|补领|发放|接收)[^,。;]{0,12}$"
)
STANDING_END = re.compile(
    r"(?:[共现还仍尚建设配拥只]有|仅|不足|空置|有|达到?|总数达?为?|数为|人数为|约为|为|[补津]贴对象)(?:约|近|了)?$"
)
STANDING_SIGNS = frozenset("有仅足置达到为数约近了象")
"""Each of the words of STANDING_END ends with one of these."""

PLACES = re.compile(
    r"(?:站点|网点|中心|站|机构|院|所|点|设施|场所|基地|超市|公墓|社区|村|乡镇|街道|镇|队伍|工作室|床位|床|协会|组织|医院|学校|单位|部门|企业|公司|合作社|社团|馆|食堂|窗口|平台|厂)[^\u4e00-\u9fff]{0,3}$"
)
PLACE_AFTER = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:村|社区|乡镇|镇街|街道|镇|乡|站|中心|院|所|学校|委员会|调委会|分会|协会|卫生室)"
    r"(?:都|均|全部|配齐|中|里|$|[,。;、(])(?!.{0,12}(?:创建|建成|完成|通过|开展|参加|受灾|竣工|新))"
)
FILLED = re.compile(r"(?:当期|当年|本年|年度)结余|补充|弥补|填补|补足|拨付|支付")
HAPPENED_TO = re.compile(r"捐|受灾|遭受|开展|完成|参加")
HAPPENED = re.compile(
    r"^(?:依法|顺利|按期|如期|不同程度|全部|均|都|陆续|先后|普遍|共|各){0,2}(?:搬进|搬入|住进|喜迁|分得|领到|得|缺粮|缺水|饮水|受困|转移|受灾|受益|参加|参与|死亡|遇难|通过|参保|就业|再就业|脱贫|报名|毕业|获|得到|接受|完成|落实|实现|退出|解除|上岗|到岗|进入|考上|考取|进行|开展|举行|实行|新)"
)
ALL_THAT = re.compile(r"(?:各[类种级]|可|能|[共现]有)$")
ATTRIBUTIVE = re.compile(r"[^,。;]{0,8}的[\u4e00-\u9fff]{2,}")
DURING = re.compile(r"全年|当年|年内|期间")
"""Words of time that say: over it, not at its end."""
SERVING_SIGNS = frozenset("为向给替帮")
SHORT_SERVING = 2
STOPS = frozenset((",", "。", ";", "、", ")", ":", ""))
NOUN_BETWEEN = re.compile("[\u4e00-\u9fff]{1,6}[、和及]")
"""21个乡镇、286个村: two of a kind, each with its noun behind it."""
NOUN_ENDS = frozenset("、和及")
CLAUSE_MARK = re.compile("[,;:。]")
AIDED = re.compile(r"(?:资助|代缴|补助|帮助)[^,。;]{0,20}参[保合]")
AVERAGED = re.compile(r"(?:日均|月均|年均)[^,。;]{0,8}$")
BALANCE = re.compile(
    r"(?:储金|储粮|存粮|积累|协议总?金?额|固定资产(?:原价|原值|净值)?(?!投资)|资产总额|总资产|净资产"
    r"|储备|结余|余额|结存|欠款|债务|存款|缺口|逾期|结转)[^,。;]{0,4}$"
)
WHOLE_PLACE = re.compile(r"全[区县市镇乡省州旗]$")
OF_ALL = re.compile(r"^[\u4e00-\u9fff]{1,8}中[,有已]")
ADMIN_UNIT = re.compile(r"^(?:镇|乡|街道|村|社区|县|区|市)")
ESTABLISHMENTS = frozenset({"所", "家", "座"})
EVENT_UNITS = frozenset(
    {"次", "场", "期", "批", "例", "起", "件", "份", "篇", "班", "届", "对", "具", "轮", "趟", "封"}
)
"""Units of what happens, never of what stands."""


OF_A_NOUN = re.compile(r"型|率|对象|(?:的)?(?:项目|工地)$")
"""支出型家庭, 补贴对象, 在建项目: the verb is part of a noun."""
NOUNLIKE = frozenset({"补助", "补贴", "救助", "资助", "优待", "服务", "救济", "减免", "代缴", "免费"})
ENJOYED = re.compile(r"(?:享受|享有|在享)[^,。;]{0,16}(?:的|待遇|家庭|对象|人员|户|人数|老人|儿童)[^,。;]{0,8}$")
"""享受抚恤补助的共…: what is enjoyed may sound like doing."""
PAID_TO = re.compile(
    r"(?![^,。;\d]{0,8}[每月])[^,。;、\d]{0,14}(?:领取|共领|领到|领走|领了|获得|得到|分得|拿到|发放?)[^,。;、\d]{0,12}\d[\d.]*[万亿]?元"
)
"""4551位老人领取补贴382万元: heads paid over the time of the money."""
LIST_MARK = re.compile(r"^[\s,、]*(?:\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)])?\s*")
HEADS_OF = re.compile(r"(?<!管)辖有?$|(?:补贴|津贴|补助|保障|供养|优抚|优待)对象$|的(?:还|仍|尚)有$")
"""补贴对象1205人: those who are paid, whatever is said before them."""
FRESH = re.compile("新|增|停|退|调|核|取消|清|注销|减|慰问|走访|救助|排查")
SHORTFALL = re.compile("(?:的)?(?:资金)?(?:缺口|结余|余额|欠款|存款)")
HANDED_OUT = frozenset({"条", "块", "本", "面", "株", "顶", "枚"})
"""Units of what is handed out or sent: nothing stands unless a verb says so."""
IN_PLACES = re.compile(r"(?:^|[,。;、]|\s)在(?:全[市县区])?$|(?:辖区|所辖|下辖)(?:内)?$")
PLACE_SIGNS = frozenset("在区县市辖内")
"""Each of the words of IN_PLACES ends with one of these."""

PLACE_NOUN = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:医院|机构|药店|社区|村|乡镇|街道|镇|学校|窗口|网点|中心|站)")
NETWORK = re.compile(r"[^。;]{0,30}?其中[:,]?[^,。;\d]{0,2}[省市区县]级")
SPAN_HAS = re.compile(r"(?:上半年|下半年|全年|本季度|当季|[一二三四]季度|当月|\d{1,2}月份?)有$")
TAKEN_IN = re.compile(
    r"(?:上半年|下半年|全年|本季度|当季|[一二三四]季度|当月|今年|年内|当年)[^,。;\d]{0,4}纳入[^,。;]{0,8}$"
)
TENURE = re.compile(r"(?:任期|任职|工龄|年限|从业|护龄|党龄|在职)[^,。;]{0,4}$")
SERVED = re.compile(r"累计[^,。;]{0,6}(?:时长|时间|时数|工时)[^,。;]{0,4}$")
FLOW_SHARE = re.compile(
    r"(?:支出|收入|投资|税收|预算|增加值|产值|生产总值|GDP|消费|费用|资金|基金)[^,。;]{0,10}(?:占比|比重|比例|占)"
)
"""A share of what is spent or earned runs over the same time."""


SHORTFALLS = re.compile("问题|不足|困难|(?<![补齐])短板|差距|薄弱|制约|挑战|弱项")
LACKING = re.compile("薄弱|差距|矛盾|仅有|尚未|欠账|缺乏|紧缺|匮乏|不平衡|不充分|不均衡|人手|流动性")
"""Words of a sentence that tells what is lacking."""

LOSS = re.compile(r"(?:死亡|失踪|失联|受伤|转移安置|倒塌|损坏|绝收|成灾|受灾面积|毁坏|冲毁)[^,。;\d]{0,6}$")
"""截至7月31日18时,因灾死亡2人: losses are counted over the time, whatever day they are told up to."""

HAVING = re.compile(r"(?:现有|实有|共有|拥有)(?!受灾|参加|申请|参训)[^,。;、\d]{0,8}(?:人员|对象|老人|儿童|职工|干部|会员|家庭)(?:共|总数)?$")
"""全院共有收养人员286人: what there is, whatever verb its name holds."""

AT_THE_END = frozenset({"年末", "年底", "期末", "季末", "月末", "目前"})
"""年末…建成203个: what there was then."""

REMAINING = re.compile(r"(?:其余|余下|剩余|剩下|尚余|仅剩)[^,。;\d]{0,6}$")
REMAINING_ENDS = frozenset("余下的有人户员象套所个批")
TURNED = re.compile(r"[^,。;]{0,8}(?:已|将|拟|计划|[0-9一二三四五六七八九十]{1,2}月|年底|年内)")
"""其余2户已迁: what remained has been done since."""
NEEDED = re.compile(r"(?:应|需|需要|有待|亟待|未)(?![^,。;]{0,10}率)[^,。;、\d]{1,8}的[^,。;\d]{0,8}$")
"""应重建的倒房户104户: what there is to be done stands."""


class Stocks:
    """Answers for one figure at a time; `found` holds the periods settled so far, and grows as the calendar walks."""

    def __init__(
        self, scene: Scene, roles: Sequence[Role], choices: Sequence[Choice], rules: Rulebook, found: Sequence[Dated]
    ) -> None:
        self.scene, self.roles, self.choices = scene, roles, choices
        self.rules, self.found = rules, found
        self.lacking: dict[int, bool] = {}

    def is_stock(self, i: int, frame: Frame, mention: PeriodMention | None) -> tuple[bool, str]:
        """Whether a figure stands at a day, and what told: its unit, the nearest verb, the program's nature, the words of
        time."""
        q = frame.quantity
        lead, tail = frame.own, frame.rest
        if q.measure == "weight" and BALANCE.search(lead):
            return True, "kind.unit"
        if q.measure == "duration":
            return self.duration_is_stock(i, frame, mention), "kind.unit"
        if q.measure in ("person_times", "household_times", "amount"):
            stands = BALANCE.search(lead) is not None or SHORTFALL.match(tail) is not None
            return q.measure == "amount" and stands and not FILLED.search(lead), "kind.unit"
        if q.measure == "rate":
            return self.rate_is_stock(i, frame, lead, mention)
        if q.unit in EVENT_UNITS:
            return False, "kind.unit"
        if "均" in lead and AVERAGED.search(lead):
            return False, "kind.average"
        if self.roles[i].level:
            return True, "kind.level"
        dated = mention is not None and mention.start >= frame.part[0] and (mention.kind == "as_of" or mention.upto)
        if lead[-1:] in ("象", "有", "辖") and HEADS_OF.search(lead) and not FRESH.search(lead):
            return True, "kind.standing"
        if (lead[-1:] in REMAINING_ENDS and REMAINING.search(lead) and not TURNED.match(tail)) or NEEDED.search(lead):
            return True, "kind.remaining"
        if FIRM_DOING.search(lead) and not CUMULATED.search(lead):
            return False, "kind.doing"
        if lead[-1:] in PLACE_SIGNS and IN_PLACES.search(lead) and PLACE_NOUN.match(tail):
            return True, "kind.place"
        if ("纳入" in lead and TAKEN_IN.search(lead)) or (lead.endswith("有") and SPAN_HAS.search(lead)):
            return False, "kind.during"
        if "元" in tail and q.measure in ("persons", "households") and PAID_TO.match(tail):
            return False, "kind.doing_after"
        if "有" in lead and HAVING.search(lead) and not HAPPENED.match(tail):
            return True, "kind.standing"
        verb = self.last_verb(frame)
        if verb is not None:
            start, word = verb
            if word in NOUNLIKE and ENJOYED.search(lead):
                return True, "kind.standing"
            if AIDED.search(lead):
                return False, "kind.doing"
            if word in self.rules.standing or (
                word == "登记" and q.measure == "persons" and start + len(word) < len(lead)
            ):
                return True, "kind.standing"
            built = BUILT.search(lead)
            if built is None:
                return False, "kind.doing"
            at_day = mention is not None and self.scene.text[mention.start : mention.end] in AT_THE_END
            cumulated = dated or at_day or NETWORK.match(frame.tail) is not None or CUMULATED.search(lead[:start]) is not None
            return "新" not in lead[: built.start()] and cumulated, "kind.built"
        short = not SERVING_SIGNS.isdisjoint(lead[-SHORT_SERVING:]) and tail[:1] not in STOPS
        if short and len(own := LIST_MARK.sub("", lead)) <= SHORT_SERVING and own[:1] in SERVING_SIGNS:
            return False, "kind.doing_after"  # 为623名农民工追回工资
        if (
            "全" in lead
            and WHOLE_PLACE.search(lead)
            and (ADMIN_UNIT.match(tail) or q.unit in ESTABLISHMENTS)
            and (OF_ALL.match(tail) or not HAPPENED_TO.search(tail))
        ):
            return True, "kind.place"
        if not DOING_SIGNS.isdisjoint(lead) and DOING_FOR.match(lead) and DONE_IN_CLAUSE.match(tail):
            return False, "kind.doing_after"
        if (
            lead[-1:] in STANDING_SIGNS
            and STANDING_END.search(lead)
            and not (lead.rstrip("约近").endswith("有") and ("受灾" in tail or DONE_AFTER.match(tail) or HAPPENED.match(tail)))
        ):
            return True, "kind.standing"
        before = self.kind_before(i, frame)
        listed = frame.lead[:1] in "、和及" and not CLAUSE_MARK.search(frame.lead)
        listed = listed or (frame.lead[-1:] in NOUN_ENDS and NOUN_BETWEEN.fullmatch(frame.lead) is not None)
        joined = before != "none" and (listed or not self.has_words(lead)) and frame.lead_start >= frame.part[0]
        if joined and self.scene.frames[i - 1].quantity.measure in ("persons", "households", "count"):
            return before == "as_of", "kind.neighbour"
        if (DONE_AFTER.match(tail) and not dated and "全部" not in tail[:12]) or HAPPENED.match(tail):
            return False, "kind.doing_after"
        if (
            q.measure == "area"
            and frame.previous is not None
            and frame.lead_start >= frame.part[0]
            and before != "none"
        ):
            return before == "as_of", "kind.neighbour"
        if "受灾" in tail or "遭灾" in tail:
            return False, "kind.doing_after"
        if dated:
            return (False, "kind.loss") if LOSS.search(lead) else (True, "kind.dated")
        if (
            PLACES.search(lead)
            or (PLACE_AFTER.match(tail) and lead[-1:] not in ("到", "给", "向", "对", "往"))
            or (q.measure == "area" and "均" in lead)
        ):
            return True, "kind.place"
        if mention is not None and mention.start >= frame.own_start and DURING.match(self.scene.text, mention.start):
            return False, "kind.during"
        if self.tells_of_shortfalls(frame, mention):
            return True, "kind.shortfall"
        if q.unit in HANDED_OUT:
            return False, "kind.unit"
        choice = self.choices[i]  # a program that only the title gives says nothing of what is counted
        rule = self.rules.programs.get(choice.code or "") if choice.rule != "program.title_unit" else None
        if rule is None and q.unit in ESTABLISHMENTS:
            return True, "kind.measure"
        return (rule.stock, "kind.program") if rule else (q.measure in ("persons", "households"), "kind.measure")

    def tells_of_shortfalls(self, frame: Frame, mention: PeriodMention | None) -> bool:
        """存在问题, or a sentence that says what is lacking: it tells how things stand, unless it gives a time."""
        if mention is not None and mention.start >= frame.part[0]:
            return False
        at = frame.sentence.section
        said = self.lacking.get(at)
        if said is None:
            sections, up = self.scene.outline.sections, at
            said = False
            while up >= 0 and not said:
                said = SHORTFALLS.search(sections[up].title) is not None
                up = sections[up].parent
            self.lacking[at] = said
        return said or LACKING.search(self.scene.text, frame.sentence.start, frame.sentence.end) is not None

    def duration_is_stock(self, i: int, frame: Frame, mention: PeriodMention | None) -> bool:
        """Hours served run, but those counted up since nobody says when stand at a day, and so do terms of office."""
        if TENURE.search(frame.own):
            return True
        if SERVED.search(frame.own):
            return mention is None or mention.start < frame.part[0]
        if "平均" not in frame.own or frame.previous is None:
            return False
        last = self.scene.frames[frame.previous].quantity
        return last.measure == "duration" and self.kind_before(i, frame) == "as_of"

    def kind_before(self, i: int, frame: Frame) -> str:
        """The kind of period of the figure before in the sentence; none where there is no such, or it is not yet dated."""
        return self.found[i - 1].period.kind if frame.previous is not None and i <= len(self.found) else "none"

    def last_verb(self, frame: Frame) -> tuple[int, str] | None:
        """The last word of doing or being in the figure's clause that is not merely part of a program's name."""
        lead = frame.own
        for m in reversed([*self.rules.activity.finditer(lead)]):
            if m.group() == "在建" and frame.lead[:1] not in "、和及":
                return m.start(), m.group()
            if OF_A_NOUN.match(lead, m.end()):
                continue
            if (
                ALL_THAT.search(lead, 0, m.start())
                and ATTRIBUTIVE.match(lead, m.end())
                and PLACES.search(lead)
                and "新" not in m.group()
            ):
                continue  # 提供住宿的社会服务机构4.5万个
            if not self.in_program_name(frame, m.start(), m.end()):
                return m.start(), m.group()
        return None

    def being_in_flow(self, frame: Frame, total: int) -> bool:
        """Whether a part of a flow says of itself that it stands (其中享受定期补助的…)."""
        verb = self.last_verb(frame)
        return self.found[total].period.kind == "flow" and verb is not None and verb[1] in self.rules.standing

    def in_program_name(self, frame: Frame, start: int, end: int) -> bool:
        """Whether the verb is only part of a program's name (临时救助, 结婚登记)."""
        at = frame.own_start
        return any(
            m.code and m.start < at + start and at + end <= m.end for m in self.scene.programs_in(at, frame.start)
        )

    @staticmethod
    def has_words(lead: str) -> bool:
        return WORD.search(JOINTS.sub("", lead)) is not None

    def told_before(self, i: int) -> bool:
        """Whether the figure before is a change of this one, or its old side."""
        return self.scene.frames[i].previous is not None and self.roles[i - 1].role in ("change", "prior")

    def rate_is_stock(self, i: int, frame: Frame, lead: str, mention: PeriodMention | None) -> tuple[bool, str]:
        """Rates of a state stand at a day; of events they run; a share follows its numerator."""
        if not RATE_NOUN.search(lead) and self.told_before(i):  # 覆盖率提高4.4个百分点,升至93.1%
            lead = self.scene.text[frame.part[0] : frame.start]
        if EVENT_RATE.search(lead) or FLOW_SHARE.search(lead):
            return False, "kind.rate"
        if "占" in lead and SHARE.search(lead) and frame.previous is not None:
            return self.kind_before(i, frame) == "as_of", "kind.share"
        if STATE_RATE.search(lead) or STATE_RATE.search(frame.tail[:6]):
            return True, "kind.rate"
        if is_pair(frame.lead) and frame.previous is not None:
            before = self.scene.frames[frame.previous].quantity.measure
            if before == "rate" and self.kind_before(i, frame) != "none":
                return self.kind_before(i, frame) == "as_of", "kind.neighbour"
        if mention is not None and mention.start >= frame.part[0] and mention.kind == "as_of":
            return True, "kind.dated"
        if self.tells_of_shortfalls(frame, mention):
            return True, "kind.shortfall"
        return False, "kind.rate_unknown"
