"""Hostile zip packages: bombs of size, number and names, and hostile XML in .docx, .odt, .xlsx and .ofd."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

Build = Callable[[], bytes]

TEXT = "全年发放低保金123.4万元。"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of some members, always the same bytes for the same members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def docx_members(document: str | bytes, **more: str | bytes) -> dict[str, str | bytes]:
    """The least a .docx needs; names of further members with `__` for `/`."""
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    rels = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    members: dict[str, str | bytes] = {"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": document}
    members.update({name.replace("__", "/"): data for name, data in more.items()})
    return members


def docx(body: str, *, head: str = "", **more: str | bytes) -> bytes:
    """A .docx of a body; `head` stands before its root element."""
    return packed(docx_members(f"{head}<w:document {W}><w:body>{body}</w:body></w:document>", **more))


def odt(body: str, *, head: str = "", manifest: str = "") -> bytes:
    """An .odt of a body."""
    content = (
        f"{head}<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    return packed(members | ({"META-INF/manifest.xml": manifest} if manifest else {}))


def xlsx(sheet: str, *, head: str = "", **more: str | bytes) -> bytes:
    """An .xlsx with one sheet; `sheet` stands in its worksheet element."""
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName='
        '"/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    )
    relation = (
        '<Relationships xmlns="{0}/relationships"><Relationship Id="r1" Type="{1}/{2}" Target="{3}"/></Relationships>'
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "_rels/.rels": relation.format(PACKAGE, OFFICE, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": relation.format(PACKAGE, OFFICE, "worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f"{head}<worksheet {SHEET}>{sheet}</worksheet>",
    }
    members.update({name.replace("__", "/"): data for name, data in more.items()})
    return packed(members)


def cell(place: str, value: str = "12", more: str = "") -> str:
    """A cell of a sheet."""
    return f'<c r="{place}"{more}><v>{value}</v></c>'


def rows(*cells: str, row: str = "1") -> str:
    """A sheet's data: one row."""
    return f'<sheetData><row r="{row}">{"".join(cells)}</row></sheetData>'


def ofd(page: str, *, head: str = "", pages: int = 1, box: str = "0 0 210 297", document: str = "") -> bytes:
    """An .ofd whose pages all show one content."""
    listed = "".join(f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_0/Content.xml"/>' for i in range(pages))
    document = document or (
        f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    return packed(
        {
            "OFD.xml": f'{head}<ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml'
            "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": document,
            "Doc_0/Pages/Page_0/Content.xml": f"{head}<ofd:Page {OFD}><ofd:Content><ofd:Layer>{page}</ofd:Layer>"
            "</ofd:Content></ofd:Page>",
        }
    )


def ofd_text(text: str = TEXT, size: str = "5", deltas: str = "g 30 5") -> str:
    """A line of text of an .ofd."""
    return (
        f'<ofd:TextObject ID="9" Boundary="20 20 160 8" Font="1" Size="{size}"><ofd:TextCode X="0" Y="5" '
        f'DeltaX="{deltas}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def para(text: str = TEXT) -> str:
    """A paragraph of a .docx."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def laughs(name: str) -> str:
    """The entity bomb: ten to the ninth times a word."""
    steps = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {name} [<!ENTITY e0 "九九">{steps}]>'


def outside(name: str) -> str:
    """An entity that names a file outside, and a DTD in the network."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE {name} SYSTEM "http://127.0.0.1:9/x.dtd" ['
        '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "file:///etc/hosts"> %p;]>'
    )


def nested(tag: str, inner: str, depth: int, attributes: str = "") -> str:
    """Something inside many elements of one kind."""
    return f"<{tag}{attributes}>" * depth + inner + f"</{tag}>" * depth


def table(inner: str, cell_properties: str = "") -> str:
    """A table of one cell around something."""
    return f"<w:tbl><w:tr><w:tc><w:tcPr>{cell_properties}</w:tcPr>{inner}</w:tc></w:tr></w:tbl>"


def nested_tables(depth: int) -> str:
    """Tables in tables in tables."""
    whole = para()
    for _ in range(depth):
        whole = table(whole + "<w:p/>")
    return whole


def overlapping(data: bytes, copies: int) -> bytes:
    """Central directory entries that all point to the one local header, each under a name of its own."""
    at = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entry = data[at : data.find(b"PK\x01\x02", at + 4) if data.find(b"PK\x01\x02", at + 4) > 0 else end]
    length = struct.unpack_from("<H", entry, 28)[0]
    entries = []
    for i in range(copies):
        changed = bytearray(entry)
        changed[46 : 46 + length] = f"word/{i:08}".encode()[:length].ljust(length, b"x")
        entries.append(bytes(changed))
    directory = data[at:end] + b"".join(entries)
    total = data[at:end].count(b"PK\x01\x02") + copies
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, total, total, len(directory), at, 0)
    return data[:at] + directory + closing


def with_field(data: bytes, offset: int, form: str, value: int) -> bytes:
    """A field of every central directory entry, and of its local header, set to a value (offset in the central one)."""
    changed = bytearray(data)
    for mark, back in ((b"PK\x01\x02", 0), (b"PK\x03\x04", 2)):
        at = data.find(mark)
        while at >= 0:
            struct.pack_into(form, changed, at + offset - back, value)
            at = data.find(mark, at + 4)
    return bytes(changed)


def nest(levels: int, width: int) -> bytes:
    """Zips in zips; innermost ten megabytes of nothing."""
    data = packed({"0.txt": bytes(10_000_000)})
    for level in range(levels):
        data = packed({f"{level}-{i}.zip": data for i in range(width)})
    return data


def containers() -> dict[str, Build]:
    """What a zip itself can do."""
    plain = docx(para())
    return {
        "zip-empty.docx": lambda: b"PK\x05\x06" + bytes(18),
        "zip-nested.zip": lambda: nest(3, 10),
        "zip-nested-in-docx.docx": lambda: packed(docx_members("x", word__embeddings__a=nest(2, 10))),
        "zip-spaces.docx": lambda: docx(para() + " " * 150_000_000),
        "zip-long-word.docx": lambda: docx(para("一" * 20_000_000)),
        "zip-bomb-beside.docx": lambda: docx(para(), word__media__a=bytes(120_000_000)),
        "zip-spaces.odt": lambda: odt(f"<text:p>{TEXT}</text:p>" + " " * 50_000_000),
        "zip-spaces.xlsx": lambda: xlsx(rows(cell("A1")) + " " * 50_000_000),
        "zip-spaces.ofd": lambda: ofd(ofd_text() + " " * 50_000_000),
        "zip-many-members.docx": lambda: packed(docx_members("x") | {f"word/{i}.xml": b"" for i in range(20_000)}),
        "zip-overlapping.docx": lambda: overlapping(plain, 30_000),
        "zip-declares-4gb.docx": lambda: with_field(plain, 24, "<L", 0xFFFFFFFE),
        "zip-declares-0.docx": lambda: with_field(plain, 24, "<L", 0),
        "zip-packed-4gb.docx": lambda: with_field(plain, 20, "<L", 0xFFFFFFFE),
        "zip-method-99.docx": lambda: with_field(plain, 10, "<H", 99),
        "zip-encrypted-flag.docx": lambda: with_field(plain, 8, "<H", 1),
        "zip-encrypted-flag.odt": lambda: with_field(odt(f"<text:p>{TEXT}</text:p>"), 8, "<H", 1),
        "zip-encrypted-flag.ofd": lambda: with_field(ofd(ofd_text()), 8, "<H", 1),
        "zip-bad-crc.docx": lambda: with_field(plain, 16, "<L", 1),
        "zip-names.docx": lambda: packed(
            docx_members("x") | {"../../../../tmp/x": "x", "/etc/x": "x", "word/\x00": "x"}
        ),
        "zip-long-name.docx": lambda: packed(docx_members("x") | {"word/" + "a" * 65_000: "x"}),
        "zip-junk-before.docx": lambda: bytes(range(256)) * 40 + plain,
        "zip-junk-after.docx": lambda: plain + bytes(range(256)) * 300,
        "zip-no-directory.docx": lambda: plain[: plain.index(b"PK\x01\x02")],
    }


def docx_files() -> dict[str, Build]:
    """What a .docx can do."""
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:basedOn w:val="{1}"/></w:style>'
    loop = f"<w:styles {W}>{style.format('A', 'B')}{style.format('B', 'A')}</w:styles>"
    styled = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>一、工作</w:t></w:r></w:p>'
    text_boxes = nested("w:txbxContent", para(), 3000)
    return {
        "docx-entities.docx": lambda: docx(para("&e9;"), head=laughs("w:document")),
        "docx-outside.docx": lambda: docx(para("&x;"), head=outside("w:document")),
        "docx-deep-tags.docx": lambda: docx(nested("w:sdt", para(), 50_000)),
        "docx-deep-boxes.docx": lambda: docx(f"<w:p><w:r>{text_boxes}</w:r></w:p>"),
        "docx-deep-tables.docx": lambda: docx(nested_tables(60)),
        "docx-deeper-tables.docx": lambda: docx(nested_tables(5000)),
        "docx-grid-span.docx": lambda: docx(table(para(), '<w:gridSpan w:val="2000000000"/>')),
        "docx-grid-before.docx": lambda: docx(
            f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="99999999"/></w:trPr><w:tc>{para()}</w:tc></w:tr></w:tbl>'
        ),
        "docx-grid-minus.docx": lambda: docx(
            table(para(), '<w:gridSpan w:val="-5"/>') + table(para(), '<w:gridSpan w:val="a"/>')
        ),
        "docx-wide-rows.docx": lambda: docx(
            "<w:tbl>"
            + ("<w:tr>" + f'<w:tc><w:tcPr><w:gridSpan w:val="60000"/></w:tcPr>{para("7")}</w:tc>' * 30 + "</w:tr>") * 30
            + "</w:tbl>"
        ),
        "docx-attributes.docx": lambda: docx("<w:p " + " ".join(f'a{i}="1"' for i in range(300_000)) + "/>" + para()),
        "docx-huge-attribute.docx": lambda: docx(f'<w:p a="{"9" * 20_000_000}"/>' + para()),
        "docx-style-loop.docx": lambda: docx(styled, word__styles=b"", **{"word__styles.xml": loop}),
        "docx-number-loop.docx": lambda: docx(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999"/><w:numId w:val="-7"/></w:numPr></w:pPr></w:p>' + para(),
            **{
                "word__numbering.xml": f'<w:numbering {W}><w:num w:numId="-7"><w:abstractNumId w:val="x"/></w:num></w:numbering>'
            },
        ),
        "docx-start-huge.docx": lambda: docx(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            "<w:r><w:t>工作</w:t></w:r></w:p>" + para(),
            **{
                "word__numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
                '<w:start w:val="999999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%1%1%9%"/></w:lvl>'
                '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
            },
        ),
        "docx-fields-open.docx": lambda: docx(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 5000 + para()
        ),
        "docx-utf16-lie.docx": lambda: packed(
            docx_members(f'<?xml version="1.0" encoding="UTF-16"?><w:document {W}/>')
        ),
        "docx-unknown-encoding.docx": lambda: packed(docx_members('<?xml version="1.0" encoding="x-none"?><a/>')),
        "docx-not-xml.docx": lambda: packed(docx_members(bytes(range(256)) * 50)),
        "docx-no-body.docx": lambda: packed(docx_members(f"<w:document {W}/>")),
        "docx-no-document.docx": lambda: packed({"word/other.xml": "<a/>"}),
        "docx-relation-loop.docx": lambda: docx(
            para(),
            **{
                "word___rels__document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
                f'<Relationship Id="a" Type="{OFFICE}/footnotes" Target="document.xml"/>'
                f'<Relationship Id="b" Type="{OFFICE}/header" Target="http://127.0.0.1:9/h.xml" TargetMode="External"/>'
                f'<Relationship Id="c" Type="{OFFICE}/styles" Target="../../../etc/passwd"/></Relationships>'
            },
        ),
        "docx-paragraphs.docx": lambda: docx("<w:p/>" * 200_000 + para()),
        "docx-runs.docx": lambda: docx("<w:p>" + "<w:r><w:t>7</w:t></w:r>" * 30_000 + "</w:p>"),
    }


def odt_files() -> dict[str, Build]:
    """What an .odt can do."""
    repeated = (
        '<table:table><table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
        f'table:number-columns-repeated="1000000000"><text:p>{TEXT}</text:p></table:table-cell></table:table-row>'
        "</table:table>"
    )
    spanned = (
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="999999999" '
        f'table:number-rows-spanned="999999999"><text:p>{TEXT}</text:p></table:table-cell></table:table-row></table:table>'
    )
    locked = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    )
    return {
        "odt-entities.odt": lambda: odt("<text:p>&e9;</text:p>", head=laughs("a")),
        "odt-outside.odt": lambda: odt("<text:p>&x;</text:p>", head=outside("a")),
        "odt-blanks.odt": lambda: odt(f'<text:p>12<text:s text:c="2000000000"/>{TEXT}</text:p>'),
        "odt-repeats.odt": lambda: odt(repeated),
        "odt-spans.odt": lambda: odt(spanned),
        "odt-deep-lists.odt": lambda: odt(
            nested("text:list", f"<text:list-item><text:p>{TEXT}</text:p></text:list-item>", 20_000)
        ),
        "odt-deep-sections.odt": lambda: odt(nested("text:section", f"<text:p>{TEXT}</text:p>", 2000)),
        "odt-level.odt": lambda: odt(f'<text:h text:outline-level="99999999999">{TEXT}</text:h>'),
        "odt-encrypted.odt": lambda: odt(f"<text:p>{TEXT}</text:p>", manifest=locked),
        "odt-not-xml.odt": lambda: packed(
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bytes(range(256)) * 9}
        ),
        "odt-no-content.odt": lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
    }


def sheet_files() -> dict[str, Build]:
    """What an .xlsx can do."""
    merged = "".join(f'<mergeCell ref="A{i}:XFD{i + 1}"/>' for i in range(1, 20_000))
    shape = f'<styleSheet {SHEET}><numFmts><numFmt numFmtId="200" formatCode="{{}}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
    return {
        "xlsx-dimension.xlsx": lambda: xlsx('<dimension ref="A1:XFD1048576"/>' + rows(cell("A1"))),
        "xlsx-last-cell.xlsx": lambda: xlsx(rows(cell("A1")) + rows(cell("XFD1048576"), row="1048576")),
        "xlsx-corners.xlsx": lambda: xlsx(
            f'<sheetData><row r="1">{cell("A1")}{cell("XFD1")}</row><row r="1048576">{cell("A1048576")}{cell("XFD1048576")}'
            "</row></sheetData>"
        ),
        "xlsx-beyond.xlsx": lambda: xlsx(rows(cell("ZZZZZZ99999999999"), row="99999999999")),
        "xlsx-row-0.xlsx": lambda: xlsx(rows(cell("A0"), cell("0"), cell(""), row="-1")),
        "xlsx-merges.xlsx": lambda: xlsx(rows(cell("A1")) + f"<mergeCells>{merged}</mergeCells>"),
        "xlsx-merge-all.xlsx": lambda: xlsx(
            rows(cell("A1")) + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        "xlsx-merge-back.xlsx": lambda: xlsx(rows(cell("A1")) + '<mergeCells><mergeCell ref="Z9:A1"/></mergeCells>'),
        "xlsx-shared-out.xlsx": lambda: xlsx(rows(cell("A1", "99999999", ' t="s"'), cell("B1", "-1", ' t="s"'))),
        "xlsx-numbers.xlsx": lambda: xlsx(
            rows(*(cell(f"A{i}", v) for i, v in enumerate(("1e308", "-1e400", "nan", "0x1f", "", "1" * 5000), 1)))
        ),
        "xlsx-format-long.xlsx": lambda: xlsx(
            rows(cell("A1", "3.6", ' s="0"')), **{"xl__styles.xml": shape.format("0" * 100_000)}
        ),
        "xlsx-format-odd.xlsx": lambda: xlsx(
            rows(cell("A1", "45000", ' s="0"')),
            **{"xl__styles.xml": shape.format("[$-804][&gt;=1e9]yyyy;;;@[Red" + "#,##0." * 2000)},
        ),
        "xlsx-date-huge.xlsx": lambda: xlsx(
            rows(cell("A1", "99999999999", ' s="0"')), **{"xl__styles.xml": shape.format("yyyy年m月d日")}
        ),
        "xlsx-entities.xlsx": lambda: xlsx(rows('<c r="A1" t="inlineStr"><is><t>&e9;</t></is></c>'), head=laughs("a")),
        "xlsx-outside.xlsx": lambda: xlsx(rows('<c r="A1" t="inlineStr"><is><t>&x;</t></is></c>'), head=outside("a")),
        "xlsx-many-cells.xlsx": lambda: xlsx(
            "<sheetData>"
            + "".join(f'<row r="{r}">' + "<c><v>1</v></c>" * 20 + "</row>" for r in range(1, 600))
            + "</sheetData>"
        ),
        "xlsx-no-sheet.xlsx": lambda: packed({"xl/workbook.xml": f"<workbook {SHEET}/>"}),
    }


def ofd_files() -> dict[str, Build]:
    """What an .ofd can do."""
    turning = (
        f'<ofd:Document {OFD}><ofd:Pages><ofd:Page ID="1" BaseLoc="../Doc_0/Document.xml"/><ofd:Page ID="2" '
        'BaseLoc="../../../../etc/passwd"/><ofd:Page ID="3" BaseLoc="http://127.0.0.1:9/"/></ofd:Pages></ofd:Document>'
    )
    return {
        "ofd-entities.ofd": lambda: ofd(ofd_text("&e9;"), head=laughs("a")),
        "ofd-outside.ofd": lambda: ofd(ofd_text("&x;"), head=outside("a")),
        "ofd-repeat.ofd": lambda: ofd(ofd_text(deltas="g 2000000000 5")),
        "ofd-deltas.ofd": lambda: ofd(ofd_text(deltas="g g g -1 nan 1e400 g 5")),
        "ofd-deep.ofd": lambda: ofd(nested("ofd:PageBlock", ofd_text(), 20_000)),
        "ofd-box.ofd": lambda: ofd(ofd_text(size="1e300"), box="0 0 1e300 nan"),
        "ofd-box-short.ofd": lambda: ofd(ofd_text(size="-5"), box="7"),
        "ofd-pages.ofd": lambda: ofd(ofd_text(), pages=50_000),
        "ofd-turning.ofd": lambda: ofd(ofd_text(), document=turning),
        "ofd-no-pages.ofd": lambda: ofd("", pages=0),
    }


def files() -> dict[str, Build]:
    """All of them by name."""
    return containers() | docx_files() | odt_files() | sheet_files() | ofd_files()
