"""Patches -> a dataset that holds them. All of what is given is taken, or nothing; a patch that is there already changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from reportparse.decisions.applying import Reviews
from reportparse.decisions.patch import PatchError, check_programs, newly, read_patch, with_who
from reportparse.decisions.placing import Placed
from reportparse.model.patch import LONGEST, Patch
from reportparse.store.backends import Backend, backend_of, is_folder_dataset
from reportparse.store.build import is_file_form, shelf_of, write
from reportparse.store.collect import Collection, Known, keep_entries
from reportparse.store.entries import Versions, versions_of
from reportparse.store.folder import known_before
from reportparse.store.forms import WITH_DECISIONS
from reportparse.store.restored import restored_checked
from reportparse.store.reviewed import NotHere, reviews_in
from reportparse.store.shelf import Shelf
from reportparse.toolkit import Toolkit


class Applied(NamedTuple):
    """What became of some patches: how many decisions were new, how many were there before, and those without a place
    among the new ones and the old."""

    new: int
    known: int
    unplaced: tuple[Placed, ...]

    def told(self) -> dict[str, Any]:
        """The same as plain data, for programs and for the page."""
        unplaced = [
            {
                "review": one.number + 1,
                "document": one.decision.document,
                "quoted": one.decision.quotation.exact,
                "state": one.state,
                "reason": one.reason,
            }
            for one in self.unplaced
        ]
        return {"applied": self.new, "known": self.known, "unplaced": unplaced}


def patch_at(path: Path, toolkit: Toolkit, who: str = "") -> Patch:
    """The patch in a file; PatchError with one line where it cannot be used."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PatchError(f"{path}: it cannot be opened ({error.strerror}); check the path") from None
    return patch_in(data, str(path), toolkit, who)


def patch_in(data: bytes, name: str, toolkit: Toolkit, who: str = "") -> Patch:
    """The patch in some bytes, with a name where it names nobody."""
    if len(who) > LONGEST:
        raise PatchError(f"{name}: the name of who decided has {len(who):,} characters; give a shorter one")
    patch = read_patch(data, name)
    check_programs(patch, name, toolkit.rules.programs)
    return with_who(patch, who)


def apply(patches: Iterable[Patch], out: Path, toolkit: Toolkit) -> Applied:
    """Add decisions to a dataset and make its tables anew. Raises InUse where another run is writing it."""
    told = [decision for patch in patches for decision in patch.decisions]
    _make_sure_it_holds_them(out)
    with shelf_of(out) as shelf:
        base = backend_of(out)
        before = base.decisions()
        new = newly(told, before)
        if new:
            known = _known(base, out, shelf)
            checked = restored_checked(base.rows)
            collection = Collection(
                shelf, known, _versions(known), checked if checked.relations else None, (*before, *new)
            )
            write(collection, out, toolkit)
            reviews = collection.reviews
        else:
            reviews = reviews_in(base)
    return Applied(len(new), len(told) - len(new), unplaced_of(reviews))


def unplaced_of(reviews: Reviews) -> tuple[Placed, ...]:
    """The decisions that have no figure today."""
    return tuple(one for one in reviews.placed if one.statistic is None)


def holds_decisions(out: Path) -> bool:
    """Whether the form of a dataset has room for decisions."""
    return not is_file_form(out) or out.suffix.lower() in WITH_DECISIONS


def _make_sure_it_holds_them(out: Path) -> None:
    """NoDataset where there is none; NotHere where its form has no room for decisions. A folder that a run left on the way
    is one: it is completed first."""
    if not (out.is_dir() and is_folder_dataset(out)):
        backend_of(out)
    if not holds_decisions(out):
        raise NotHere(
            f"{out}: a {out.suffix.lower()} file does not hold decisions; apply them to the folder, .zip, .duckdb or "
            ".xlsx that it was made from"
        )


def _known(base: Backend, out: Path, shelf: Shelf) -> tuple[Known, ...]:
    if is_file_form(out):
        return tuple(sorted(keep_entries(base.entries(), shelf, versions_of())))
    return tuple(sorted(known_before(out)))


def _versions(known: Iterable[Known]) -> Versions:
    """What made the tables: those that all documents were read with, where they are the same."""
    found = {one.versions for one in known if one.versions}
    return found.pop() if len(found) == 1 else versions_of()
