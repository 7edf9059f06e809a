"""Formulas as one line of text: 1/2, 10^8, √(2), so that no two numbers in them run together."""

from __future__ import annotations

from reportparse.loaders.docx_names import Element, M, child


def math_text(element: Element) -> str:
    """The text of a formula or of a part of one."""
    tag = element.tag
    if tag == M + "t":
        return element.text or ""
    if tag == M + "f":
        return f"{_grouped(element, 'num')}/{_grouped(element, 'den')}"
    if tag in (M + "sSup", M + "sSub"):
        sign, part = ("^", "sup") if tag == M + "sSup" else ("_", "sub")
        return f"{_grouped(element, 'e')}{sign}{_grouped(element, part)}"
    if tag == M + "rad":
        degree = _part(element, "deg")
        return f"{degree}√({_part(element, 'e')})"
    if tag == M + "d":
        inside = ",".join(math_text(e) for e in element.iterchildren(M + "e"))
        return f"({inside})"
    if tag in (M + "mr", M + "eqArr"):
        return " ".join(math_text(e) for e in element.iterchildren(M + "e"))
    if tag == M + "m":
        return "; ".join(math_text(row) for row in element.iterchildren(M + "mr"))
    if tag.endswith("Pr"):
        return ""
    text = ""
    for one in element:
        more = math_text(one)
        # A fraction after a number, a power after a fraction: set apart on the page, so set apart here.
        apart = text[-1:].isdigit() and more[:1].isdigit() and one.tag != M + "t" and one.tag != M + "r"
        text += f" {more}" if apart else more
    return text


def _part(element: Element, name: str) -> str:
    part = child(element, M + name)
    return "" if part is None else math_text(part)


def _grouped(element: Element, name: str) -> str:
    """A part, in brackets if it is more than one number or word."""
    text = _part(element, name).strip()
    return text if all(sign.isalnum() or sign == "." for sign in text) else f"({text})"
