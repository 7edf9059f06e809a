"""The numbers that a browser prints before the items of a list, and those that Word writes into its web pages."""

from __future__ import annotations

import re

from reportparse.loaders.counting import numeral
from reportparse.loaders.html_tree import Node
from reportparse.loaders.list_labels import parted

# A number beyond this is no list's; start="999999999" is a joke or an attack.
_HIGHEST = 9_999

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_STYLE = re.compile(
    r"list-style(?:-type)?:[^;]*?((?:cjk|simp|trad|japanese|hiragana|lower|upper|decimal|none|disc|circle|square|zero)[a-z-]*)"
)
_CHINESE = {
    "cjk-ideographic": "chineseCountingThousand", "cjk-decimal": "ideographDigital",
    "simp-chinese-informal": "chineseCountingThousand", "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-informal": "chineseCountingThousand", "trad-chinese-formal": "ideographLegalTraditional",
    "japanese-informal": "japaneseCounting",
}  # fmt: skip
_LATIN = {
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "lower-alpha": "lowerAlphabetic",
    "lower-latin": "lowerAlphabetic", "upper-alpha": "upperAlphabetic", "upper-latin": "upperAlphabetic",
    "decimal-leading-zero": "decimalZero",
}  # fmt: skip
_BULLETS = {"disc", "circle", "square"}
# The author typed a number: the list is only there for its indent, and the site's style sheet hides the numbers.
_TYPED = re.compile(
    r"\s*(?:[(（]?[0-9０-９]{1,3}[)）.．、]|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[,，、]|[①-⑳])"
)


def numbers_of(node: Node, *, office: bool) -> dict[int, str]:
    """What is printed before each item of a list, by the item's id.

    Bullets are printed for office documents only: a site's style sheet nearly always takes them away.
    """
    items = [child for child in node.children if isinstance(child, Node) and child.tag == "li"]
    ordered = node.tag == "ol"
    base = _style_of(node) or ("decimal" if ordered else "disc")
    if all(_TYPED.match(item.text()) for item in items):
        return {}
    down = "reversed" in node.attributes
    number = _whole(node.get("start"), len(items) if down else 1)
    printed: dict[int, str] = {}
    for item in items:
        style = _style_of(item) or base
        number = _whole(item.get("value"), number)
        if style in _BULLETS:
            if office and "display:block" not in item.style():
                printed[id(item)] = "• "
        elif style != "none":
            printed[id(item)] = number_in(style, number)
        number += -1 if down else 1
    return printed


def number_in(style: str, number: int) -> str:
    """A list number with the signs after it.

    >>> number_in("cjk-ideographic", 12), number_in("lower-roman", 4), number_in("decimal", 3)
    ('十二、', 'iv. ', '3. ')
    """
    if not 0 < number <= _HIGHEST:
        return f"{number}. "
    if style in _CHINESE:
        return numeral(number, _CHINESE[style]) + "、"
    return numeral(number, _LATIN.get(style, "decimal")) + ". "


def office_number(node: Node) -> str:
    """The number in Word's span for programs that know no lists: without the blanks that stand for its indent.

    Bullets are letters of a font of signs there; they are shown as the bullet they look like.
    """
    text = " ".join(node.text().replace("\xa0", " ").split())
    if not text:
        return ""
    fonts = "".join(inner.style() for inner in node.nodes())
    if len(text) == 1 and ("wingdings" in fonts or "symbol" in fonts) and not text.isdigit():
        return "• "
    return parted(text)


def _style_of(node: Node) -> str:
    if found := _STYLE.search(node.style()):
        return found[1]
    kind = node.get("type")
    return _TYPES.get(kind, kind.lower() if kind.lower() in _BULLETS else "")


def _whole(text: str, otherwise: int) -> int:
    text = text.strip()
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else otherwise
