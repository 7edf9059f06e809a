"""Words of the lexicon in a text: one pass of an automaton, longest match first, then the few patterns with gaps."""

from __future__ import annotations

from reportparse.model.mentions import ProgramMention
from reportparse.rulebook import Rulebook

def find_programs(folded: str, rules: Rulebook) -> list[ProgramMention]:
    """Every mention of a program, in order. A pattern with a gap (资助…参保) wins over plain words that it covers."""
    plain = [
        ProgramMention(start, end, rules.codes[i], rules.words[i])
        for i, start, end in rules.automaton.find_matches_as_indexes(folded)
    ]
    wide = [ProgramMention(m.start(), m.end(), code, m.group()) for gap, code in rules.gaps for m in gap.finditer(folded)]
    if not wide:
        return plain
    wide.sort(key=lambda m: (m.start, -m.end))
    kept = [m for m in plain if not any(w.start <= m.start and m.end <= w.end for w in wide)]
    return sorted(kept + wide)
