"""Cross-checks of a dataset by several processes: the same findings, whatever becomes of a worker."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from many_documents import content, make_archive

import reportparse as rp
from reportparse.pool import Limits
from reportparse.scale import checking
from reportparse.store.build import Inputs, Watch, build
from reportparse.store.entries import versions_of
from reportparse.toolkit import Toolkit

pytestmark = pytest.mark.skipif(os.name != "posix", reason="more than one job takes fork")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Several places, of which some contradict themselves."""
    folder = make_archive(tmp_path_factory.mktemp("checking") / "archive", 8)
    for n, place in enumerate(("白石县", "青杨县", "红枫区")):
        for year in (2018, 2019):
            text = (
                f"{place}{year}年民政工作总结\n{year}年末,城市低保对象{500 + n}户、{90 + n}人,发放低保金{year}万元。\n"
            )
            (folder / f"{place}{year}.txt").write_text(text, encoding="utf-8")
    return folder


def built(archive: Path, out: Path, jobs: int) -> Path:
    judges = checking.checks_by_processes(jobs) if jobs > 1 else None
    inputs = Inputs(tuple(sorted(archive.iterdir())), (archive,))
    watch = Watch(lambda: None, lambda error: None)
    build(inputs, out, Toolkit.default(), versions_of(), True, watch, judges=judges)
    return out


def test_findings_are_the_same_by_any_number_of_processes(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "WORTH_IT", 1)
    alone = built(archive, tmp_path / "1", 1)
    assert rp.Dataset.open(alone).findings()
    monkeypatch.setattr(checking, "judged", lambda *_: pytest.fail("judged in this process"))
    assert content(built(archive, tmp_path / "2", 2)) == content(alone)
    assert not (tmp_path / "2" / ".drawer").exists()


def test_a_part_whose_worker_goes_away_is_judged_here(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "WORTH_IT", 1)
    monkeypatch.setattr(checking, "NO_LIMIT", Limits(seconds=0.0, most_seconds=0.0))  # no worker ever comes to its end
    assert content(built(archive, tmp_path / "2", 2)) == content(built(archive, tmp_path / "1", 1))


def test_few_reports_are_not_worth_a_process(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "Pool", lambda *_: pytest.fail("a pool was started"))
    built(archive, tmp_path / "2", 2)
