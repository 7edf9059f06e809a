"""Hostile .rtf, .html, .mht and .txt files."""

from __future__ import annotations

from collections.abc import Callable

Build = Callable[[], bytes]

TEXT = "全年发放低保金123.4万元。"
RTF_TEXT = "".join(f"\\u{ord(sign)}?" for sign in TEXT)


def rtf(body: str) -> bytes:
    """An .rtf of a body."""
    return ("{\\rtf1\\ansi\\ansicpg936\\uc1 " + body + "}").encode("latin-1")


def html(body: str, head: str = "") -> bytes:
    """A page of a body."""
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body><p>{TEXT}</p>{body}</body></html>".encode()
    )


def mht(body: bytes, head: str = 'multipart/related; boundary="b"') -> bytes:
    """A web archive of a body."""
    return b"MIME-Version: 1.0\r\nContent-Type: " + head.encode() + b"\r\n\r\n" + body


def part(content: bytes, head: str = "text/html; charset=utf-8", coding: str = "8bit") -> bytes:
    """A part of a web archive."""
    return f"--b\r\nContent-Type: {head}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode() + content + b"\r\n"


def nested_parts(depth: int) -> bytes:
    """Archives in archives."""
    whole = b""
    for i in range(depth):
        whole += f'--b{i}\r\nContent-Type: multipart/related; boundary="b{i + 1}"\r\n\r\n'.encode()
    return mht(whole + html(""), 'multipart/related; boundary="b0"')


def rtf_files() -> dict[str, Build]:
    """What an .rtf can do."""
    row = "\\trowd" + "\\cellx100" * 5000 + "7\\cell" * 5000 + "\\row"
    return {
        "rtf-bin-huge.rtf": lambda: rtf(RTF_TEXT + "\\bin2147483647 x"),
        "rtf-bin-minus.rtf": lambda: rtf(RTF_TEXT + "\\bin-5 x" * 1000 + RTF_TEXT),
        "rtf-deep.rtf": lambda: rtf(RTF_TEXT + "{" * 200_000 + "7" + "}" * 200_000),
        "rtf-open.rtf": lambda: rtf(RTF_TEXT + "{\\b" * 100_000)[:-1],
        "rtf-closed.rtf": lambda: rtf(RTF_TEXT + "}" * 100_000 + RTF_TEXT),
        "rtf-unicode.rtf": lambda: rtf(
            "\\u-1?\\u99999999999?\\u-10179?\\u56832?\\u55357?\\uc999999\\u20840?" + RTF_TEXT
        ),
        "rtf-uc-huge.rtf": lambda: rtf("\\uc2147483647 " + RTF_TEXT + "x" * 100),
        "rtf-hex.rtf": lambda: rtf("\\'zz\\'\\'8\\'ff\\'b5\\'cd\\'" + RTF_TEXT),
        "rtf-digits.rtf": lambda: rtf(RTF_TEXT + "\\fs" + "9" * 1_000_000 + " " + RTF_TEXT),
        "rtf-word-long.rtf": lambda: rtf(RTF_TEXT + "\\" + "a" * 1_000_000 + " " + RTF_TEXT),
        "rtf-cells.rtf": lambda: rtf(RTF_TEXT + row * 10),
        "rtf-cells-alone.rtf": lambda: rtf(RTF_TEXT + "7\\cell" * 50_000),
        "rtf-itap.rtf": lambda: rtf(f"\\itap999999999\\intbl {RTF_TEXT}\\nestcell\\nestrow" * 50),
        "rtf-rows-odd.rtf": lambda: rtf(
            "\\row\\trowd\\cellx-5\\cellx99999999999\\clvmgf\\clvmrg 7\\cell\\row" * 500 + RTF_TEXT
        ),
        "rtf-picture.rtf": lambda: rtf("{\\pict\\wmetafile8\\picw99999999 " + "7f" * 500_000 + "}" + RTF_TEXT),
        "rtf-object.rtf": lambda: rtf("{\\object\\objemb{\\*\\objdata " + "d0cf11e0" * 20_000 + "}}" + RTF_TEXT),
        "rtf-fields.rtf": lambda: rtf(
            "{\\field{\\*\\fldinst INCLUDETEXT \\\\\\\\x}{\\fldrslt " * 3000 + RTF_TEXT + "}}" * 3000
        ),
        "rtf-list.rtf": lambda: rtf(
            "{\\*\\listtable{\\list{\\listlevel\\levelnfc999{\\leveltext\\'ff\\'09;}}}}\\ls99\\ilvl99 " + RTF_TEXT
        ),
        "rtf-codepage.rtf": lambda: rtf("\\ansicpg99999 {\\fonttbl{\\f0\\fcharset255 x;}}\\f0\\'b5\\'cd" + RTF_TEXT),
        "rtf-head-alone.rtf": lambda: b"{\\rtf",
        "rtf-zeros.rtf": lambda: rtf(RTF_TEXT + "\0" * 5000),
    }


def html_files() -> dict[str, Build]:
    """What a page can do."""
    wide = "<table>" + ("<tr>" + "<td rowspan=65534 colspan=1000>7" * 30 + "</tr>") * 200 + "</table>"
    return {
        "html-attributes.html": lambda: html("<p " + " ".join(f"a{i}=1" for i in range(300_000)) + ">7</p>"),
        "html-attribute-long.html": lambda: html(f'<p a="{"9" * 5_000_000}">7</p>'),
        "html-deep.html": lambda: html("<div>" * 200_000 + "7" + "</div>" * 200_000),
        "html-deep-inline.html": lambda: html("<b><i>" * 30_000 + "7"),
        "html-deep-tables.html": lambda: html("<table><tr><td>" * 2000 + "7"),
        "html-deep-lists.html": lambda: html("<ul><li>" * 20_000 + "7"),
        "html-spans.html": lambda: html("<table><tr><td colspan=1000000000 rowspan=1000000000>7</table>"),
        "html-spans-many.html": lambda: html(wide),
        "html-spans-odd.html": lambda: html(
            "<table><tr><td colspan=-1 rowspan=0>7<td colspan=x>8<td colspan=1e9>9</table>"
        ),
        "html-cells.html": lambda: html("<table>" + ("<tr>" + "<td>7" * 50) * 600 + "</table>"),
        "html-list-start.html": lambda: html("<ol start=999999999999999999999 type=I><li>7<li value=-9>8</ol>"),
        "html-entities.html": lambda: html("&#99999999;&#0;&#xD800;&#xFFFFFFFFFF;&amp" * 5000),
        "html-comment-open.html": lambda: html("<!--" + "-" * 300_000),
        "html-script-open.html": lambda: html("<script>" + "var a = 12345;" * 20_000),
        "html-data.html": lambda: html('<img src="data:image/png;base64,' + "A" * 2_000_000 + '">'),
        "html-outside.html": lambda: html(
            '<iframe src="file:///etc/passwd"></iframe><link href="http://127.0.0.1:9/">'
        ),
        "html-charset.html": lambda: html("").replace(b"utf-8", b"x-nobody"),
        "html-charset-lie.html": lambda: html("").replace(b"utf-8", b"utf-16"),
        "html-zeros.html": lambda: html("\0" * 3000 + "7"),
        "html-angles.html": lambda: html("<" * 300_000),
        "html-tags-cut.html": lambda: html("<td <tr <p " * 30_000),
        "html-forms.html": lambda: html("<form><table><form>" * 3000 + "7"),
    }


def mht_files() -> dict[str, Build]:
    """What a web archive can do."""
    return {
        "mht-deep.mht": lambda: nested_parts(2000),
        "mht-parts.mht": lambda: mht(part(html("")) * 3000 + b"--b--"),
        "mht-base64.mht": lambda: mht(part(b"@@@@=====" * 900, coding="base64") + b"--b--"),
        "mht-quoted.mht": lambda: mht(part(b"=" * 300_000 + b"=ZZ=4", coding="quoted-printable") + b"--b--"),
        "mht-no-boundary.mht": lambda: mht(part(html("")), "multipart/related"),
        "mht-empty.mht": lambda: mht(b""),
        "mht-charset.mht": lambda: mht(part(html(""), "text/html; charset=x-nobody") + b"--b--"),
        "mht-heads.mht": lambda: b"MIME-Version: 1.0\r\n" + b"X-A: 1\r\n" * 50_000 + part(html("")),
        "mht-coding.mht": lambda: mht(part(html(""), coding="x-uuencode") + b"--b--"),
    }


def text_files() -> dict[str, Build]:
    """What plain text can do."""
    return {
        "txt-digits.txt": lambda: b"9" * 100_000,
        "txt-digit-lines.txt": lambda: b"12\n" * 10_000,
        "txt-brackets.txt": lambda: ("低保12户" + "(其中" * 3000).encode(),
        "txt-one-line.txt": lambda: ("全年发放低保金，" * 5000).encode(),
        "txt-headings.txt": lambda: "\n".join(["一、工作"] * 3000).encode(),
        "txt-bars.txt": lambda: ("|" * 300 + "\n").encode() * 60,
        "txt-blanks.txt": lambda: b"12" + b" " * 100_000 + "万元".encode(),
        "txt-zeros.txt": lambda: bytes(10_000),
        "txt-bytes.txt": lambda: bytes(range(256)) * 100,
        "txt-odd-utf16.txt": lambda: b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x12",
        "txt-marks.txt": lambda: b"\xef\xbb\xbf" * 1000,
        "txt-surrogates.txt": lambda: b"\xed\xa0\x80\xed\xb0\x80" * 100,
        "txt-combining.txt": lambda: ("低保12" + "\u0301" * 50_000 + "户").encode(),
        "txt-points.txt": lambda: ("1.2." * 5000).encode(),
        "txt-commas.txt": lambda: ("1,234" * 3000).encode(),
    }


def files() -> dict[str, Build]:
    """All of them by name."""
    return rtf_files() | html_files() | mht_files() | text_files()
