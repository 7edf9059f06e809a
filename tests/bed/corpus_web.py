"""A document of the corpus as a government site serves it, and as a browser saves that page."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from corpus_parts import PLANS, Part, is_band

PAGE = """<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{title} - {site}</title>
<style>.TRS_Editor p {{ line-height: 2; text-indent: 2em }} table {{ border-collapse: collapse }}</style>
<script>var hits = 1024; document.title = document.title + "";</script>
</head>
<body>
<div class="header"><h2>{site}门户网站</h2>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/tjsj/">统计数据</a></li></ul></div>
<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 正文</div>
<div class="article">
<h1>{title}</h1>
<div class="TRS_Editor">
{body}
</div>
</div>
<div class="related"><h3>相关链接</h3><ul><li><a href="/a1.html">民政服务热线</a></li><li><a href="/a2.html">办事指南</a></li></ul></div>
<div class="footer">主办：{site} 版权所有 <a href="/map">网站地图</a></div>
</body>
</html>
"""


def write_page(name: str, parts: Sequence[Part], path: Path) -> None:
    """The document as a page of a site, with the site's own text around it."""
    body = "\n".join(page_part(part) for part in parts[1:])
    encoding = PLANS[name].web_page
    charset = "gb2312" if encoding == "gb18030" else encoding
    title = html.escape(parts[0].text)
    page = PAGE.format(charset=charset, title=title, site=PLANS[name].header, body=body)
    path.write_bytes(page.encode(encoding))


def page_part(part: Part) -> str:
    """A block as HTML."""
    if part.kind == "table":
        return "<table border=1>\n" + "\n".join(page_row(row, i == 0) for i, row in enumerate(part.rows)) + "\n</table>"
    text = html.escape(part.printed, quote=False).replace("  ", "&nbsp; ")
    if part.kind == "heading":
        return f"<p><strong>{text}</strong></p>"
    return f"<p>{text}</p>"


def page_row(row: Sequence[str], head: bool) -> str:
    """A row of a table as HTML."""
    if is_band(row):
        return f"<tr><td colspan={len(row)}>{html.escape(row[0])}</td></tr>"
    tag = "th" if head else "td"
    return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row) + "</tr>"


def write_archive(page: Path, path: Path) -> None:
    """The page as a browser saves it with all that belongs to it: one part of HTML, one of style."""
    from email import policy
    from email.message import MIMEPart

    html_part, style_part, whole = MIMEPart(policy.SMTP), MIMEPart(policy.SMTP), MIMEPart(policy.SMTP)
    html_part.set_content(page.read_bytes(), maintype="text", subtype="html", cte="base64")
    html_part["Content-Location"] = "http://mz.example/2024/t1.html"
    style_part.set_content("td { border: 1px solid #1234ab }", subtype="css", cte="quoted-printable")
    style_part["Content-Location"] = "http://mz.example/style.css"
    whole["From"] = "<Saved by a browser>"
    whole["Subject"] = page.stem
    whole["MIME-Version"] = "1.0"
    whole["Content-Type"] = 'multipart/related; type="text/html"; boundary="----=_Part_of_the_bed"'
    whole.attach(html_part)
    whole.attach(style_part)
    path.write_bytes(whole.as_bytes())
