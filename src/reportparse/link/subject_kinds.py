"""Things that never say by themselves what they are of: medals, averages, lengths, bounds and averages set above, troubles solved."""

from __future__ import annotations

import re

from reportparse.link.frames import Frame, Scene
from reportparse.link.subject_words import joined

ENDS = frozenset("牌均长度程积助贴收付放偿定平决了村乡镇组校")
"""Each of the words below ends with one of these."""

MEDAL = re.compile(r"(?:共|先后)?(?:夺得|获得|荣获|摘得|斩获|获|夺)?([金银铜奖]牌)$")
GAMES = re.compile(
    r"((?:[全省市县区第国一二三四五六七八九十\d]{0,6}届?)(?:残疾人|老年人|职工|农民|青年|青少年|少数民族|妇女|中小学生)?"
    r"(?:运动会|残运会|全运会|省运会|市运会|田径赛|锦标赛|联赛|特奥会|技能竞赛|技能大赛))"
)
"""参加市残疾人运动会,夺得金牌4枚."""

AVERAGE = re.compile(r"(?:月|年|每)?[户人次件例亩生村]均(?:月|年)?(?:补助|补贴|增收|支付|发放|补偿)?")
"""租赁补贴116万元,户均2400元."""

EXTENT = re.compile(r"总长度?|全长|总里程|全程|总面积|总建筑面积")
"""改造城区道路7条,总长9.6公里."""

BOUND = re.compile(
    r"(?:但)?(?:仍|均|明显|远)?(?:低于|高于|少于|多于|大于|超过)(?:了)?((?:全[国省市县区]|省|市|国家|上级|全系统)(?:平均|定|均|规定)?|上级规定|规定)的?"
)
"""再犯罪率0.32%,低于省定0.5%的红线: the bound is of the rate before it."""

TROUBLE = re.compile(
    r"[^,。;\d]{0,12}?((?:人畜|安全)?(?:饮水|吃水|用水|行路|出行|住房|用电|上学|就医|就业|温饱|看病)(?:安全)?(?:困难|难题|难|问题)?)(?:的?问题)?(?=[,。;:、]|$|\d)"
)
SOLVED = re.compile(r"(?:[^,。;]{0,10})?(?:解决|拟解决|再解决)了?$")
"""解决9.8万人饮水困难: what is solved stands behind those whom it troubled."""
WHOM = {"persons": "人口", "households": "农户"}
OTHER_WHOM = re.compile(r"(?:行政|自然)?(村|乡镇|组|学校)")

SIZES = frozenset(
    {
        "投资",
        "总投资",
        "投入",
        "概算投资",
        "计划投资",
        "投资额",
        "总投资额",
        "建筑面积",
        "总建筑面积",
        "占地",
        "占地面积",
        "面积",
    }
)
SIZED = re.compile(
    r"(?:、(?:总?投资|总?建筑面积|占地(?:面积)?|设(?:置)?床位|床位)[\d.]{1,8}[万亿]?(?:元|平方米|亩|公顷|张)){0,2}(?:余)?的"
    r"(?:[\d一二两三四五六七八九十]{1,3}[个所座家处栋条](?!村|月))?([\u4e00-\u9fff]{3,16}?)"
    r"(?=建成|建设完|竣工|开工|动工|完工|交付|投用|投入|启用|启动|落成|奠基|封顶|已|于|在|全面|正式|顺利|如期|相继|当年|年内|年底|[,。;:、\d]|$)"
)
"""投资1350万元、建筑面积4200平方米的残疾人康复中心建成: what is of that size stands behind."""
PEOPLE = re.compile(r"([\u4e00-\u9fff]{0,6}(?:群众|居民|村民|农民|职工|学生|牧民))的?")
SOLVING = "解决"
LONGEST_NOUN, SHORTEST_NOUN = 16, 4


def of_kind(scene: Scene, i: int, frame: Frame, own: str, base: str, last: str) -> str:
    """What a figure of one of these kinds is of, in words from before or behind it; `last` is the subject of the figure
    before it, `base` its noun."""
    if len(own) < SHORTEST_NOUN and base.startswith(SOLVING) and frame.lead.endswith("、"):
        return trouble_solved(scene, frame)  # 解决七个村、一万二千人的吃水难题
    if own[-1:] not in ENDS:
        return ""
    if medal := MEDAL.fullmatch(own):
        games = [m[1] for m in GAMES.finditer(scene.text, frame.sentence.start, frame.start)]
        return games[-1] + medal[1] if games else ""
    if SOLVED.fullmatch(own) or own.endswith("解决"):
        return trouble_solved(scene, frame)
    near = frame.previous is not None and 0 < len(base) <= LONGEST_NOUN
    if not near:
        return ""
    if (
        len(base) >= SHORTEST_NOUN
        and AVERAGE.fullmatch(own)
        and frame.quantity.measure == "amount"
        and scene.frames[i - 1].quantity.measure == "amount"
    ):
        return joined(base, own)
    if EXTENT.fullmatch(own):
        return base + own
    if bound := BOUND.fullmatch(own):
        return bound[1] + last if len(last) <= LONGEST_NOUN else ""
    return ""


def sized(own: str, rest: str) -> str:
    """总投资2680万元的老年公寓: what the money or the area is of, where it stands behind; "" where it does not."""
    m = SIZED.match(rest) if own in SIZES else None
    return m[1] + own if m else ""


def trouble_solved(scene: Scene, frame: Frame) -> str:
    """解决9.8万人、6.4万头大牲畜饮水困难: the trouble, and who had it."""
    m = TROUBLE.search(scene.text, frame.end, min(frame.clause[1], frame.end + 40))
    if m is None:
        return ""
    trouble = m[1].removesuffix("问题")
    if people := PEOPLE.match(scene.text, frame.end, m.start(1)):
        return f"{SOLVING}{people[1]}{trouble}"
    other = OTHER_WHOM.match(scene.text, frame.end)
    whom = WHOM.get(frame.quantity.measure) or (other[1] if other else "")
    return f"{SOLVING}{trouble}{whom}" if whom else ""
