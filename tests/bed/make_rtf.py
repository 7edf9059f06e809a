"""RTF files as Word and WPS write them in China: text as GBK bytes, one \\'hh each, and every feature that archives hold.

    python tests/bed/make_rtf.py

Writes tests/bed/rtf/*.rtf. Nothing but Python is needed, and the files come out the same each time. Files that
LibreOffice wrote lie in tests/bed/corpus.
"""

from __future__ import annotations

from pathlib import Path

BED = Path(__file__).resolve().parent / "rtf"

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5{\*\falt SimSun};}"
    r"{\f2\fnil\fcharset136 MingLiU;}{\f3\fnil\fcharset2 Wingdings;}}"
)
STYLES = (
    r"{\stylesheet{\ql \snext0 Normal;}{\s1\outlinelevel0 \snext0 heading 1;}{\s2\outlinelevel1 \snext0 heading 2;}"
    r"{\s3 \snext0 \'b1\'ea\'cc\'e2 3;}{\s9 toc 1;}{\*\cs10 \additive Default Paragraph Font;}}"
)
JUNK = (
    r"{\colortbl;\red0\green0\blue0;}{\info{\title \'b4\'ed\'ce\'f3\'b1\'ea\'cc\'e2 9999}{\author \'c4\'b3}"
    r"{\creatim\yr2021\mo3\dy5}}{\*\generator Msftedit 5.41;}{\*\rsidtbl \rsid12345}"
)


def gbk(text: str) -> str:
    r"""Text with everything beyond ASCII as \'hh in GBK, and the signs of RTF itself behind a backslash."""
    return "".join(
        ("\\" + sign if sign in "\\{}" else sign)
        if sign.isascii()
        else "".join(f"\\'{byte:02x}" for byte in sign.encode("gbk"))
        for sign in text
    )


def uni(text: str, *, repeat: str = "?") -> str:
    r"""Text with everything beyond ASCII as \uN, each followed by what old programs show instead."""
    units = text.encode("utf-16-le")
    codes = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    return "".join(chr(code) if 0 <= code < 128 else f"\\u{code}{repeat}" for code in codes)


def par(text: str, setup: str = "") -> str:
    """A paragraph in the Chinese font; `text` is written already."""
    return rf"\pard\plain {setup}\f1\fs32 {text}\par" + "\r\n"


def row(cells: list[tuple[str, int, str]], *, header: bool = False) -> str:
    """A row of (text, right edge, merging), as Word writes it: the definition before and after the cells."""
    mark = r"\trhdr" if header else ""
    definition = rf"\trowd\trgaph108\trleft0{mark}" + "".join(
        rf"{flags}\clvertalc\cellx{edge}" for _, edge, flags in cells
    )
    texts = "".join(rf"\pard\plain \intbl\f1 {gbk(text)}\cell" for text, _, _ in cells)
    return rf"{definition}{texts}\pard\plain \intbl{{{definition}\row}}" + "\r\n"


def document(body: str, *, page: str = r"\ansicpg936", extra: str = "") -> bytes:
    """A whole file."""
    head = rf"{{\rtf1\ansi{page}\deff0\deflang1033\deflangfe2052{FONTS}{STYLES}{JUNK}{extra}"
    return (head + "\r\n" + body + "}").encode("ascii")


def word() -> bytes:
    """Headings, printed list numbers, changes, notes, fields, a text box, merged and nested tables."""
    lists = r"{\listtext\pard\plain\f1 "
    body = (
        r"{\header \pard\plain\f1 "
        + gbk("内部资料")
        + r"\par}{\footer \pard\plain {\field{\*\fldinst PAGE}{\fldrslt 3}}\par}"
    )
    body += par(gbk("云溪县民政局2019年工作总结"), r"\s0\qc")
    body += par(gbk("一、社会救助") + r"\tab 2", r"\s9")
    body += lists + gbk("一、") + r"\tab}" + par(gbk("社会救助"), r"\s1\ls1")
    body += par(
        gbk("全年保障低保对象")
        + r"{\deleted\revauthdel1 980}{\revised\revauth1 1080}"
        + gbk("户")
        + r"{\super\chftn}{\footnote \pard\plain\s4{\super\chftn}\f1 "
        + gbk("截至2019年12月底。")
        + r"}"
        + gbk("、2315人")
        + r"{\v "
        + gbk("隐藏7777人")
        + r"},{\field{\*\fldinst QUOTE 1}{\fldrslt "
        + gbk("发放低保金612.4万元")
        + r"}}"
        + gbk("。")
        + r"{\*\annotation\pard\plain\f1 "
        + gbk("请核对户数")
        + r"}"
    )
    body += lists + r"1.\tab}" + par(gbk("新增86户;"), r"\ls2\ilvl0")
    body += lists + gbk("①") + r"\tab}" + par(gbk("其中城市12户;"), r"\ls2\ilvl1")
    body += r"{\pntext\f3\'6c\tab}{\*\pn\pnlvlblt{\pntxtb\'6c}}" + par(gbk("退出41户。"))
    body += par(
        gbk("联系方式见右。")
        + r"{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard\plain\f1 "
        + gbk("联系电话:12349")
        + r"\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext\pard\plain\f1 "
        + gbk("联系电话:12349")
        + r"\par}}}}"
    )
    body += par(gbk("附表 单位:万元") + r"{\pict\wmetafile8\picw100 0102030405}{\*\objdata 0105}")
    body += row([("项目", 2000, r"\clvmgf"), ("资金", 4000, r"\clmgf"), ("", 6000, r"\clmrg")], header=True)
    body += row([("", 2000, r"\clvmrg"), ("2018年", 4000, ""), ("2019年", 6000, "")], header=True)
    body += row([("低保", 2000, ""), ("598.2", 4000, ""), ("612.4", 6000, "")])
    body += row([("合计", 4000, ""), ("1,210.6", 6000, "")])
    nested = (
        rf"\trowd\cellx3000\cellx8000\pard\intbl\itap1\f1 {gbk('内含表')}\cell"
        rf"\pard\intbl\itap2\f1 {gbk('甲')}\nestcell 12\nestcell"
        r"{\*\nesttableprops\trowd\cellx4000\cellx6000\nestrow}{\nonesttables\par}"
        rf"\pard\intbl\itap1\f1 {gbk('止')}\cell\row" + "\r\n"
    )
    body += par(gbk("又一表:")) + nested + par(gbk("二、养老服务"), r"\s1")
    body += par(
        gbk("1月") + r"\~" + r"{\upr{\'3f}{\*\ud " + uni("新建") + r"}}" + gbk("站点4个") + r"\line " + gbk("床位5张。")
    )
    return document(body)


def wps() -> bytes:
    """What WPS and small tools get wrong: a western font with GBK bytes, a repeat too long, numbers not printed."""
    lists = (
        r"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc39\levelstartat1\levelfollow0{\leveltext\'02\'00"
        + gbk("、")
        + r";}{\levelnumbers\'01;}}{\listlevel\levelnfc0\levelstartat1{\leveltext\'02\'01.;}{\levelnumbers\'01;}}"
        r"\listid77}}{\*\listoverridetable{\listoverride\listid77\listoverridecount0\ls1}}"
    )
    body = par(gbk("禾阳区民政局总结").replace(r"\f1", ""))
    body += rf"\pard\plain\f0 {gbk('全区低保3126户、')}" + r"{\uc1 " + uni("发放", repeat="?") + "}"
    body += r"{\uc1 " + "".join(uni(sign, repeat=gbk(sign)) for sign in "低保") + "}"
    body += (
        r"{\uc2 "
        + "".join(uni(sign, repeat=gbk(sign)) for sign in "资金")
        + "}"
        + gbk("1842.7万元。")
        + r"\par"
        + "\r\n"
    )
    body += par(r"\u-10180?\u-8507?" + gbk("结束"))
    body += (
        par(gbk("救助工作"), r"\ls1\ilvl0")
        + par(gbk("救助45人;"), r"\ls1\ilvl1")
        + par(gbk("支出6万元。"), r"\ls1\ilvl1")
    )
    body += par(gbk("养老工作"), r"\ls1\ilvl0")
    body += r"{\pard\plain\f2 " + "".join(f"\\'{byte:02x}" for byte in "臺灣繁體".encode("big5")) + r"\par}"
    # A row without \intbl, and one that the file gives no edges for.
    body += rf"\trowd\cellx1000\cellx2000\pard\f1 {gbk('户数')}\cell 35\cell\row\trowd\pard {gbk('人数')}\cell 62\cell\row\pard"
    return document(body, page=r"\ansicpg1252", extra=lists)


def main() -> None:
    """Writes the files."""
    BED.mkdir(exist_ok=True)
    for name, data in (("word_gbk", word()), ("wps_gbk", wps())):
        (BED / f"{name}.rtf").write_bytes(data)


if __name__ == "__main__":
    main()
