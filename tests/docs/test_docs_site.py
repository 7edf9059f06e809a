"""The site as built: nothing is taken from another server, both languages are there, Chinese words can be searched for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from blocks import ROOT
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.skipif(
    not all(find_spec(name) for name in ("mkdocs", "material", "mkdocs_static_i18n")),
    reason="the site is made by the extra docs: pip install -e '.[docs]'",
)
LOADING = ("script[src]", "link[href]", "img[src]", "iframe[src]", "source[src]", "object[data]", "embed[src]")
TAKEN = re.compile(r"url\(\s*['\"]?(?:https?:)?//|@import\s+['\"]?(?:https?:)?//", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly: a link that leads nowhere ends the build."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"}
    built = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert built.returncode == 0, built.stderr
    return folder


def outside(page: str) -> list[str]:
    """What a page takes from elsewhere when it is opened. A link that a reader may follow is none."""
    tree = LexborHTMLParser(page)
    taken = []
    for selector in LOADING:
        attribute = selector.partition("[")[2].rstrip("]")
        for node in tree.css(selector):
            address = node.attributes.get(attribute) or ""
            followed = (node.attributes.get("rel") or "") in ("canonical", "next", "prev", "alternate")
            if re.match(r"(?:https?:)?//", address) and not followed:
                taken.append(address)
    return taken + [found[0] for style in tree.css("style") for found in TAKEN.finditer(style.text())]


def test_no_page_takes_anything_from_another_server(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 40
    assert {page.name: outside(page.read_text("utf-8")) for page in pages if outside(page.read_text("utf-8"))} == {}
    for style in site.rglob("*.css"):
        assert not TAKEN.search(style.read_text("utf-8")), style.name


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://unpkg.com/x"></script>',
        '<link rel="stylesheet" href="//fonts.googleapis.com/css">',
        '<img src="http://example.com/a.png">',
        "<style>@import '//example.com/a.css'</style>",
    ],
)
def test_what_is_taken_from_elsewhere_is_seen(page: str) -> None:
    assert outside(page)


def test_every_page_is_there_in_both_languages(site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs").as_posix()
        if not name.endswith(".zh.md"):
            built = name.removesuffix(".md") + ".html"
            assert (site / built).exists() and (site / "zh" / built).exists()
    assert 'lang="zh"' in (site / "zh" / "index.html").read_text("utf-8")


def test_chinese_is_cut_into_words_for_the_search(site: Path) -> None:
    told = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert "\\u200b" in told["config"]["separator"]
    text = " ".join(entry["title"] + entry["text"] for entry in told["docs"] if entry["location"].startswith("zh/"))
    words = set(re.split(told["config"]["separator"], text))
    assert {"时点数", "逐年表", "复核", "人次"} <= words
