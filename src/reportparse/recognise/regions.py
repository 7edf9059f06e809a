"""Places and publishers: 清江区民政局 -> publisher and region 清江区."""

from __future__ import annotations

import re
from collections.abc import Iterator

PLACE = r"(?:[A-Zx×X]{1,3}|[\u4e00-\u9fff]{1,7}?)(?:自治区|自治州|自治县|新区|开发区|街道|省|市|县|区|旗|镇|乡)"
OFFICE = (
    r"(?:民政局|民政厅|民政办公室|民政办|民政所|民政|退役军人事务局|人力资源和社会保障局|人社局|医疗保障局|医保局|残疾人联合会|残联|"
    r"乡村振兴局|扶贫办|教育局|住房和城乡建设局|住建局|卫生健康委员会|卫生健康局|卫健委|卫健局|应急管理局|慈善总会|慈善会|红十字会|"
    r"统计局|财政局|人民政府|政府|街道办事处|老龄办|社会事务办|救助管理站|社区居委会|社会工作部)"
)
LEADING = re.compile(r"^(?:关于|(?:19|20)\d\d年?度?|最新|[（(]?精选[）)]?|《|\s|[二〇零一九]{4}年度?)+")
PUBLISHER = re.compile(rf"(?P<place>{PLACE})?(?P<office>{OFFICE})")
AN_OFFICE = re.compile(OFFICE)
PLACE_REACH = 10
"""Characters: no place is longer than this."""

REGION = re.compile(PLACE)
COMMON = re.compile(
    r"^(?:全|各|本|我|城|市|县|区|镇|乡|辖|郊|地|社|该|开发|示范|片|山|小|景|林|牧|库|灾)?(?:市|县|区|镇|乡)$"
)
NO_PLACE = re.compile(
    r"(?:今年|以来|工作|上半年|下半年|年|月|在|按照|围绕|(?<=.)和|及|的|全|各|是|为|向|我|本|从|由|对)"
)

NO_NAME = re.compile(
    r"[了受请个部级乡包进来成]|其中|社区|社会|城乡|新型|棚户|落实|贯彻|完成|提高|领导|同|共有|人民政府.|辖"
)
"""What no place of a running sentence is called by: 其中城市, 圆满完成了县, 个社区."""


def place_in(text: str) -> str | None:
    """The first place named in a short text."""
    for m in REGION.finditer(text):
        place = m.group()
        if len(place) > 1 and not COMMON.match(place) and not NO_PLACE.search(place):
            return place
    return None


def publishers_in(text: str) -> Iterator[re.Match[str]]:
    """Every office with the place before it, if one is named; looked for only where an office stands."""
    first = AN_OFFICE.search(text)
    return PUBLISHER.finditer(text, max(0, first.start() - PLACE_REACH)) if first else iter(())


def find_publisher(title: str, opening: str) -> tuple[str | None, str | None]:
    """(publisher, region) from the title, completed from the opening lines where the title names no place."""
    head = LEADING.sub("", title)
    m = next(publishers_in(head), None)
    publisher = m.group() if m else None
    place = m.group("place") if m else None
    region = place or place_in(head)
    if publisher is None and (in_text := next(publishers_in(opening), None)):
        publisher, region = in_text.group(), region or in_text.group("place")
    if region is None or COMMON.match(region) or NO_PLACE.search(region):
        region = next(
            (
                m.group("place")
                for m in publishers_in(opening)
                if m.group("place") and not NO_PLACE.search(m.group("place"))
            ),
            None,
        )
        if region is None and (found := place_in(opening)) and not NO_NAME.search(found[:-1]):
            region = found
    if publisher and region and not place and publisher == (m.group("office") if m else None):
        publisher = region + publisher
    return publisher, region
