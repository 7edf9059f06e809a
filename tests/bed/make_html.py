"""Web pages as archives hold them: a portal's article with a false charset, a short notice, pages saved by Word and
Excel, web archives.

    python tests/bed/make_html.py

Writes tests/bed/html/*. Nothing but Python is needed, and the files come out the same each time. Pages that
LibreOffice wrote lie in tests/bed/corpus.
"""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

BED = Path(__file__).resolve().parent / "html"

MENU = '<div class="menu"><ul>' + "".join(f'<li><a href="/{i}">{t}</a></li>' for i, t in enumerate(
    ("首页", "政务公开", "办事服务", "互动交流"))) + "</ul></div>"  # fmt: skip
FOOT = '<div class="foot">主办单位:云溪县人民政府 网站标识码1234567890 ICP备05001234号</div>'

PORTAL = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>云溪县民政局2019年工作总结_云溪县人民政府门户网站</title>
<script>var hits = "<div>8888次</div>";</script><style>.a{{color:red}}</style></head><body>{MENU}
<div class="location">您现在的位置:<a href="/">首页</a> &gt; <a href="/zj">工作总结</a></div>
<div class="wrap"><h1>云溪县民政局2019年工作总结</h1>
<div class="info">发布时间:2020-01-08&nbsp;来源:县民政局&nbsp;浏览次数:1024次 字体:[大 中 小]</div>
<div class="TRS_Editor"><!-- 9999 --><p>&nbsp;&nbsp;&nbsp;&nbsp;全年保障低保对象<b>1</b><span>080户</span>、2315人<sup>[1]</sup>,共100<sup>2</sup>户。</p>
<h2>一、社会救助</h2><p>救助315人次;<br>支出48.6万元。</p>
<ol style="list-style-type: cjk-ideographic" start="2"><li>新增86户<li value="4"><p>退出41户</p></ol>
<ol type="a"><li>甲项<ol type="I"><li>乙项</ol></ol><ol><li>1.自己写的号</ol>
<p style="display:none">隐藏7777人</p><ruby>云<rt>yún</rt></ruby>溪<img alt="图中5555" src="a.png">
<table><tr><td><table border="1"><caption>附表 单位:万元</caption><thead><tr><th rowspan="9">项目<th colspan="2">资金
<tr><th>2018年<th>2019年</thead><tr><td>低保<td>598.2<td>612.4<tr><td>合计<td colspan="99999">1,210.6</table></td></tr></table>
<div class="pages">第1页 共3页 <a href="2">上一页</a> <a href="3">下一页</a></div>
<p>上一篇:<a href="/x">另一则消息</a></p></div>
<div class="bdsharebuttonbox"><a href="#">微信</a></div></div>{FOOT}</body></html>"""

NOTICE = f"""<html><head><title>关于暂停办理婚姻登记的通知-云溪县民政局</title></head><body>{MENU}
<div class="box"><h3>关于暂停办理婚姻登记的通知</h3><div><p>因系统升级,5月6日暂停办理1天。</p></div>
<p align="right">云溪县民政局</p><p align="right">2019年5月5日</p></div>
<ul><li><a href="1">更多通知之一及其他</a></li><li><a href="2">更多通知之二及其他</a></li><li><a href="3">更多通知之三</a></li></ul>
{FOOT}</body></html>"""

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 11">
<title>2015年旧文件名</title></head><body lang=ZH-CN><div class=Section1>
<p class=MsoNormal align=center>云溪县民政局<span lang=EN-US>2019</span>年工作总结</p>
<p class=MsoToc1>一、社会救助<span style='mso-tab-count:1 dotted'>. </span>2</p>
<h1><![if !supportLists]><span style='mso-list:Ignore'>一、<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>社会救助</h1>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>新增<span
lang=EN-US>86</span>户;<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='font-family:Wingdings;mso-list:Ignore'>l<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>退出<del cite="mailto:x">40</del><ins cite="mailto:x">41</ins>户<a
href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>。</p>
<p class=MsoNormal>资金<span style='mso-tab-count:2'>&nbsp;&nbsp; </span><span lang=EN-US>48.6</span>万元<span style='mso-hide:all'>隐藏7777</span></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>户数</p></td><td><p class=MsoNormal>35</p></td></tr>
<tr><td><p class=MsoNormal>人数</p></td><td><p class=MsoNormal>62</p></td></tr></table></div>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>[1] 截至年底。</p></div></div>
<div style='mso-element:header' id=h1><p class=MsoHeader>内部资料</p></div></body></html>"""

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=Generator content="Microsoft Excel 11"></head>
<body><table border=0><tr><td colspan=253 class=xl24>低保情况表</td></tr>
<tr><td>地区</td><td>户数</td><td>比上年</td></tr><tr><td>东街</td><td x:num="1234.5">1,234.50</td><td x:num="0.036">3.6%</td></tr>
<tr style='display:none'><td>西街</td><td>1</td><td>2</td></tr>
<tr><td>合计</td><td>1,234.50</td><td></td></tr></table></body></html>"""


def archive(parts: list[tuple[str, str, bytes]]) -> bytes:
    """A web archive of (content type, encoding of the transfer, data)."""
    head = b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--=_a"\r\n\r\n'
    for kind, transfer, data in parts:
        coded = quopri.encodestring(data) if transfer == "quoted-printable" else base64.encodebytes(data)
        head += (
            f"----=_a\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n".encode()
            + coded
            + b"\r\n"
        )
    return head + b"----=_a--\r\n"


def main() -> None:
    """Writes the files."""
    BED.mkdir(exist_ok=True)
    frames = '<html><frameset rows="*"><frame src="sheet1.htm"></frameset></html>'
    files = {
        "portal_false_charset.html": PORTAL.encode("gb18030"),
        "notice.html": NOTICE.encode(),
        "word_gbk.doc": WORD.encode("gb18030"),
        "excel.xls": EXCEL.encode(),
        "portal.mht": archive([
            ('text/html; charset="gb2312"', "quoted-printable", PORTAL.encode("gb18030")),
            ("image/png", "base64", b"\x89PNG"),
            ('text/html; charset="gb2312"', "quoted-printable", "<p>广告8888</p>".encode("gb18030")),
        ]),
        "workbook.mht": archive([
            ('text/html; charset="utf-8"', "quoted-printable", frames.encode()),
            ('text/html; charset="utf-8"', "base64", EXCEL.encode()),
        ]),
    }  # fmt: skip
    for name, data in files.items():
        (BED / name).write_bytes(data)


if __name__ == "__main__":
    main()
