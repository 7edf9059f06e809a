"""The names of elements and attributes of a .docx, as lxml spells them: `{namespace}name`."""

from __future__ import annotations

from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An lxml element; lxml ships no types."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# "Strict" files use other namespaces for the same names. They are renamed once, so that nothing else need know.
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    "http://purl.oclc.org/ooxml/officeDocument/math": M,
}

P, PPR, R_, RPR, T = W + "p", W + "pPr", W + "r", W + "rPr", W + "t"
TBL, TR, TC, TRPR, TCPR = W + "tbl", W + "tr", W + "tc", W + "trPr", W + "tcPr"
BODY, ALTCHUNK, SUBDOC = W + "body", W + "altChunk", W + "subDoc"
SDT, SDT_CONTENT = W + "sdt", W + "sdtContent"
INS, DEL, MOVE_TO, MOVE_FROM = W + "ins", W + "del", W + "moveTo", W + "moveFrom"
CUSTOM_XML, SMART_TAG, HYPERLINK = W + "customXml", W + "smartTag", W + "hyperlink"
FLD_CHAR, FLD_SIMPLE, INSTR = W + "fldChar", W + "fldSimple", W + "instrText"
TXBX = W + "txbxContent"
VANISH, SPEC_VANISH, RSTYLE, PSTYLE = W + "vanish", W + "specVanish", W + "rStyle", W + "pStyle"
NUMPR, NUM_ID, ILVL, OUTLINE, FRAME = W + "numPr", W + "numId", W + "ilvl", W + "outlineLvl", W + "framePr"
STYLE, BASED_ON, NAME = W + "style", W + "basedOn", W + "name"

VERT_ALIGN = W + "vertAlign"
VAL, ID = W + "val", W + "id"
RID = R + "id"

ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
MATH, MATH_PARA = M + "oMath", M + "oMathPara"
TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
SMART_ART = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"


def child(parent: Element, tag: str) -> Element | None:
    """The first child of that name; None where there is none, or no parent."""
    return None if parent is None else next(parent.iterchildren(tag), None)


def value(parent: Element, tag: str) -> str | None:
    """The `w:val` of the first child of that name."""
    found = child(parent, tag)
    return None if found is None else found.get(VAL)


def whole(text: str | None, lowest: int = 0, highest: int = 1_000_000) -> int | None:
    """A whole number as files write it, kept within bounds; None where it is no number."""
    # A number of more digits is hostile, and Python itself refuses to read one of thousands.
    if text is None or len(text) > 18:
        return None
    try:
        return min(max(int(text), lowest), highest)
    except ValueError:
        return None


def is_on(switch: Element) -> bool:
    """Whether a switch such as `w:vanish`, being there, is on."""
    return switch.get(VAL, "1").lower() not in ("0", "false", "off", "none")


def switched(parent: Element, tag: str) -> bool | None:
    """Whether the switch of that name is on or off; None where it is not there."""
    found = child(parent, tag)
    return None if found is None else is_on(found)
