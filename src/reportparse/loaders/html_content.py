"""Where the text of a web page is, and what stands around it: menus, links to share, other news, imprint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportparse.loaders.html_blocks import BLOCKS, UNPRINTED, Plan, hidden
from reportparse.loaders.html_tree import Node

SURE_CONTAINERS: tuple[tuple[str, str], ...] = (
    ("trs_editor", "TRS WCM, the system of most ministries and provinces"),
    ("trs_ueditor", "TRS WCM with its newer editor"),
    ("custom_unionstyle", "TRS WCM, text pasted from Word"),
    ("zoom", "the box whose letters 大 中 小 change, in systems of many makers"),
    ("ucap-content", "UCAP, the systems of Beijing, Guangdong and others"),
    ("pages_content", "www.gov.cn and pages made after it"),
    ("vsb_content", "VSB (博达), colleges and counties"),
    ("v_news_content", "VSB (博达)"),
    ("wp_articlecontent", "WebPlus (苏迪)"),
    ("article_content", "systems of many makers"),
    ("articlecontent", "Hanweb (大汉) and others"),
    ("article-content", "systems of many makers"),
    ("article-body", "systems of many makers"),
    ("bt_content", "Hanweb (大汉)"),
    ("news_content", "systems of many makers"),
    ("newscontent", "systems of many makers"),
    ("news_conent_two_text", "Hunan and others, misspelt so"),
    ("info_content", "systems for the open files of an office"),
    ("xxgk_content", "systems for the open files of an office"),
    ("gknbxq_detail", "systems for the open files of an office"),
    ("contenttext", "systems of many makers"),
    ("conttext", "systems of many makers"),
    ("text_content", "systems of many makers"),
    ("content_body", "systems of many makers"),
    ("ivs_content", "the mark that the rules for government sites ask for"),
    ("ue_table", "text from the editor UEditor"),
    ("rich_media_content", "articles of WeChat"),
    ("js_content", "articles of WeChat"),
)
"""Ids and classes (in small letters) that hold nothing but the text of an article, each with who writes it so."""

LIKELY_CONTAINERS = ("view", "articlebox", "article", "content", "contents", "detail", "main_content", "maincontent",
                     "con", "text", "main")  # fmt: skip
"""Names that often hold the text, but often more or something else: believed where most of the text is in them."""

_CONTAINERS = frozenset((*(name for name, _ in SURE_CONTAINERS), *LIKELY_CONTAINERS))

# A sure container with fewer Chinese signs is an empty shell; a likely one must hold at least half of what the search
# by text finds.
_FEWEST = 8
_SURE_SHARE = 0.2
_LIKELY_SHARE = 0.5

# How much of the text may stand before the element chosen, against what is in it: a title and a line with the date,
# which are looked for there later on.
_LEFT_SHARE, _MOST_LEFT_BEHIND = 0.25, 200
# A cell with more signs than this is a column of the page.
_LONG_CELL = 200
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_HOLDERS_WRITTEN = """
body div section article main form center table tbody tr td span font ucapcontent
"""
_HOLDERS = frozenset(_HOLDERS_WRITTEN.split())

_OUT_TAGS = frozenset({"nav", "aside", "footer", "menu", "dialog"})
_OUT_NAMES_WRITTEN = """
nav navbar navi menu breadcrumb breadcrumbs crumb crumbs curpos dqwz weizhi footer foot copyright share
bdshare bdsharebuttonbox jiathis sharebox sidebar pagination pager pagenav pages_nav page_nav prevnext
toolbar tools qrcode ewm erweima related xgxw xgwz xglj login search topbar backtop gotop friendlink
friendlinks yqlj print dayin fontsize
"""
_OUT_NAMES = frozenset(_OUT_NAMES_WRITTEN.split())
# More than this share of the page's text is its text, whatever it is called.
_OUT_SHARE = 0.3
_LINKED_SHARE = 0.6
_FEWEST_LINKS = 3

_CONTENTS = re.compile(r"MsoToc[1-9]|Table of Contents\d{1,3}")
_WEIGHED = re.compile(r"[㐀-鿿0-9０-９]")
_FOOT = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|主办单位|承办单位|技术支持|网站地图|访问量|Copyright|关闭窗口|打印|上一[篇条页]|下一[篇条页]|相关|扫一扫|分享",
    re.I,
)
_LONGEST_FOOT = 300


def plan(body: Node, *, office: bool) -> Plan:
    """What of a page is its text. `office`: an office program saved it, so all of it is."""
    if office:
        return Plan(start_inside=True, ins=frozenset(), outs=frozenset(_contents_lists(body)), office=True)
    weights = _Weights(body)
    found = _fallback(body, weights)
    least = weights.free(found)
    inner = _sure(weights, least) or _likely(weights, least)
    outs: set[int] = set()
    for node in inner or [found]:
        outs |= _outs(node, weights, by_links=not inner)
    if not inner and found is body:
        return Plan(start_inside=True, ins=frozenset(), outs=frozenset(outs), office=False)
    return Plan(False, frozenset(id(node) for node in inner or [found]), frozenset(outs), office=False)


def _contents_lists(body: Node) -> Iterator[int]:
    """Tables of contents of Word and LibreOffice: the headings once more."""
    for node in body.nodes():
        if _CONTENTS.fullmatch(node.get("class")) or (node.tag == "div" and _CONTENTS.fullmatch(node.get("id"))):
            yield id(node)


class _Weights:
    """How many Chinese signs and digits each element shows, in and out of links; counted once for the whole page."""

    def __init__(self, body: Node) -> None:
        self.all: dict[int, int] = {}
        self.linked: dict[int, int] = {}
        self.links: dict[int, int] = {}
        self.named: dict[str, list[Node]] = {}
        """The elements that bear a name of a container, in order."""
        self.place: dict[int, tuple[int, int]] = {}
        """Where each of them begins and ends, counted in elements."""
        self._count(body)

    def free(self, node: Node) -> int:
        """What stands in no link."""
        return self.all.get(id(node), 0) - self.linked.get(id(node), 0)

    def mostly_links(self, node: Node) -> bool:
        """Whether this is a menu or a list of other pages."""
        links, linked = self.links.get(id(node), 0), self.linked.get(id(node), 0)
        return links >= _FEWEST_LINKS and linked >= _LINKED_SHARE * self.all.get(id(node), 0)

    def _count(self, node: Node) -> tuple[int, int, int]:
        if node.tag in UNPRINTED or hidden(node):
            return 0, 0, 0
        shown = linked = links = 0
        first = len(self.place)
        self.place[id(node)] = first, first + 1
        for name in names(node):
            if name in _CONTAINERS:
                self.named.setdefault(name, []).append(node)
        for child in node.children:
            if isinstance(child, str):
                shown += len(_WEIGHED.findall(child))
            else:
                more, more_linked, more_links = self._count(child)
                shown, linked, links = shown + more, linked + more_linked, links + more_links
        self.place[id(node)] = first, len(self.place)
        # A text of many links to itself is none: an anchor without an address is no link.
        if node.tag == "a" and node.get("href") and not node.get("href").startswith("#"):
            linked, links = shown, 1
        self.all[id(node)], self.linked[id(node)], self.links[id(node)] = shown, linked, links
        return shown, linked, links


def names(node: Node) -> Iterator[str]:
    """The id and the classes of an element in small letters."""
    for key in ("id", "class"):
        if given := node.attributes.get(key):
            yield from given.lower().split()


def _sure(weights: _Weights, least: int) -> list[Node]:
    for name, _ in SURE_CONTAINERS:
        nodes = _outermost(name, weights)
        weight = sum(map(weights.free, nodes))
        if weight >= _FEWEST and weight >= _SURE_SHARE * least:
            return nodes
    return []


def _likely(weights: _Weights, least: int) -> list[Node]:
    for name in LIKELY_CONTAINERS:
        nodes = _outermost(name, weights)
        if nodes and sum(map(weights.free, nodes)) >= max(_FEWEST, _LIKELY_SHARE * least):
            return nodes
    return []


def _outermost(name: str, weights: _Weights) -> list[Node]:
    found: list[Node] = []
    end = 0
    for node in weights.named.get(name, ()):
        first, last = weights.place[id(node)]
        if (
            first >= end
            and node.tag not in _TABLE_PARTS - {"table"}
            and weights.free(node)
            and not weights.mostly_links(node)
        ):
            found.append(node)
            end = last
    if len(found) > 1:  # a column of cells in one style is a table, not the columns of a page
        found = [node for node in found if node.tag not in ("td", "th")]
    most = max(map(weights.free, found), default=0)
    return [node for node in found if weights.free(node) >= most * 0.1]


def _fallback(body: Node, weights: _Weights) -> Node:
    """The innermost element behind which nothing but boilerplate follows, and before which little else stands."""
    found = node = body
    left_behind = 0
    while True:
        inner = [child for child in node.children if isinstance(child, Node)]
        best = max(inner, key=weights.free, default=None)
        if best is None or not weights.free(best) or best.tag not in _HOLDERS:
            return found
        place = node.children.index(best)
        if any(not _noise(child, weights) for child in node.children[place + 1 :]):
            return found
        left_behind += sum(_weight(child, weights) for child in node.children[:place] if not _noise(child, weights))
        if left_behind > min(_MOST_LEFT_BEHIND, _LEFT_SHARE * weights.free(best)):
            return found
        node = best
        if _lays_out(node, weights) if node.tag == "td" else node.tag not in _TABLE_PARTS:
            found = node


def _lays_out(cell: Node, weights: _Weights) -> bool:
    """Whether a cell is the column of a page and not the cell of a table of figures."""
    return weights.free(cell) > _LONG_CELL or any(
        isinstance(child, Node) and child.tag in BLOCKS for child in cell.children
    )


def _weight(child: Node | str, weights: _Weights) -> int:
    return len(_WEIGHED.findall(child)) if isinstance(child, str) else weights.free(child)


def _noise(child: Node | str, weights: _Weights) -> bool:
    if isinstance(child, str):
        return not _WEIGHED.search(child)
    if not weights.free(child) or weights.mostly_links(child) or _named_out(child):
        return True
    text = child.text()
    return len(text) <= _LONGEST_FOOT and bool(_FOOT.search(text))


def _named_out(node: Node) -> bool:
    return node.tag in _OUT_TAGS or any(name in _OUT_NAMES for name in names(node))


def _outs(container: Node, weights: _Weights, *, by_links: bool) -> set[int]:
    """What inside the container is no text. Links alone condemn nothing in a container known to hold only the text."""
    outs: set[int] = set()
    most = _OUT_SHARE * weights.free(container)
    stack = [child for child in container.children if isinstance(child, Node)]
    while stack:
        node = stack.pop()
        small = weights.free(node) <= most
        if (small and _named_out(node)) or (by_links and node.tag in BLOCKS and small and weights.mostly_links(node)):
            outs.add(id(node))
        else:
            stack.extend(child for child in node.children if isinstance(child, Node))
    return outs
