"""Makes the .doc files of tests/bed/doc that LibreOffice can write, from documents put down here.

    python tests/bed/make_doc.py

Needs `soffice`, and writes the hand-made ones (make_doc_binary.py) too. The tests need neither.
"""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from pathlib import Path

import make_doc_binary

OUT = Path(__file__).parent / "doc"
W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CHANGE = 'w:id="9" w:author="甲" w:date="2020-01-01T00:00:00Z"'


def r(text: str, props: str = "") -> str:
    """A run."""
    props = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f'<w:r>{props}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", num: tuple[int, int] | None = None, props: str = "") -> str:
    """A paragraph of runs or plain texts."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    body = "".join(x if x.startswith("<") else r(x) for x in runs)
    return f"<w:p><w:pPr>{style}{number}{props}</w:pPr>{body}</w:p>"


def field(code: str, result: str) -> str:
    """A field with a result; the code may hold another field."""
    code = code if code.startswith("<") else f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return sign.format("begin") + code + sign.format("separate") + r(result) + sign.format("end")


def cell(*content: str, width: int = 2000, span: int = 1, merge: str = "") -> str:
    """A cell of a table."""
    props = f'<w:tcW w:w="{width * span}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    props += {"first": '<w:vMerge w:val="restart"/>', "more": "<w:vMerge/>"}.get(merge, "")
    body = "".join(x if x.startswith("<") else p(x) for x in content) or p()
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{body}</w:tc>"


def table(*rows: str, columns: int, header: int = 0, width: int = 2000) -> str:
    """A table of rows, each the cells of one row."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _ in range(columns))
    border = "".join(
        f'<w:{s} w:val="single" w:sz="4"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    lines = "".join(
        f"<w:tr><w:trPr>{'<w:tblHeader/>' if i < header else ''}</w:trPr>{row}</w:tr>" for i, row in enumerate(rows)
    )
    props = f'<w:tblPr><w:tblW w:w="{width * columns}" w:type="dxa"/><w:tblBorders>{border}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{props}<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def text_box(text: str) -> str:
    """A run with a text box."""
    shape = 'style="position:absolute;margin-left:100pt;margin-top:20pt;width:150pt;height:40pt"'
    inside = f"<v:textbox><w:txbxContent>{p(text)}</w:txbxContent></v:textbox>"
    return f'<w:r><w:pict><v:shape id="s1" {shape} type="#_x0000_t202">{inside}</v:shape></w:pict></w:r>'


def text_group(*texts: str) -> str:
    """A run with a group of text boxes."""
    boxes = "".join(
        f'<v:shape id="g{i}" style="position:absolute;left:{150 * i};top:0;width:100;height:40" '
        f'type="#_x0000_t202"><v:textbox><w:txbxContent>{p(text)}</w:txbxContent></v:textbox></v:shape>'
        for i, text in enumerate(texts)
    )
    shape = 'style="position:absolute;width:300pt;height:50pt" coordsize="300,50"'
    return f'<w:r><w:pict><v:group id="g" {shape}>{boxes}</v:group></w:pict></w:r>'


def level(number: int, form: str, text: str, *, start: int = 1, follow: str = "tab", more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="{follow}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def list_of(number: int, *levels: str) -> str:
    """A list by its number."""
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'


NUMBERING = (
    list_of(
        1,
        level(0, "chineseCountingThousand", "%1、", follow="nothing", more='<w:pStyle w:val="Heading1"/>'),
        level(1, "chineseCountingThousand", "(%2)", follow="nothing", more='<w:pStyle w:val="Heading2"/>'),
        level(2, "decimal", "%3.", follow="space"),
        level(3, "decimalEnclosedCircle", "%4", follow="nothing"),
    )
    + list_of(2, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "%3)"))
    + list_of(3, level(0, "bullet", "•"))
    + list_of(4, level(0, "chineseLegalSimplified", "第%1条", start=9, follow="space"), level(1, "upperRoman", "%2."))
    + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{a}"/>{over}</w:num>'
        for n, a, over in (
            (1, 1, ""),
            (2, 2, ""),
            (3, 3, ""),
            (4, 4, ""),
            (5, 2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        )
    )
)


def _style(key: str, name: str, props: str = "", kind: str = "paragraph", base: str = "Normal") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base != key and kind == "paragraph" else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{based}{props}</w:style>'


def _numbered(at: int) -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{at}"/></w:pPr>'


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + _style("Heading1", "heading 1", _numbered(0))
    + _style("Heading2", "heading 2", _numbered(1))
    + _style("TOC1", "toc 1")
    + _style("Unseen", "unseen", "<w:rPr><w:vanish/></w:rPr>", "character")
)


def features() -> str:
    """One document with all that prints otherwise than it is stored."""
    rows = (
        cell("县区", merge="first") + cell("救助", span=2) + cell("合计(万元)", merge="first"),
        cell(merge="more") + cell("户数") + cell("人数") + cell(merge="more"),
        cell("东城区") + cell("1,234") + cell("2,345") + cell("56.7"),
        cell("西城区") + cell("89") + cell("120", "其中儿童15") + cell("3.45"),
    )
    inner = table(cell("内甲", width=800) + cell("7.5", width=800), columns=2, width=800)
    numbered_rows = [cell(p(num=(2, 0))) + cell(name) for name in ("养老机构", "儿童福利院")]
    return "".join(
        [
            p("目录行", "<w:r><w:tab/></w:r>", "3", style="TOC1"),
            p("民政局2020年工作总结"),
            p("基本情况", style="Heading1"),
            p("救助工作", style="Heading2"),
            p("全市低保对象", field("PAGE", "45"), "户,占", field(field("REF x", "内层") + field("REF y", "再内"), "3.6%"), "。"),
            p("第一项", num=(1, 2)),
            p("第二项", num=(1, 2)),
            p("其一", num=(1, 3)),
            p("其二", num=(1, 3)),
            p("养老工作", style="Heading2"),
            p("重新计数", num=(1, 2)),
            p("下一步", style="Heading1"),
            p("2017年开始", num=(2, 0)),
            p("分项", num=(2, 1)),
            p("字母项", num=(2, 2)),
            p("接着数", num=(2, 0)),
            p("从头数", num=(5, 0)),
            p("圆点项", num=(3, 0)),
            p("条款", num=(4, 0)),
            p("条款乙", num=(4, 0)),
            p("发放资金", f"<w:del {CHANGE}><w:r><w:delText>980</w:delText></w:r></w:del>", f"<w:ins {CHANGE}>{r('1080')}</w:ins>", "万元"),
            p("看得见", r("看不见", "<w:vanish/>"), r("样式藏", '<w:rStyle w:val="Unseen"/>'), "还看得见"),
            p("首行", "<w:r><w:br/></w:r>", "次行", "<w:r><w:tab/></w:r>", "制表后", "<w:r><w:noBreakHyphen/></w:r>", "连"),
            p("带框", text_box("框内文字88件"), "之后"),
            p("挂组", text_group("组内甲12", "组内乙34")),
            p("脚注在此", '<w:r><w:footnoteReference w:id="2"/></w:r>', "其后文字"),
            p("尾注在此", '<w:r><w:endnoteReference w:id="2"/></w:r>', "。"),
            p("批注", '<w:commentRangeStart w:id="1"/>', "处", '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>', "文"),
            p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "已办结"),
            p("表一 各区情况"),
            table(*rows, columns=4, header=2),
            p("之间"),
            table(*numbered_rows, columns=2),
            p("再之间"),
            table(cell("外甲") + cell("外乙", inner, "外尾"), columns=2, width=4000),
            p("结尾。", "<w:r><w:br w:type=\"page\"/></w:r>", "第二页"),
        ]
    )  # fmt: skip


def docx(path: Path, body: str) -> None:
    """A .docx with a body, and notes, comments, headers beside it."""
    parts = {
        "document": f'<w:body>{body}<w:sectPr><w:headerReference w:type="default" r:id="h1"/>'
        '<w:footerReference w:type="default" r:id="f1"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body>',
        "styles": STYLES,
        "numbering": NUMBERING,
        "footnotes": f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", "数据来自年报")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="2">{p("<w:r><w:endnoteRef/></w:r>", "尾注文字")}</w:endnote>',
        "comments": f'<w:comment {CHANGE.replace("9", "1", 1)} w:initials="j">{p("请核对")}</w:comment>',
        "header1": p("民政局文件"),
        "footer1": p("第 ", field("PAGE", "1"), " 页"),
    }
    tags = {"header1": "hdr", "footer1": "ftr"}
    kinds = {"header1": "header", "footer1": "footer", "document": "document.main"}
    types = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{MAIN}{kinds.get(n, n)}+xml"/>' for n in parts)
    ids = {"header1": "h1", "footer1": "f1"}
    rels = "".join(
        f'<Relationship Id="{ids.get(n, "x" + n)}" Type="{REL}/{kinds.get(n, n)}" Target="{n}.xml"/>'
        for n in parts
        if n != "document"
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{HEAD}<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{types}</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'{HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'{HEAD}<Relationships xmlns="{package}/relationships">{rels}</Relationships>',
        )
        for name, xml in parts.items():
            tag = tags.get(name, name)
            archive.writestr(f"word/{name}.xml", f"{HEAD}<w:{tag} {W}>{xml}</w:{tag}>")


def to_doc(source: Path, form: str = "doc:MS Word 97") -> None:
    """The file as LibreOffice writes it."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", form]
        subprocess.run([*command, "--outdir", str(OUT), str(source)], check=True, capture_output=True)


def main() -> None:
    """All files."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "features.docx"
        docx(source, features())
        to_doc(source)
    make_doc_binary.main(OUT)


if __name__ == "__main__":
    main()
