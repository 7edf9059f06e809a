"""Patterns over the words before and after a figure that more than one stage of the linker looks for."""

from __future__ import annotations

import re

PAIR = re.compile(r"^(?:/[人户床月年天日·.]+)?[、,和及与或/\s]*(?:和|及|与)?$")
"""Nothing but a joint between two figures: 495户,726人."""

RANGE_SIGNS = frozenset("-—–~至到") | {"——"}
"""What stands between the ends of a span: 0-6岁."""

PAIR_SIGNS = frozenset("、,和及与或/")


def is_pair(lead: str) -> bool:
    """Whether nothing but a joint stands between two figures."""
    if not lead:
        return True
    end = lead[-1]
    return (end in PAIR_SIGNS or end.isspace()) and PAIR.match(lead) is not None


LEVEL = re.compile(
    r"(?:提高|增加|上升|上调|调整|调高|提升|扩大|扩展|下降|降低|减少|缩短|压缩|增长|发展|下调|调减|回升|回落|增|升|涨|降|减|调|提|达|办|拓展|延伸|压)"
    r" ?(?:到|至|为)(?:了|约|近|每人每月|每人每年|每人|每月|每年|现在的|目前的|现行的|分别为|\d{4}年的?|[\u4e00-\u9fff]{0,6}|\s)$"
)
"""Raised or lowered to: 提高到, 增至, 调整为."""

QUOTED = re.compile(
    r"(?:同期|末|底)?(?::|的|为|是|依次为|各为|依次|分别为|分别是|分别|共有|共|仅|仅为|只有|数|有|达|实际|完成|实现){0,2}[\s(]*$"
)
"""Between words of time past and the value quoted from then: 上年同期(为)702人."""

AVERAGE = re.compile(
    r"(?:人均|户均|户平|人平|次均|床均|平均|折合每[户人]|均(?!(?<=每[月年]均)[为是按])(?![为按]每))[^,。;]{0,10}$"
)
STANDARD = re.compile(r"标准|按每|按照每|(?:低保|保障|救助|补助)线|月补[贴助]|额度")
EACH = re.compile(
    r"每(?:餐|份|天|日|人|户|名|位|床|生|次|张|个|对|副|具|例|笔|场|期|班|村|社区|家|车|辆|孩|胎|亩|学年|月|年)[^,。;]{0,14}$"
)
