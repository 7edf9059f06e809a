"""What was done by a day of a whole told a clause, a part or a sentence before; what was found, passed or won of what was
looked at: 检查机构267家,查处违规58家; 帮助1150户灾民重建住房,春节前已有970户搬入新居."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Part, Role
from reportparse.link.frames import Scene
from reportparse.link.part_units import compatible
from reportparse.link.words import is_pair

BACK = 8
"""Figures before, at most, among which the whole is looked for."""

BY_THEN = re.compile(
    r"(?:截[至止]?|到|至)?(?:今年|当年|同年|\d{4}年)?"
    r"(?:[\d一二三四五六七八九十]{1,3}月(?:份|底|末|初|[中上下]旬|[\d一二三四五六七八九十]{1,3}[日号])?|[上下]半年末?|[一二三四]?季度?末|年底|年末|月末|月底|春节|入冬|汛期|目前|眼下|当年)"
    r"(?:前|止)?,?[\u4e00-\u9fff]{0,6}?(?:已经?|均已|全部|业已)?(有|主体完工|开工|竣工|完工|建成|修复|重建|入住|搬进|搬入|迁入|整改|完成|办结|化解|销号|验收|交付|恢复)[^,。;、\d]{0,4}$"
)
"""到十一月底已有97户, 截至11月底,项目完工189个: the words from the last stop or figure on."""
BY_THEN_ENDS = re.compile("[有工成复建住进入迁改结解号收付]")
"""Each of the words of doing that BY_THEN knows ends with one of these, at most so many characters before the figure."""
BY_THEN_REACH = 6
MOVED_IN = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:搬|住进|迁|竣工|完工|建好|建成|开工|修好|入住|脱|得到|恢复)")
HOMES = re.compile("房|灾民|重建|倒塌|住户")
HOMES_DONE = re.compile("房|新居|居|重建|修复|建成|竣工|完工")

FOUND_OF = (
    (
        re.compile(r"(?:检查|抽查|核查|巡查)[^,。;\d]{0,14}$"),
        re.compile(r"[^,。;\d]{0,12}[,;](?:发现[^,。;\d]{0,4}|依法)?(?:处理|查处|处罚|整改|限期)[^,。;、\d]{0,8}$"),
    ),
    (
        re.compile(r"(?:隐患|问题)[^,。;\d]{0,4}$"),
        re.compile(r"[,;](?:已|现场|当场|立即|完成|均已|立行立改)+整改(?:到位|完成)?$"),
    ),
    (
        re.compile(r"(?:核对|核查|比对|筛查|排查)[^,。;\d]{0,8}$"),
        re.compile(r",(?:检出|筛出|查出|核出|发现)[^,。;、\d]{0,10}$"),
    ),
    (re.compile(r"寻亲[^,。;\d]{0,4}$"), re.compile(r",(?:成功)?(?:帮助)?(?:找到|寻到)(?:亲属|亲人|家人)?$")),
    (re.compile(r"失联(?:党员|人员|对象)?$"), re.compile(r",(?:重新)?(?:取得联系|联系上|找回)$")),
    (
        re.compile(r"(?:登记选民|选民(?:登记)?)(?:共|总数)?$"),
        re.compile(r",(?:实际)?(?:参加(?:投票|选举)|参选|投票)(?:选民|的)?$"),
    ),
    (re.compile(r"(?:死亡|去世|亡故)(?:人口|人数)?$"), re.compile(r",(?:其中)?(?:实行)?火化$")),
    (
        re.compile(r"申请(?:对象|家庭|救助|低保)?$"),
        re.compile(r",(?:经[^。;\d]{1,20})?(?:批准|核准|审核通过|获批|审批通过|批准纳入|准予)$"),
    ),
    (re.compile(r"应(?:参?检|年检)[^,。;\d]{0,8}$"), re.compile(r",(?:实际)?(?:参加年检|参检|年检|实检)$")),
    (
        re.compile(r"(?:报送|上报|撰写|编发)[^,。;\d]{0,8}$"),
        re.compile(r",(?:被)?[^,。;、\d]{0,6}(?:采用|采纳|录用|刊用)$"),
    ),
    (
        re.compile(r"(?:清理整顿|清理|整顿)(?:社会团体|社团|民办非企业单位|社会组织)$"),
        re.compile(r",(?:合并|撤销|保留|注销|取缔)$"),
    ),
    (
        re.compile(r"(?:纠纷|信访|来信来访|来访|投诉|求助|诉求|工单|案件)[^,。;\d]{0,4}$"),
        re.compile(r",(?:24小时内|当场|按期|已|成功)?(?:调处成功|调解成功|调处|办结|化解|答复|办复|解决)$"),
    ),
    (re.compile(r"扶持[^,。;\d]{0,8}$"), re.compile(r",(?:当年|年内)?(?:已)?脱贫$")),
    (
        re.compile(r"培训[^,。;\d]{0,8}$"),
        re.compile(r",(?:其中)?(?:取得|获得|获|拿到)(?:职业(?:技能)?(?:等级)?)?(?:资格)?证书?$"),
    ),
    (re.compile(r"(?:干部|人员|老人|对象|职工)$"), re.compile(r",(?:组织|参加|实际)体检$")),
    (
        re.compile(r"(?:五保|特困|供养)?(?:老人|对象|人员|户)$"),
        re.compile(r",[^,。;、\d]{0,6}(?:院|机构|所)(?:已|现)?(?:入住|收住|集中供养)$"),
    ),
    (re.compile(r"(?:病人|患者)$"), re.compile(r",(?:落实监护|纳入管理|规范管理|落实管护)$")),
)
"""What was looked at or set out with, and what came of it, in the same unit right behind: both told by their verbs."""
CAME_OF_IT = re.compile("|".join(second.pattern for _, second in FOUND_OF))

OF_TOTAL_BEHIND = re.compile(r",?占[^,。;\d]{0,12}(?:总数|总人数|总户数|总量|应[^,。;\d]{1,6}数?)$")
"""中建档立卡贫困人口5.36万人,占农村低保对象总数11.52万人的46.5%."""

THOSE_WHO = re.compile(
    r",(?:已)?(?:享受|领取|住|入住|参加|持有?|符合|达到|超过|滞留|患|建有|建立|设有|实行|开展|纳入|生活在)[\u4e00-\u9fff\d%]{2,14}的"
)
"""复退军人3126人,享受定期补助的862人: some of those just told."""
COUNTED = frozenset({"persons", "households", "count"})
LABEL = re.compile(
    r"[,、](?:女性|男性|女生|男生|女童|男童|妇女|女成员|女干部|大专以上|(?:大专|本科|高中)(?:及)?以上(?:学历|文化)?|少数民族|中共党员)(?:的|有|达|各)?$"
)
"""选出成员49名,女性31名: who some of those just told are."""


def same_kind(scene: Scene, roles: Sequence[Role], j: int, i: int) -> bool:
    """Whether the figure before counts in the same unit, and no fewer, and was neither changed nor quoted."""
    q, other = scene.frames[i].quantity, scene.frames[j].quantity
    told = roles[j].role == "actual" or roles[j].rule in ("role.planned", "role.goal")
    return other.unit == q.unit and told and compatible(q, other)


def since(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """What was done by a day, of a whole told before; what came of those looked at; who some of them are."""
    frame = scene.frames[i]
    if frame.previous is not None:
        lead, measure = frame.lead, frame.quantity.measure
        if measure == "persons" and LABEL.fullmatch(lead) and same_kind(scene, roles, i - 1, i):
            of = found[i - 1]
            return of if of is not None and of.rule == "part.label" else Part(i - 1, "part.label")
        if "的" in lead and lead[-1] == "的" and measure in COUNTED and THOSE_WHO.fullmatch(lead):
            if scene.frames[i - 1].own.endswith("的"):
                return found[i - 1]  # 入住敬老院的12人,享受补助的32人
            return Part(i - 1, "part.label") if same_kind(scene, roles, i - 1, i) else None
        if (of := some_of(scene, roles, found, i)) is not None:
            return of
        if ("," in lead or ";" in lead) and (of := came_of(scene, roles, found, i)) is not None:
            return of
    return by_then(scene, roles, found, i) if frame.times else None


BEHIND_BRACKET = re.compile(r"\)[\u4e00-\u9fff]{0,4}?(?:中|里)?,?(?:已|就|仅|只)?有")
AMONG_PAIR = re.compile(r"中,?(?:有|已有)[^,。;、\d]{0,12}")


def some_of(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """62个街道(含郊区5个)有41个; 3215户7860人中有重度残疾人412户436人; 5个中心中,3个…,2个…."""
    frames, frame = scene.frames, scene.frames[i]
    lead = frame.lead
    if ")" in lead and BEHIND_BRACKET.fullmatch(lead):
        for j in range(i - 1, max(-1, i - 5), -1):
            if frames[j].bracket is None and frames[j].sentence is frame.sentence:
                return Part(j, "part.middle") if same_kind(scene, roles, j, i) else None
    among = i > 1 and "中" in lead and AMONG_PAIR.fullmatch(lead) and is_pair(frames[i - 1].lead)
    if among and not same_kind(scene, roles, i - 1, i) and same_kind(scene, roles, i - 2, i):
        return Part(i - 2, "part.middle")
    of = found[i - 1]
    if of is not None and of.rule == "part.middle":
        last, whole = frames[i - 1].quantity, frames[of.total].quantity
        if not frame.own and frame.lead.endswith(",") and frame.quantity.unit == last.unit == whole.unit:
            return of if last.value + frame.quantity.value <= whole.value else None
        if (
            of.total + 2 == i - 1
            and is_pair(frame.lead)
            and same_kind(scene, roles, of.total + 1, i)
            and is_pair(frames[of.total + 1].lead)
        ):
            return Part(of.total + 1, "part.middle")
    return None


def came_of(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """检查机构267家,查处违规58家: the figure before in the unit, told by the first verb of a pair, this one by the second."""
    frame = scene.frames[i]
    if CAME_OF_IT.fullmatch(scene.text, frame.lead_start, frame.start) is None:  # one look for all of them
        return None
    for first, second in FOUND_OF:
        if not second.fullmatch(scene.text, frame.lead_start, frame.start):
            continue
        for j in range(i - 1, max(-1, i - 4), -1):
            if scene.frames[j].sentence is not frame.sentence:
                break
            if found[j] is None and same_kind(scene, roles, j, i) and first.search(scene.frames[j].own):
                return Part(j, "part.done")
    return None


def by_then(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """到年底已有1082户搬进新居: of what the sentence, or the one before it, said was to be done."""
    frame = scene.frames[i]
    begin = max(frame.lead_start, frame.part[0], frame.times[-1].start - 2)
    if not BY_THEN_ENDS.search(scene.text, max(begin, frame.start - BY_THEN_REACH), frame.start):
        return None
    said = BY_THEN.search(scene.text, begin, frame.start)
    if said is None or (said[1] == "有" and not MOVED_IN.match(frame.rest)):
        return None
    for j in range(i - 1, max(-1, i - BACK), -1):
        other = scene.frames[j]
        if other.sentence.paragraph != frame.sentence.paragraph:
            return None
        if found[j] is not None or not same_kind(scene, roles, j, i):
            continue
        if other.sentence is frame.sentence and other.part == frame.part and "”" not in other.rest:
            return Part(j, "part.done")
        if roles[j].role != "actual" or frame.quantity.unit == "间":
            return None  # 倒塌房屋3120间…;到年底已竣工2460间: not all that fell is built again
        whole = scene.text[other.own_start : other.clause[1]]
        done = scene.text[begin : frame.clause[1]]
        return (
            Part(j, "part.done")
            if shares_a_word(whole, done) or (HOMES.search(whole) and HOMES_DONE.search(done))
            else None
        )
    return None


def shares_a_word(whole: str, done: str) -> bool:
    """Whether two clauses have two signs of a noun in common."""
    words = {
        whole[k : k + 2]
        for k in range(len(whole) - 1)
        if "\u4e00" <= whole[k] <= whole[k + 1] <= "\u9fff" or whole[k : k + 2].isalpha()
    }
    return any(
        done[k : k + 2] in words
        for k in range(len(done) - 1)
        if done[k].isalpha() and done[k + 1].isalpha() and not done[k].isdigit()
    )


def of_total_behind(scene: Scene, roles: Sequence[Role], i: int) -> Part | None:
    """5.36万人,占农村低保对象总数11.52万人的46.5%: what stands behind 占…总数 is the whole."""
    frame = scene.frames[i]
    if roles[i].role != "actual" or i + 2 >= len(roles) or frame.quantity.measure == "amount":
        return None
    behind = scene.frames[i + 1]
    if (
        behind.sentence is not frame.sentence
        or not behind.tail.startswith("的")
        or scene.frames[i + 2].quantity.measure != "rate"
    ):
        return None
    fits = behind.quantity.unit == frame.quantity.unit and compatible(frame.quantity, behind.quantity)
    return Part(i + 1, "part.share") if fits and OF_TOTAL_BEHIND.fullmatch(behind.lead) else None
