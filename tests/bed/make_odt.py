"""Writes tests/bed/odt/features.odt and features.fodt: one text with what the format can do.

    python tests/bed/make_odt.py

Written by hand, so that each feature is there in its plainest form; the corpus's .odt files come from LibreOffice.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

BED = Path(__file__).resolve().parent / "odt"
FIXED_DATE = (2024, 1, 1, 0, 0, 0)
MIME = "application/vnd.oasis.opendocument.text"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{short}="{_URN}:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("manifest", "manifest"),
    )
) + ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'  # fmt: skip
NAMESPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'

STYLES = """
<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Gone" style:family="paragraph" style:parent-style-name="HiddenBase"/>
<style:style style:name="HiddenBase" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="Chinese">
 <text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
 <text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/>
 <text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="." text:start-value="3"/>
 <text:list-level-style-number text:level="4" style:num-format="①, ②, ③, ..."/>
</text:list-style>
<text:list-style style:name="Decimal">
 <text:list-level-style-number text:level="1" style:num-format="1"/>
 <text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
</text:list-style>
<text:list-style style:name="Pattern">
 <text:list-level-style-number text:level="1" style:num-format="1" loext:num-list-format="第%1%条" style:num-suffix="条"/>
</text:list-style>
<text:list-style style:name="Bullet"><text:list-level-style-bullet text:level="1" text:bullet-char="&#xF0B7;"/></text:list-style>
"""

NAMED = """
<text:outline-style style:name="Outline">
 <text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
 <text:outline-level-style text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="(" style:num-suffix=")"/>
</text:outline-style>
"""

MASTER = """
<style:master-page style:name="Standard"><style:header><text:p>云岭区民政局文件</text:p></style:header>
<style:footer><text:p>第<text:page-number text:select-page="current">3</text:page-number>页</text:p></style:footer>
</style:master-page>
"""

BODY = """
<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><office:change-info/>
<text:p>删去的980万元</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:sequence-decls/>
<text:p>云岭区民政局2020年工作总结</text:p>
<text:table-of-content><text:index-body><text:index-title><text:p>目录</text:p></text:index-title>
<text:p>一、社会救助<text:tab/>7</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level="1">社会救助</text:h>
<text:h text:outline-level="2">城乡低保</text:h>
<text:p>全年发放低保金<text:change-start text:change-id="ct2"/>1080<text:change-end text:change-id="ct2"/><text:change
 text:change-id="ct1"/>万元，惠及<text:span text:style-name="Hidden">99999</text:span>2146人<text:note text:id="n1"
 text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>不含特困人员。</text:p>
</text:note-body></text:note>，月均<office:annotation><dc:creator>甲</dc:creator><text:p>请核对</text:p></office:annotation>350元。</text:p>
<text:p text:style-name="Gone">看不见的77777元</text:p>
<text:h text:outline-level="2">临时救助</text:h>
<text:p>城市<text:tab/>120户<text:line-break/>农村<text:s text:c="3"/>85户
   和<text:span>  乡镇 </text:span> 12户<draw:frame text:anchor-type="paragraph"><draw:text-box><text:p>文本框：另有6户待审。</text:p>
</draw:text-box></draw:frame></text:p>
<text:h text:outline-level="1">养老服务</text:h>
<text:list text:style-name="Chinese" xml:id="l1"><text:list-item><text:p>新建养老机构3家</text:p>
 <text:list><text:list-item><text:p>公办2家</text:p><text:p>其中改造1家</text:p>
  <text:list><text:list-item><text:p>投入500万元</text:p>
   <text:list><text:list-item><text:p>省级200万元</text:p></text:list-item></text:list></text:list-item></text:list>
 </text:list-item><text:list-item><text:p>民办1家</text:p></text:list-item></text:list></text:list-item>
 <text:list-item><text:p>新增床位310张</text:p></text:list-item></text:list>
<text:p>中间一段。</text:p>
<text:list text:style-name="Chinese" text:continue-list="l1"><text:list-item><text:p>助餐点52个</text:p></text:list-item></text:list>
<text:list text:style-name="Decimal"><text:list-item text:start-value="4"><text:p>2020年目标</text:p>
 <text:list><text:list-item><text:p>床位5236张</text:p></text:list-item></text:list></text:list-item></text:list>
<text:list text:style-name="Pattern"><text:list-item><text:p>职责</text:p></text:list-item></text:list>
<text:list text:style-name="Bullet"><text:list-item><text:p>圆点项</text:p></text:list-item></text:list>
<table:table table:name="t1"><table:table-column table:number-columns-repeated="4"/>
<table:table-header-rows><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>镇街</text:p></table:table-cell>
<table:table-cell table:number-columns-spanned="2"><text:p>城市</text:p></table:table-cell><table:covered-table-cell/>
<table:table-cell><text:p>备注</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell><text:p>户数</text:p></table:table-cell><table:table-cell>
<text:p>人数</text:p></table:table-cell><table:table-cell/></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell><text:p>松岗镇</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2">
<text:p>96</text:p></table:table-cell><table:table-cell><text:p>两行</text:p><text:p>文字</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>
<text:section text:display="none" text:name="s"><text:p>隐藏节88888</text:p></text:section>
<text:section text:name="s2"><text:p>节内文字。</text:p></text:section>
<text:p>完。</text:p>
"""


def content() -> str:
    """content.xml."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{BODY}</office:text></office:body></office:document-content>"
    )


def styles() -> str:
    """styles.xml."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles {NAMESPACES} office:version="1.3">'
        f'<office:styles>{NAMED}</office:styles><office:automatic-styles><style:page-layout style:name="pm1"/>'
        f"</office:automatic-styles><office:master-styles>{MASTER}</office:master-styles></office:document-styles>"
    )


def flat() -> str:
    """The same in one XML file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {NAMESPACES} office:version="1.3" '
        f'office:mimetype="{MIME}"><office:styles>{NAMED}</office:styles>'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:master-styles>{MASTER}</office:master-styles>"
        f"<office:body><office:text>{BODY}</office:text></office:body></office:document>"
    )


def packed(members: dict[str, str]) -> bytes:
    """An OpenDocument package."""
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in members
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest {NAMESPACES} manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>{listed}</manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", FIXED_DATE), MIME)
        for name, text in (members | {"META-INF/manifest.xml": manifest}).items():
            info = zipfile.ZipInfo(name, FIXED_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return out.getvalue()


def main() -> None:
    """Both files."""
    BED.mkdir(exist_ok=True)
    (BED / "features.odt").write_bytes(packed({"content.xml": content(), "styles.xml": styles()}))
    (BED / "features.fodt").write_text(flat(), encoding="utf-8")


if __name__ == "__main__":
    main()
