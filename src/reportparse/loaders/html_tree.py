"""A web page's bytes to a plain tree: its charset found by proof, its tags guarded, its depth bounded.

The parser is selectolax (the HTML5 way of mending broken markup). It is quick, but two kinds of hostile page make it
work for hours: tags nested by the hundred thousand, and one tag with as many attributes. So the tags are looked over
before it sees them, in one pass that costs no more than the text is long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reportparse.errors import UnreadableDocument
from reportparse.loaders.encodings import Decoded, decode

# The parser walks up the open elements at every tag, so the sum of the depths is its work: real pages of a megabyte
# come to some 10 ** 6, a page whose author never closed 3,000 <font> tags to 5 * 10 ** 6.
MAX_WORK = 20_000_000

# Attributes are compared with each other, so their number counts squared; hand-written and office tags stay under 50.
MAX_ATTRIBUTES = 1_000

# Real pages nest 10 to 60 deep. What lies deeper is read all the same, but as if it stood at this depth, so that a
# walk down the tree stays far from Python's limit of recursion.
MAX_DEPTH = 100

# A page of ten million nodes is no report; the nodes cost some 300 bytes each.
MAX_NODES = 2_000_000

_SAVE_AGAIN = "open it in a browser and save it again as a web page, or copy its text into a .txt file"

# Every part is possessive: no way back, so no hostile text can make it try twice.
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)((?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+'|)|["'])*+)>""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_SEPARATOR = re.compile(r"[\s/=]+")
_OPENING = re.compile(r"<(?:!--|/?[A-Za-z])")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
# Elements that never hold others, or that the next of their kind closes: they do not add to the depth.
_FLAT_WRITTEN = """
a form area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option tbody
thead tfoot html head body
"""
_FLAT = frozenset(_FLAT_WRITTEN.split())
# Where a too deep element is flattened, these leave a line end in its place, so that nothing is glued together.
_INLINE_WRITTEN = """
a abbr acronym b big bdo cite code em font i ins kbd label mark q s samp small span strike strong sub sup
tt u var o:p
"""
_INLINE = frozenset(_INLINE_WRITTEN.split())
DROPPED = frozenset({"script", "style", "template", "head", "-comment", "!doctype"})

_CHARSET = re.compile(
    rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})|encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})""", re.I
)
_MARKUP = re.compile(rb"<(?:script|style)\b[^<>]*+>(?:[^<]++|<(?!/s))*+|<[^<>]*+>|\s{2,}")
_HEAD_BYTES = 8192
# From so many bytes beyond ASCII on, what the text looks like outweighs what its author declared.
_ENOUGH_BYTES = 60
_DECLARED = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
             "cp936": "gb18030", "big5": "big5", "big5-hkscs": "big5hkscs", "x-x-big5": "big5"}  # fmt: skip


@dataclass(slots=True, eq=False)
class Node:
    """An element: its tag in small letters, its attributes, and what it holds in order, strings for text."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute, empty where it is missing."""
        return self.attributes.get(name) or ""

    def style(self) -> str:
        """The inline style without blanks, in small letters."""
        return "".join(self.get("style").lower().split())

    def nodes(self) -> Iterator[Node]:
        """This element and all elements below it, in order."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def text(self) -> str:
        """All text below, as it stands in the source."""
        parts: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            top = stack.pop()
            if isinstance(top, str):
                parts.append(top)
            else:
                stack.extend(reversed(top.children))
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its body, what its head says, and how it was read."""

    body: Node
    title: str
    metas: dict[str, str]
    encoding: str
    broken: int


def decode_page(data: bytes, name: str, declared: str = "") -> Decoded:
    """The text of a page. Mark of order, strict UTF-8, then what the bytes look like; a declaration only tips scales.

    `declared`: the charset that the mail part around the page names.
    """
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8", 0)
    except UnicodeDecodeError:
        pass
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data.count(0, 0, _HEAD_BYTES) > len(data[:_HEAD_BYTES]) // 5:
        wide = decode(data)
        if wide is not None:
            return wide
    # Tags are ASCII in every encoding and would drown the few characters that a short notice has to judge by.
    bare = _MARKUP.sub(b" ", data)
    guess = decode(bare)
    said = _declared(data, declared)
    if said and (guess is None or guess.encoding != said) and _decodes(data, said):
        beyond = sum(1 for byte in bare[: 4 * _HEAD_BYTES] if byte > 0x7F)
        if guess is None or beyond < _ENOUGH_BYTES:
            return Decoded(data.decode(said), said, 0)
    if guess is not None:
        text = data.decode(guess.encoding, errors="replace")
        return Decoded(text, guess.encoding, text.count("\ufffd"))
    raise UnreadableDocument(name, "its bytes are not text in UTF-8, UTF-16, GB18030 or Big5", _SAVE_AGAIN)


def parse_page(decoded: Decoded, name: str) -> Page:
    """The page's tree, bounded in depth and number of nodes."""
    parser = LexborHTMLParser(_guarded(decoded.text, name))
    metas: dict[str, str] = {}
    for meta in parser.css("meta"):
        key = (meta.attributes.get("name") or meta.attributes.get("property") or "").lower()
        if key and key not in metas:
            metas[key] = (meta.attributes.get("content") or "").strip()
    title = parser.css_first("title")
    root = parser.root
    body = Node("body")
    if root is not None:
        _grow(body, root, name)
    text = title.text() if title is not None else ""
    return Page(body, " ".join(text.split()), metas, decoded.encoding, decoded.broken)


def _declared(data: bytes, declared: str) -> str:
    names = [declared.lower()] if declared else []
    found = _CHARSET.search(data, 0, _HEAD_BYTES)
    if found:
        names.append((found[1] or found[2]).decode("ascii", "ignore").lower())
    return next((_DECLARED[n] for n in names if n in _DECLARED), "")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _guarded(text: str, name: str) -> str:
    """The page with over-long tags stripped of their attributes; refused where its nesting is an attack."""
    kept: list[str] = []
    copied = place = 0
    open_tags: list[str] = []
    count: Counter[str] = Counter()
    work = 0
    while opening := _OPENING.search(text, place):
        place = opening.start()
        if opening[0] == "<!--":
            place = text.find("-->", place + 2)
            if place < 0:
                break
            continue
        tag = _TAG.match(text, place)
        if tag is None:  # never closed: nothing behind it is a tag
            break
        place = tag.end()
        label = tag[2].lower()
        if len(tag[3]) > MAX_ATTRIBUTES and len(_SEPARATOR.findall(_QUOTED.sub("", tag[3]))) > MAX_ATTRIBUTES:
            kept += [text[copied : tag.start()], f"<{tag[1]}{tag[2]}>"]
            copied = tag.end()
        if tag[1]:
            while count[label]:
                last = open_tags.pop()
                count[last] -= 1
                if last == label:
                    break
        elif label in _RAW:
            closing = re.compile(f"</{label}", re.I).search(text, place)
            if closing is None:
                break
            place = closing.start()
        elif label not in _FLAT and not tag[3].endswith("/"):
            open_tags.append(label)
            count[label] += 1
        work += len(open_tags)
        if work > MAX_WORK:
            raise UnreadableDocument(name, f"its tags are nested {len(open_tags):,} deep", _SAVE_AGAIN)
    return "".join([*kept, text[copied:]]) if kept else text


def _grow(body: Node, root: LexborNode, name: str) -> None:
    """Copies the parser's tree below `body`; what is nested deeper than MAX_DEPTH is laid flat, in order."""
    todo: list[tuple[LexborNode | None, Node, int]] = [(root.child, body, 1)]
    nodes = 0
    while todo:
        raw, parent, depth = todo.pop()
        if raw is None:
            continue
        nodes += 1
        if nodes > MAX_NODES:
            raise UnreadableDocument(name, f"it has more than {MAX_NODES:,} elements", "split it into single reports")
        todo.append((raw.next, parent, depth))
        tag = (raw.tag or "").lower()
        if raw.is_text_node:
            parent.children.append(raw.text_content or "")
        elif tag not in DROPPED:
            if tag == "body":
                body.attributes.update(raw.attributes)
                todo.append((raw.child, parent, depth))
            elif depth < MAX_DEPTH:
                node = Node(tag, raw.attributes)
                parent.children.append(node)
                todo.append((raw.child, node, depth + 1))
            else:
                if tag not in _INLINE:
                    parent.children.append(Node("br"))
                todo.append((raw.child, parent, depth))
