"""What a figure counts, in the words of the text: the noun phrase before it, or behind its unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from reportparse.link.answers import Choice, Part, Role
from reportparse.link.frames import Frame, Scene

ITEM = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}\s?[、.．]|[一二三四五六七八九十]是|[一二三四五六七八九十]{1,3}、)"
)
ITEM_SIGNS = frozenset("（(0123456789一二三四五六七八九十 \t\n\u3000")
SERVING = frozenset({"为", "向", "对", "给", "替", "按", "人", "户"})
LONGEST = 18
"""Characters of a subject; a longer lead is cut to its last noun phrase."""

FRONT = re.compile(
    r"^(?:[、,;:()”\"\s]|[内外]|二是|一是|三是|\d\)|含|其中|另有|另外|另|同时|并且|并|且|以及|和|及|与|我(?:区|县|市|镇|乡|局|街道)|(?:全|本)(?:区|县|市|省|镇|乡|国|街道|社区|旗|局)|共有|现有|还有|仍有|尚有|"
    r"共计|共|目前|现|已经|已|先后|分别|累计|总计|今年|当年|全年|年内|年末|年底|上半年|月末|截止|截至|平均|在|有|将|还|又|了|是|为(?=[^,]{4}))+"
)
FRONT_SIGNS = frozenset("内外二一三含其另同并且以和及与我全本共现还仍尚累总目已先分今当年上月截平在有将又了是为")
"""Each of the words of FRONT begins with one of these."""

BACK = re.compile(
    r"[、,;:(“\"\s控保稳维在力仅只至完共合总累达分为有是约近超突逾增提减下上发扩调降同环比较净了的由从数按以每人不最](?<=(?=((?:[、,;:(“\"\s]|(?:控制|保持|稳定|维持)?在|力争|仅|只有|至|完成(?:全年|年度)?(?:计划|任务|目标)|共有|共计|共|合计|总计|累计|达到了?|达|分别为|分别|为|有|是|约为|约|近|超过|突破|逾|增至|(?:提高|增加|减少|下降|上升|发展|扩大|调整|降低|降)(?:到|至|为)|"
    r"同比|环比|(?:比|较)(?:上年|去年|上年末|年初|去年同期|上年同期)|(?:增长|增加|提高|下降|减少|上升|净增|净减|降低)(?:了)?|了|的|由|从|数为|按|以|每人每月|每人每年|每人|每户|每月|人民币|不低于|不少于|不超过|至少|最高)+$)).)"
)
"""Its group 1; the first character stands alone, so that the engine skips to those that can begin one of the words."""

BACK_ENDS = frozenset(
    '、,;:(“"在争仅有至划务标计共达到了为是约近过破逾比年末初期长加高降少升增减低的由从按以月人户币于'
)
"""Each of the words of BACK ends with one of these."""

NOUN_AFTER = re.compile(
    r"^(?:及?以上|及?以下|左右)?的?([\u4e00-\u9fff“”\"()]{2,14}?)(?=[,。;:、(\d]|$|迁|全部|申请|参加|开展|发放|送|办理|进行|完成|将|已|正在|达到|通过|提供|被|获|实现|设立|建立|接受)"
)
BARE_LABEL = re.compile(r"(?:级|型|类|式|[市县镇乡村]|\)|）)$")
TOTALLING = frozenset(
    ["年度计划", "全年任务", "任务", "计划", "占", "总数", "总量", "合计", "共计", "人数", "户数", "总人数", "金额"]
) | {""}

Cutter = Callable[[str], str]
"""Cuts a long stretch of open text to its last noun phrase."""


def trimmed(lead: str) -> str:
    """The lead without adverbs and connectives at its ends."""
    while lead:
        front = FRONT.match(lead) if lead[0] in FRONT_SIGNS or not lead[0].isalpha() else None
        back = BACK.search(lead, front.end() if front else 0) if lead[-1] in BACK_ENDS or lead[-1].isspace() else None
        if front is None and back is None:
            break
        lead = lead[front.end() if front else 0 : back.start() if back else None]
    return lead


def assign_subjects(
    scene: Scene,
    printed: str,
    roles: Sequence[Role],
    choices: Sequence[Choice],
    parts: Sequence[Part | None],
    labels: Mapping[int, str],
    cut: Cutter,
) -> list[str]:
    """The subject of every figure; `printed` is the reading with its punctuation as it stands."""
    found: list[str] = []
    for i, frame in enumerate(scene.frames):
        if label := labels.get(i):
            found.append(trimmed(label))
            continue
        found.append(subject_of(scene, printed, i, frame, roles[i], choices[i], found, parts[i], cut))
    return found


def subject_of(
    scene: Scene,
    printed: str,
    i: int,
    frame: Frame,
    role: Role,
    choice: Choice,
    before: Sequence[str],
    part: Part | None,
    cut: Cutter,
) -> str:
    """Own words first; a pair shares its neighbour's; a part with a bare label takes its total's noun."""
    start = max(frame.own_start, frame.times[-1].end) if frame.times else frame.own_start
    item = ITEM.match(printed, start, frame.start) if printed[start] in ITEM_SIGNS else None
    own = trimmed(printed[item.end() if item else start : frame.start])
    if own in SERVING:
        own = ""
    if role.role in ("change", "prior") and i and frame.previous is not None and len(own) < 4:
        return before[i - 1]
    if len(own) < 2 or (len(own) < 4 and frame.quantity.measure in ("count", "persons", "households")):
        after = NOUN_AFTER.match(printed[frame.end : frame.clause[1]])
        if after:
            return trimmed(own + after.group(1))
    if (
        frame.previous is not None
        and len(own) <= 3
        and scene.frames[i - 1].quantity.unit == frame.quantity.unit
        and own
    ):
        return own if own in before[i - 1] else own + before[i - 1]
    if own in TOTALLING:
        if frame.previous is not None:
            return before[i - 1]
        own = own or trimmed(printed[frame.lead_start : start])
    if len(own) > LONGEST:
        own = cut(own)
    if part is not None and part[0] < i and choice.code is None and BARE_LABEL.search(own):
        own += before[part[0]]
    if not own and choice.words:
        own = printed[choice.words[0] : choice.words[1]]
    return own or (before[i - 1] if frame.previous is not None else "")
