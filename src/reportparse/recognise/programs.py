"""Words of the lexicon in a text: one pass of an automaton, longest match first, then the few patterns with gaps."""

from __future__ import annotations

from bisect import bisect_left

from reportparse.model.mentions import ProgramMention
from reportparse.rulebook import Rulebook


def find_programs(folded: str, rules: Rulebook) -> list[ProgramMention]:
    """Every mention of a program, in order. A pattern with a gap (资助…参保) wins over plain words that it covers;
    its mention is the last of its words, where the phrase has said what it means."""
    codes, words = rules.codes, rules.words
    new = tuple.__new__  # past the constructor in Python: there are thousands of these
    plain = [
        new(ProgramMention, (start, end, codes[i], words[i]))
        for i, start, end in rules.automaton.find_matches_as_indexes(folded)
    ]
    wide = [
        (start, m.start(1), m.end(), rules.gaps[i][1], len(rules.gaps[i][0].pattern))
        for i, start, end in rules.gap_starts.find_matches_as_indexes(folded, overlapping=True)
        # the cheap look first: most starts (资助, 新建) have no last word in reach
        if folded.find(rules.gap_ends[i], end, end + rules.gap_reach) >= 0
        and (m := rules.gaps[i][0].match(folded, start))
    ]
    if not wide:
        return plain
    starts = [m.start for m in plain]
    covered: set[int] = set()
    for n_wide, (a, last_at, b, code, weight) in enumerate(wide):
        for n in range(bisect_left(starts, a), bisect_left(starts, b)):
            if plain[n].end <= b:
                covered.add(n)
            elif plain[n].start == last_at:  # 分散供养的五保|老人: its last word goes on as the longer plain one
                covered.add(n)
                wide[n_wide] = (a, last_at, plain[n].end, code, weight)
    kept = [m for n, m in enumerate(plain) if n not in covered]
    # of two that end alike the fuller pattern has the last word: 资助…参加…合作医疗 over 参加…合作医疗
    wide.sort(key=lambda w: (w[4], w[0]))
    last = {(at, end): ProgramMention(at, end, code, folded[start:end]) for start, at, end, code, _ in wide}
    return sorted([*kept, *last.values()])
