"""Hostile .docx files: XML bombs, deep and wide tables, loops of styles and numbers."""

from __future__ import annotations

from hostile_zip import OFFICE, PACKAGE, Build, W, docx, docx_members, laughs, nested, outside, packed, para


def table(inner: str, cell_properties: str = "") -> str:
    """A table of one cell around something."""
    return f"<w:tbl><w:tr><w:tc><w:tcPr>{cell_properties}</w:tcPr>{inner}</w:tc></w:tr></w:tbl>"


def nested_tables(depth: int) -> str:
    """Tables in tables in tables."""
    whole = para()
    for _ in range(depth):
        whole = table(whole + "<w:p/>")
    return whole


def files() -> dict[str, Build]:
    """All of them by name."""
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
