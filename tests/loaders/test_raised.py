"""Raised and lowered figures: beside others they become signs of their own in every format; elsewhere they stay."""

from __future__ import annotations

import runpy
import struct
from pathlib import Path
from typing import Any

import pytest

from reportparse.api import read
from reportparse.loaders import document_from_text, docx, html, odt, rtf, sheet
from reportparse.loaders.doc_formatting import Run
from reportparse.loaders.doc_sprms import C_RAISED, modifiers
from reportparse.loaders.doc_story import _raised
from reportparse.loaders.raised import add
from reportparse.toolkit import Toolkit

BED = Path(__file__).resolve().parent.parent / "bed"
make: Any = type("make", (), runpy.run_path(str(BED / "make_docx.py")))
WANTED = "低保100¹户,10⁴亩,地120m2。CO₂12吨\n"


def test_docx() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    styled = '<w:rStyle w:val="up"/>'
    styles = make.style("up", "raised", f"<w:rPr>{up}</w:rPr>", kind="character")
    r = make.r
    runs = (
        r("低保100") + r("1", styled) + r("户,10") + r("4", up) + r("亩,地120m") + r("2", up) + r("。CO") + r("2", down)
    )
    assert docx.read(make.docx(make.p(runs + r("12吨")), styles=styles), "a").text == WANTED


def test_html() -> None:
    page = "<p>低保100<sup>1</sup>户,10<sup>4</sup>亩,地120m<sup>2</sup>。CO<sub>2</sub>12吨</p>"
    assert html.read(page.encode(), "a").text == WANTED


def test_rtf() -> None:
    words = {"低保": r"\'b5\'cd\'b1\'a3", "户": r"\'bb\'a7", "亩": r"\'c4\'b6", "地": r"\'b5\'d8", "吨": r"\'b6\'d6"}
    body = r"低保100{\super 1}户,10{\super 4}亩,地120m{\super 2}\'a1\'a3CO{\sub 2}12吨\par"
    for word, code in words.items():
        body = body.replace(word, code)
    head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}"
    assert rtf.read((head + body + "}").encode("latin-1"), "a").text == WANTED


def test_odt() -> None:
    namespaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in {"office": "office", "text": "text", "style": "style"}.items()
    )
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties style:text-position="{where}"/>'
        "</style:style>"
        for name, where in (("U", "super 58%"), ("D", "-33% 58%"), ("N", "0% 100%"))
    )
    span = '<text:span text:style-name="{}">{}</text:span>'.format
    body = f"低保100{span('U', 1)}户,10{span('U', 4)}亩,地{span('N', 120)}m{span('U', 2)}。CO{span('D', 2)}12吨"
    flat = (
        f'<office:document {namespaces} office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
        f"{styles}</office:automatic-styles><office:body><office:text><text:p>{body}</text:p></office:text></office:body>"
        "</office:document>"
    )
    assert odt.read(flat.encode(), "a").text == WANTED


def test_xlsx() -> None:
    helpers: Any = type("helpers", (), runpy.run_path(str(Path(__file__).parent / "test_sheet.py")))
    run = '<r><rPr><vertAlign val="{}script"/></rPr><t>{}</t></r>'.format
    plain = "<r><t>{}</t></r>".format
    strings = (
        "<si>"
        + (plain("低保100") + run("super", 1) + plain("户,10") + run("super", 4) + plain("亩,地120m") + run("super", 2))
        + (plain("。CO") + run("sub", 2) + plain("12吨") + "</si>")
    )
    cell = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    assert sheet.read(helpers.xlsx(cell, strings=strings), "a").text == WANTED


def test_doc() -> None:
    assert dict(modifiers(struct.pack("<HB", C_RAISED, 1))) == {C_RAISED: b"\1"}
    assert dict(modifiers(bytes((104, 1)), old=True)) == {C_RAISED: b"\1"}
    text = "低保100" + "1" + "户,m" + "2" + "CO" + "2" + "12吨"

    def as_read(start: int, kind: int) -> str:
        return _raised(text, Run(start, start + 1, False, None, b"", kind))

    assert (as_read(5, 1), as_read(9, 1), as_read(12, 2)) == ("¹", "2", "₂")


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([("5", ""), ("2", "super"), ("3", "super")], "5²³"),
        ([("m", ""), ("2", "super"), ("86户", "")], "m²86户"),
        ([("m", ""), ("2", "super"), ("(含)", "")], "m2(含)"),
        ([("", ""), ("1", "super")], "1"),
        ([("注", ""), ("1", "super"), ("2", "sub")], "注¹2"),
    ],
)
def test_parts(parts: list[tuple[str, Any]], wanted: str) -> None:
    made: list[str] = []
    for text, kind in parts:
        add(made, text, kind)
    assert "".join(made) == wanted


def test_a_mark_of_a_note_does_not_hide_a_figure() -> None:
    report = read(document_from_text("全年低保对象1,234²人，建成10⁴亩。"), Toolkit.default())
    assert [(str(s.value), s.unit) for s in report.statistics] == [("1234", "人")]
