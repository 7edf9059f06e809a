"""Loaders, vocabulary and checks as one frozen value: what `parse` works with. Made once at the border, then passed down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reportparse.checks import Check, known_checks
from reportparse.loaders import Door
from reportparse.recognise.phrases import noun_phrase_cutter
from reportparse.recognise.units import UnitTable, load_units
from reportparse.rulebook import Rulebook, load_rulebook
from reportparse.weights import leaning_by, leanings_by


@dataclass(frozen=True, slots=True, eq=False)
class Toolkit:
    """What reads documents and what words mean. `Toolkit.default()` is the shipped one."""

    door: Door
    rules: Rulebook
    units: UnitTable
    unit_names: Mapping[str, tuple[str, str]]
    cut: Callable[[str], str]
    checks: Mapping[str, Check]
    lexicon: Path | None = None

    @staticmethod
    def default() -> Toolkit:
        """The toolkit with the shipped lexicon."""
        return _toolkit(None)

    @staticmethod
    def with_lexicon(path: Path | str) -> Toolkit:
        """The shipped toolkit with a user's own lexicon file over it; LexiconError says what is wrong with one."""
        return _toolkit(Path(path))

    def without_weights(self) -> Toolkit:
        """The same toolkit with rules alone: no learned weights stand beside them."""
        return replace(self, rules=replace(self.rules, stock_leaning=leaning_by({}), program_leanings=leanings_by({})))

    @property
    def can_be_made_anew(self) -> bool:
        """Whether another process can have the same one: it is the shipped one or that of a lexicon, and nobody changed it."""
        return _toolkit(self.lexicon) is self


@cache
def _toolkit(lexicon: Path | None) -> Toolkit:
    rules = load_rulebook(lexicon)
    units = load_units(lexicon)
    return Toolkit(
        door=Door(),
        rules=rules,
        units=units,
        unit_names=named_units(units),
        cut=noun_phrase_cutter(word for rule in rules.programs.values() for word in rule.words if 2 <= len(word) <= 6),
        checks=known_checks(),
        lexicon=lexicon,
    )


def named_units(units: UnitTable) -> dict[str, tuple[str, str]]:
    """Plain form and measure of every unit as a table's header may print it, with 万, 千 and 亿 before it too."""
    named = {form: (unit.plain, unit.measure) for form, unit in units.report.units.items()}
    for form, (plain, measure) in list(named.items()):
        for scale in ("万", "千", "亿", "百万", "千万"):
            named.setdefault(scale + form, (scale + plain, measure))
    return named
