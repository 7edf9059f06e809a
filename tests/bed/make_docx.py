"""Makes the .docx files of the bed: `python tests/bed/make_docx.py` writes them to tests/bed/docx/.

All but one are put together here, part by part, so that every feature stands in them as Word or WPS writes it;
"writer.docx" is what LibreOffice makes of a small page of ours, and is only remade where LibreOffice is installed.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent / "docx"
TRANSITIONAL = "http://schemas.openxmlformats.org"
WORD = TRANSITIONAL + "/wordprocessingml/2006/main"
RELATIONS = TRANSITIONAL + "/officeDocument/2006/relationships"
STRICT = {
    WORD: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    RELATIONS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:m="{TRANSITIONAL}/officeDocument/2006/math" '
    f'xmlns:mc="{TRANSITIONAL}/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    f'xmlns:a="{TRANSITIONAL}/drawingml/2006/main" xmlns:c="{TRANSITIONAL}/drawingml/2006/chart" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
ROOTS = {
    "document": "document", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
    "endnotes": "endnotes", "comments": "comments", "header1": "hdr", "footer1": "ftr",
}  # fmt: skip


def p(text: str = "", *, style: str = "", num: tuple[int, int] | None = None, more: str = "", mark: str = "") -> str:
    """A paragraph: text (a string of runs if it begins with a tag), style, list and level, more properties."""
    runs = text if text.startswith("<") else r(text) if text else ""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    properties += more + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def r(text: str, looks: str = "") -> str:
    """A run."""
    return f'<w:r>{f"<w:rPr>{looks}</w:rPr>" if looks else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str | None) -> str:
    """A field with its code, and its result if it has one."""
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def tc(inside: str, *, span: int = 1, merge: str = "") -> str:
    """A cell: paragraphs, or text; `merge`: "restart" or "continue" of a vertical merge."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        properties += "<w:vMerge/>" if merge == "continue" else '<w:vMerge w:val="restart"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside if inside.startswith('<') else p(inside)}</w:tc>"


def tr(*cells: str, header: bool = False, more: str = "") -> str:
    """A row."""
    properties = ("<w:tblHeader/>" if header else "") + more
    inside = "".join(c if c.startswith("<w:tc>") else tc(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(rows) + "</w:tbl>"


def level(at: int, style: str, text: str, *, start: int = 1, more: str = "", suffix: str = "") -> str:
    """A level of a list."""
    suff = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}{suff}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(definitions: dict[int, str], lists: dict[int, tuple[int, str]]) -> str:
    """The lists of a file: definitions with their levels, and lists with the definition they use and overrides."""
    made = "".join(f'<w:abstractNum w:abstractNumId="{k}">{v}</w:abstractNum>' for k, v in definitions.items())
    return made + "".join(
        f'<w:num w:numId="{k}"><w:abstractNumId w:val="{a}"/>{more}</w:num>' for k, (a, more) in lists.items()
    )


def style(key: str, name: str, more: str = "", *, based: str = "", kind: str = "paragraph") -> str:
    """A style."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{on}{more}</w:style>'


def docx(body: str, *, strict: bool = False, main: str = "document", **parts: str) -> bytes:
    """A .docx with that body; `parts`: what stands in styles, numbering, footnotes, endnotes, comments, header1 …"""
    files = {f"word/{main}.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"}
    relations = ""
    for name, inside in parts.items():
        root = ROOTS[name]
        files[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{inside}</w:{root}>"
        kind = name.rstrip("1")
        relations += f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{name}.xml"/>'
    space = f'xmlns="{TRANSITIONAL}/package/2006/relationships"'
    files[f"word/_rels/{main}.xml.rels"] = f"<Relationships {space}>{relations}</Relationships>"
    files["_rels/.rels"] = (
        f'<Relationships {space}><Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
        f'Target="word/{main}.xml"/></Relationships>'
    )
    files["[Content_Types].xml"] = _content_types([main, *parts])
    if strict:
        for old, new in STRICT.items():
            files = {name: text.replace(old, new) for name, text in files.items()}
    return zipped({name: '<?xml version="1.0" encoding="UTF-8"?>' + text for name, text in files.items()})


def _content_types(names: list[str]) -> str:
    # Office programs want to be told what each part is.
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}'
        f'{"document.main" if name not in ROOTS or name == "document" else name.rstrip("1")}+xml"/>'
        for name in names
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{TRANSITIONAL}/package/2006/content-types">{rels}{overrides}</Types>'


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A zip file, the same each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return buffer.getvalue()


def report(*, strict: bool = False) -> bytes:
    """A report as an office writes it: numbered headings by style, lists, a table with merged cells, revisions."""
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        + style("1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style(
            "2",
            "heading 2",
            '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>',
            based="a",
        )
        + style("11", "toc 1", based="a")
    )
    lists = numbering(
        {
            0: level(0, "chineseCountingThousand", "%1、", more='<w:pStyle w:val="1"/>', suffix="nothing")
            + level(1, "chineseCountingThousand", "(%2)", more='<w:pStyle w:val="2"/>', suffix="space"),
            1: level(0, "decimal", "%1.") + level(1, "decimalEnclosedCircle", "%2"),
            2: level(0, "decimal", "%1"),
        },
        {1: (0, ""), 2: (1, ""), 3: (1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
         4: (2, "")},
    )  # fmt: skip
    box = "<w:txbxContent>" + p("联系电话:12349") + "</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = (
        p("青川县民政局2019年工作总结")
        + p(field('TOC \\o "1-2"', "一、社会救助\t2"), style="11")
        + p("社会救助", style="1")
        + p("城乡低保", style="2")
        + p(r("全年保障低保对象") + f'<w:del w:id="1">{r("980")}</w:del><w:ins w:id="2">{r("1080")}</w:ins>'
            + r("户、2315人") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(",发放低保金") + field("=1", "612.4")
            + r("万元。"))
        + p("新增86户;", num=(2, 0)) + p("其中城市12户;", num=(2, 1)) + p("退出41户。", num=(2, 0))
        + p("医疗救助", style="2")
        + p("救助315人次;", num=(3, 0)) + p("支出48.6万元。", num=(3, 0))
        + p("养老服务", style="1") + p(drawn + r("新建日间照料中心4个。"))
        + p("附表:救助情况 单位:万元")
        + tbl(
            tr(tc("序号", merge="restart"), tc("项目", merge="restart"), tc("资金", span=2), header=True),
            tr(tc("", merge="continue"), tc("", merge="continue"), "2018年", "2019年", header=True),
            tr(tc(p(num=(4, 0))), "低保", "598.2", "612.4"),
            tr(tc(p(num=(4, 0))), "医疗", "45", "48.6"),
        )
        + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        + '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )  # fmt: skip
    return docx(
        body,
        strict=strict,
        styles=styles,
        numbering=lists,
        footnotes='<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">'
        + p("<w:r><w:footnoteRef/></w:r>" + r(" 截至2019年12月底。"))
        + "</w:footnote>",
        comments='<w:comment w:id="0">' + p("请核对户数") + "</w:comment>",
        header1=p("内部资料"),
        footer1=p(r("第") + field("PAGE", "3") + r("页")),
    )


PAGE = """<html><head><meta charset="utf-8"></head><body><h1>一、双拥工作</h1>
<p>全年走访慰问驻军部队4次,发放慰问金12.5万元。</p><ol><li>安置退役士兵38名;</li><li>发放优待金206.7万元。</li></ol>
<table border="1"><tr><th rowspan="2">类别</th><th colspan="2">人数</th></tr><tr><th>2020年</th><th>2021年</th></tr>
<tr><td>伤残军人</td><td>121</td><td>1,118</td></tr></table></body></html>"""


def by_writer(page: str) -> bytes | None:
    """What LibreOffice makes of a web page; None where it is not installed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "writer.html").write_text(page, encoding="utf-8")
        command = [soffice, "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder]
        subprocess.run([*command, str(place / "writer.html")], check=True, capture_output=True)
        return (place / "writer.docx").read_bytes()


def main() -> None:
    """Writes the files."""
    HERE.mkdir(parents=True, exist_ok=True)
    (HERE / "report.docx").write_bytes(report())
    (HERE / "strict.docx").write_bytes(report(strict=True))
    written = by_writer(PAGE)
    if written is not None:
        (HERE / "writer.docx").write_bytes(written)


if __name__ == "__main__":
    main()
