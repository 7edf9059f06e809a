"""A browser and pages in it, for tests that need one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import Open, Opened, browser
from made import page_of, series_entries

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for one module: while playwright runs, no other test can have an event loop of its own."""
    with browser() as running:
        yield running


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens pages; none may say an error or ask for anything but itself."""
    contexts: list[BrowserContext] = []
    pages: list[Opened] = []

    def go(content: str | bytes, width: int = 1440, height: int = 900, before: str = "", **context: Any) -> Opened:
        path = tmp_path / f"{len(pages)}.html"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        contexts.append(chromium.new_context(viewport={"width": width, "height": height}, **context))
        if before:
            contexts[-1].add_init_script(before)
        pages.append(Opened(contexts[-1].new_page()))
        pages[-1].go(path)
        return pages[-1]

    yield go
    for one in pages:
        assert one.faults == []
        assert [url for url in one.asked if not url.startswith(("file://", "data:", "blob:null/"))] == []
        assert len({url for url in one.asked if url.startswith("file://")}) == 1
    for one in contexts:
        one.close()


@pytest.fixture(scope="session")
def series() -> str:
    return page_of(series_entries())
