"""Small archives for the tests of datasets."""

from __future__ import annotations

from pathlib import Path

import reportparse as rp
from reportparse.store.build import Inputs, Watch, build
from reportparse.store.entries import Versions, versions_of

REPORTS = {
    "2019.txt": "柳溪县2019年民政工作总结\n一、社会救助\n2019年末,全县城市低保对象612户、980人,全年发放低保金402.50万元。"
    "农村低保对象1300户、2450人,全年发放低保金880.6万元。\n",
    "2020.txt": "柳溪县2020年民政工作总结\n一、社会救助\n2020年末,全县城市低保对象598户、951人,全年发放低保金0.04123亿元,"
    "同比增长2.4%。农村低保对象1280户、2399人,全年发放低保金901.25万元,其中价格临时补贴30万元。\n二、养老服务\n新增床位46张,约占目标的八成。\n",
    "2020半年.txt": "柳溪县2020年上半年民政工作总结\n一、社会救助\n截至6月底,全县城市低保对象605户、964人,1-6月发放低保金203.1万元。\n",
}


def make_archive(folder: Path, *names: str) -> Path:
    """Reports of one county, and a file that cannot be read."""
    folder.mkdir(exist_ok=True)
    for name in names or REPORTS:
        (folder / name).write_text(REPORTS[name], encoding="utf-8")
    (folder / "坏.txt").write_bytes(bytes(range(256)) * 8)
    return folder


def build_at(
    out: Path,
    archive: Path,
    *,
    versions: Versions | None = None,
    toolkit: rp.Toolkit | None = None,
    checks: bool = True,
) -> int:
    """A dataset of all files of a folder; how many of them were read, and not taken from an earlier run."""
    tools = toolkit or rp.Toolkit.default()
    counting = Counting(tools)
    files = tuple(sorted(archive.iterdir()))
    watch = Watch(lambda: None, lambda error: None)
    build(Inputs(files, (archive,)), out, counting.toolkit, versions or versions_of(), checks, watch)
    return counting.loads


class Counting:
    """A toolkit whose door counts the files that it reads whole."""

    def __init__(self, toolkit: rp.Toolkit) -> None:
        from dataclasses import replace

        self.loads = 0
        self._door = toolkit.door
        self.toolkit = replace(toolkit, door=self)  # type: ignore[arg-type]

    def load(self, source: Path, name: str | None = None):  # type: ignore[no-untyped-def]
        """As the door does."""
        document = self._door.load(source, name)
        self.loads += 1
        return document


def files_of(folder: Path) -> dict[str, bytes]:
    """All files of a dataset's folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
