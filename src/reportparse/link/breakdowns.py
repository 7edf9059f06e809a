"""Where a breakdown opens (其中, a bracket, 按…分), where it closes, and which figure before it is its total."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportparse.link.answers import Part, Role
from reportparse.link.breakdown_ends import added_up, turned_away, turned_back
from reportparse.link.frames import Frame, Scene
from reportparse.link.part_units import alike, compatible, in_base

MOST = 8
"""Figures of earlier sentences at most that are tried as the total."""

OPENS = re.compile(
    r"[其包含分](?:(?<=其)中|(?<=包)[括含](?![^,。;\d]{1,16}在内)|(?<=分)为|(?<=含)(?<!不含)(?<!另含)(?!义))"
)
"""其中, 包括, 包含, 含, 分为; the first character stands alone, so that the engine skips to those that begin one."""
LEFT_OUT = re.compile("不含|不包括|扣除|剔除|未含|未计|除外")
"""总收入212亿元(已扣除历史陈欠6亿元): no part of it."""
RUNNING = re.compile(r"\((?:历年|至今|建[会馆站]以来|开展以来|截至[^,。;()]{1,10})?(?:累计|总计|共计)")
"""器官捐献6例(累计31例): a running total beside each figure, no part of any."""
SPREADING = re.compile(r"(?:其中|主要项目|主要有|包括|具体为|分项看)[:]|[,(]即:")
"""With a colon a breakdown goes on over semicolons to the end of its sentence."""
PLACE_ITEM = re.compile(r"[\u4e00-\u9fff]{1,8}(?:镇|乡|街道|村|社区|县|区|市|场)\d")
OF_PLACES_IN_TURN = re.compile(rf"其中[:,]?(?={PLACE_ITEM.pattern})")
"""其中青石镇6户…;大湾镇8户…: place after place, over semicolons."""
OF_ANOTHER = re.compile(r"(?!其中|还|也|又|主要|同时|另|并|共|具体)[\u4e00-\u9fff]{2,12}(?:包[括含]?|分为?)$")
"""二类村包括: a part that names what it breaks down itself."""
REGROUPED = re.compile(
    r"[若再按从分之当](?:(?<![\u4e00-\u9fff].)(?:(?<=[按从])|(?<=[若再])[按从])[^,。;\d]{1,10}(?:分|看|划分|统计|分类)[,:]"
    r"|(?<![\u4e00-\u9fff].)(?<=分)[^,。;\d]{1,8}(?:看|统计)[,:]|(?<=[之当])中[,:])"
)
"""A second breakdown of what was counted before: 按受援人分,…."""


def may_regroup(said: str) -> bool:
    """The cheap look: whether some words hold one of the signs that REGROUPED ends with."""
    return "中" in said or "分" in said or "看" in said or "统" in said


CLOSES = re.compile(
    r"^\s*(?:[\u4e00-\u9fff]{0,3}[镇乡村县区](?:里|内|共|现|还)*有|为|替|向|帮助|组织|开展|举办|落实|安排|实施|对(?![^,。;]{2,8}(?:转移支付|补助|补贴)))|新增|退出|取消|停发|新纳入|支出|投入|拨付|实现(?=[\u4e00-\u9fff]{2,8}\Z)|全年|共计|共发|合计|同比|上半年|今年|年末|总计|户均|人均|办理|曝光|依法关|追回|(?:连夜|紧急|及时|安全)(?:转移|疏散|撤离)|转移安置|倒塌|加固|康复训练|另[含有加外]|此外"
)
AVERAGES = ("户均", "人均")
"""烈属478户,户均398元,伤残军人446户: told of a part, they close a breakdown of money alone."""
AMONG = re.compile(r"\s*[\u4e00-\u9fff]{2,10}(?<!其)中[,:]")
"""开工项目中,公租房8.3万套、经适房1.9万套…: of a figure told before, where they add up to it."""
AMONG_THOSE = re.compile(
    r"\s*在?(?!其中)(?:全[省市县区镇乡]|这些|上述|以上)?([\u4e00-\u9fff]{2,12}?)(?:总数|人数|总人数|总额)?(?:当)?中,"
)
"""在全市养老机构中,由社会投资开办的有147家: of those told before by that noun."""
LONGEST = 12

NO_PART = re.compile("平均|[人户笔床次]均|[人户]平|每[^,。;]{1,12}$|最[高低大多少]|单笔|单个")
"""What is told per head, or of the largest, is no part of the whole."""


def broken_down(scene: Scene, roles: Sequence[Role], found: Sequence[Part | None], i: int) -> Part | None:
    """A figure after 其中, 包括 or in a bracket, before the breakdown closes."""
    frame = scene.frames[i]
    own = frame.own
    if ("平" in own or "均" in own or "每" in own or "最" in own or "单" in own) and NO_PART.search(own):
        return None
    # the cheap look first: both 开工项目中,… and 在全市养老机构中,… have these signs before the figure
    said = scene.text[frame.sentence.start : frame.start] if frame.bracket is None else ""
    if "中," in said or "中:" in said:
        among = AMONG.match(scene.text, frame.sentence.start)
        if among and among.end() <= frame.start and (whole := whole_of(scene, roles, i, among.start())) is not None:
            return Part(whole, "part.breakdown")
        if (of := among_those(scene, roles, i, frame)) is not None:
            return Part(of, "part.breakdown")
    cue, rule = opening(scene, frame)
    if cue is None or (cue < frame.lead_start and closed(scene, frame, i, cue)):
        return None
    if "别" in scene.text[cue : frame.start] and (whole := given_apart(scene, roles, i, cue, frame)) is not None:
        return Part(whole, "part.breakdown")
    regrouped = rule == "regrouped"
    if regrouped and (whole := whole_of(scene, roles, i, cue)) is not None:
        return Part(whole, "part.breakdown")
    best = best_total(scene, roles, i, figures_until(scene, found, i, cue, regrouped))
    if (
        best is not None
        and scene.frames[best].end <= frame.part[0]
        and OF_ANOTHER.match(scene.text, frame.part[0], cue + 1)
    ):
        return None  # 一类村包括…5个村;二类村包括…4个村
    if best is not None and (
        turned_away(scene, found, i, cue, best)
        or turned_back(scene, found, i, cue, best)
        or added_up(scene, found, i, cue, best)
    ):
        return None
    return None if best is None else Part(best, "part.breakdown" if regrouped else rule)


def among_those(scene: Scene, roles: Sequence[Role], i: int, frame: Frame) -> int | None:
    """The figure before, named by the noun that the sentence opens with, or the next of its sentence in the unit asked for."""
    said = AMONG_THOSE.match(scene.text, frame.part[0]) or AMONG_THOSE.match(scene.text, frame.sentence.start)
    if said is None or said.end() > frame.start:
        return None
    for j in range(i - 1, max(-1, i - 1 - 2 * MOST), -1):
        other = scene.frames[j]
        if other.sentence.paragraph != frame.sentence.paragraph:
            return None
        if other.start > said.start() or said[1] not in other.own or roles[j].role != "actual":
            continue
        for k in range(j, i):
            whole = scene.frames[k]
            if whole.sentence is not other.sentence:
                break
            if whole.quantity.unit == frame.quantity.unit and compatible(frame.quantity, whole.quantity):
                return k
        return None
    return None


def given_apart(scene: Scene, roles: Sequence[Role], i: int, cue: int, frame: Frame) -> int | None:
    """其中持证残疾人9340人,分别为肢体5210人、视力1130人…: the part that a list behind 分别为 adds up to."""
    at = max(scene.text.rfind("分别为", cue, frame.start), scene.text.rfind("分别是", cue, frame.start))
    return whole_of(scene, roles, i, at) if at > cue else None


def whole_of(scene: Scene, roles: Sequence[Role], i: int, cue: int) -> int | None:
    """按性别分,男性46万人,女性52万人: the figure before, a part itself or not, that the list adds up to exactly."""
    q = scene.frames[i].quantity
    first = i
    while first and scene.frames[first - 1].start > cue:
        first -= 1
    listed = [
        other.quantity
        for other in scene.frames[first : first + LONGEST]
        if other.part == scene.frames[i].part and other.quantity.unit.removesuffix("万") == q.unit
    ]
    total = sum(in_base(other) for other in listed)
    for j in range(first - 1, max(-1, first - 1 - MOST), -1):
        other = scene.frames[j].quantity
        if scene.frames[j].sentence.paragraph != scene.frames[i].sentence.paragraph:
            return None
        if len(listed) > 1 and other.unit == q.unit and roles[j].role == "actual" and in_base(other) == total:
            return j
    return None


def figures_until(scene: Scene, found: Sequence[Part | None], i: int, cue: int, wholes: bool) -> list[int]:
    """The figures before the cue, the last first: those of the sentence, else the nearest of the paragraph.

    `wholes`: only what was counted as a whole, no part of it.
    """
    frames = scene.frames
    sentence = frames[i].sentence
    near: list[int] = []
    split: list[int] = []  # 540人(正式482人,招聘58人),其中…: what a bracket has split already
    inside = True
    for j in range(i - 1, -1, -1):
        other = frames[j]
        if inside and other.sentence is not sentence:
            if near:
                break
            inside = False
        if not inside and (len(near) >= MOST or not same_matter(scene, other, frames[i])):
            break
        if other.start < cue and not (wholes and found[j] is not None):
            (near if other.bracket in (None, frames[i].bracket) else split).append(j)
    return near if near or frames[i].bracket else split


KIN_NOUN = 5
"""Characters of a noun at least by which a part goes to its own total."""


def named_alike(scene: Scene, i: int, group: Sequence[int]) -> int | None:
    """养老保险参保…,医疗保险参保…。其中,职工养老保险参保…: the one of several totals whose noun the part has."""
    own = scene.frames[i].own
    for j in group:
        noun = scene.frames[j].own.strip(",、;:").removeprefix("其中")[-KIN_NOUN - 1 :]
        if len(noun) > KIN_NOUN and noun in own:
            return j
    return None


def same_matter(scene: Scene, other: Frame, frame: Frame) -> bool:
    """Whether a breakdown may be of a figure before its sentence: in its paragraph, or right above a line that opens with
    其中."""
    here, there = frame.sentence.paragraph, other.sentence.paragraph
    if here == there:
        return True
    return there == here - 1 and scene.text[frame.sentence.start : frame.sentence.end].lstrip().startswith("其中")


def opening(scene: Scene, frame: Frame) -> tuple[int | None, str]:
    """Where the breakdown that holds the figure opens: the last 其中 of its part, or its bracket."""
    last = None
    for m in OPENS.finditer(scene.text, frame.part[0], frame.start):
        if last is None or not in_closed_bracket(scene.text, m.start(), frame):
            last = m
    if frame.bracket:
        a, _ = frame.bracket
        if LEFT_OUT.search(scene.text, a, frame.start) or RUNNING.match(scene.text, a):
            return None, ""
        if last is not None and last.start() > a:
            return last.start(), "part.bracket"
        return (a, "part.bracket") if scene.text[a - 1] not in "、,。;" else (None, "")
    if last is None:
        for m in REGROUPED.finditer(scene.text, frame.part[0], frame.start):
            last = m
        if last is None and scene.text.rfind(":", frame.sentence.start, frame.start) >= 0:
            for m in SPREADING.finditer(scene.text, frame.sentence.start, frame.start):
                last = m
        if last is None and frame.sentence.start < frame.part[0] and PLACE_ITEM.match(scene.text, frame.part[0]):
            for m in OF_PLACES_IN_TURN.finditer(scene.text, frame.sentence.start, frame.part[0]):
                last = m
        return (last.start(), "regrouped") if last is not None else (None, "")
    for m in REGROUPED.finditer(scene.text, frame.part[0], last.start() + 1):
        if m.end() >= last.start():
            return m.start(), "regrouped"  # 从文化结构看:其中大专12人,高中29人
    opened_in = scene.text.rfind("(", frame.part[0], last.start())
    if opened_in >= 0 and ")" in scene.text[last.start() : frame.start]:
        return None, ""
    return last.start(), "part.breakdown"


def in_closed_bracket(text: str, at: int, frame: Frame) -> bool:
    """乡镇卫生院14家(含3家中心卫生院)、村卫生室63家: whether a cue stands in a bracket that ends before the figure."""
    a = text.rfind("(", frame.part[0], at)
    return a >= 0 and text.find(")", a, at) < 0 <= text.find(")", at, frame.start)


def closed(scene: Scene, frame: Frame, i: int, cue: int) -> bool:
    """Whether a clause since the cue turned to something new."""
    text = scene.text
    first = i
    while first and scene.frames[first - 1].start > cue:
        first -= 1
    first_lead = text[cue : scene.frames[first].start]
    since = text[scene.frames[first].end : frame.start]
    for clause in re.split(r"[,]", since)[1:]:
        m = CLOSES.search(clause)
        average = m is not None and m.group() in AVERAGES and frame.quantity.measure != "amount"
        if m and not average and m.group() not in first_lead:
            return True
    return False


def best_total(scene: Scene, roles: Sequence[Role], i: int, candidates: Sequence[int]) -> int | None:
    """The nearest figure before that can hold this one: same measure and unit first; a part only where nothing else can."""
    if not candidates:
        return None
    q, role = scene.frames[i].quantity, roles[i].role
    # 募集1286万元,比上年的1164万元增长10%,其中…: what follows speaks of the figure, not of last year's.
    quoted = role == "prior" or scene.frames[i].bracket is not None
    known = ("actual", "prior", "target") if quoted else ("actual", "target")
    fitting = [
        j
        for j in candidates
        if (other := roles[j].role) in known
        and (other == role or other == "actual" or role == "actual")
        and compatible(q, scene.frames[j].quantity)
    ]
    if not fitting:
        return None
    exact = [j for j in fitting if scene.frames[j].quantity.measure == q.measure]
    same_unit = [j for j in exact if scene.frames[j].quantity.unit == q.unit] or (
        [j for j in exact if q.measure == "amount" or alike(q.unit, scene.frames[j].quantity.unit)]
        if q.measure in ("amount", "count")
        else []
    )
    if q.measure == "count":
        exact = fitting = same_unit
    for group in (same_unit, exact, fitting):
        if group:
            if len(group) > 1 and (kin := named_alike(scene, i, group)) is not None:
                return kin
            if role == "actual" and roles[group[0]].role == "target":
                return next((j for j in group if roles[j].role == "actual"), group[0])
            return group[0]
    return None
