"""Hostile .odt files: XML bombs, endless repeats, deep lists."""

from __future__ import annotations

from hostile_zip import TEXT, Build, laughs, nested, outside, packed, with_field

ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def odt(body: str, *, head: str = "", manifest: str = "") -> bytes:
    """An .odt of a body."""
    content = (
        f"{head}<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    return packed(members | ({"META-INF/manifest.xml": manifest} if manifest else {}))


def files() -> dict[str, Build]:
    """All of them by name."""
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
        "zip-spaces.odt": lambda: odt(f"<text:p>{TEXT}</text:p>" + " " * 50_000_000),
        "zip-encrypted-flag.odt": lambda: with_field(odt(f"<text:p>{TEXT}</text:p>"), 8, "<H", 1),
    }
