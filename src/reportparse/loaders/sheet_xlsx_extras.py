"""What stands outside the cells of an .xlsx sheet: text boxes, comments; and how its parts point to each other."""

from __future__ import annotations

import posixpath

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.loaders.odt_package import Package, beside, local
from reportparse.loaders.raised import Raise, add
from reportparse.loaders.sheet_model import MAX_CELL_SIGNS, Sheet, clean

# Parts that one part points to; a real sheet has a handful, a workbook one for each sheet.
_MAX_RELATIONS = 5_000
_MAX_EXTRAS = 10_000
_KINDS: dict[str, Raise] = {"superscript": "super", "subscript": "sub"}


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The parts that a part points to: kind and name by id. Outside targets are left out: they are never followed."""
    folder, base = posixpath.split(part)
    root = package.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    found: dict[str, tuple[str, str]] = {}
    for element in root if root is not None else ():
        if local(element) != "Relationship" or element.get("TargetMode") == "External" or len(found) > _MAX_RELATIONS:
            continue
        kind = (element.get("Type") or "").rpartition("/")[2]
        found[element.get("Id") or ""] = (kind, beside(part, element.get("Target") or ""))
    return found


def text_of(element: etree._Element) -> str:
    """The text of a string item; the reading aids beside it (phonetic runs) are left out."""
    out: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            out.append(child.text or "")
        elif name == "r":
            place = child.find("{*}rPr/{*}vertAlign")
            kind = _KINDS.get(place.get("val") or "", "") if place is not None else ""
            for part in child:
                if local(part) == "t":
                    add(out, part.text or "", kind)
    return "".join(out)


def add_extras(package: Package, part: str, sheet: Sheet) -> None:
    """The text boxes and comments of a sheet."""
    for kind, target in relations(package, part).values():
        if kind == "drawing":
            root = package.xml(target)
            if root is not None:
                sheet.text_boxes += _boxes(root)
        elif kind == "comments":
            root = package.xml(target)
            if root is not None:
                texts = (text_of(c) for c in root.iterfind("{*}commentList/{*}comment/{*}text"))
                sheet.comments += [clean(t)[:MAX_CELL_SIGNS] for _, t in zip(range(_MAX_EXTRAS), texts, strict=False)]


def _boxes(root: etree._Element) -> list[str]:
    """The texts of drawn boxes, a line for each paragraph."""
    found = []
    for body in root.iter("{*}txBody"):
        lines = ["".join(t.text or "" for t in p.iter("{*}t")) for p in body.iterchildren("{*}p")]
        found.append(clean("\n".join(line for line in lines if line.strip()))[:MAX_CELL_SIGNS])
        if len(found) >= _MAX_EXTRAS:
            break
    return found
