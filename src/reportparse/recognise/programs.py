"""Words of the lexicon in a text: one pass of an automaton, longest match first, then the few patterns with gaps."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from reportparse.model.mentions import ProgramMention
from reportparse.rulebook import Rulebook


def find_programs(folded: str, rules: Rulebook) -> list[ProgramMention]:
    """Every mention of a program, in order. A pattern with a gap (资助…参保) wins over plain words that it covers;
    its mention is the last of its words, where the phrase has said what it means."""
    codes, words = rules.codes, rules.words
    plain = [
        ProgramMention(start, end, codes[i], words[i])
        for i, start, end in rules.automaton.find_matches_as_indexes(folded)
    ]
    gaps, ends, reach = rules.gaps, rules.gap_ends, rules.gap_reach
    wide: list[tuple[int, int, int, str, int]] = []
    for i, start, end in rules.gap_starts.find_matches_as_indexes(folded, overlapping=True):
        window = folded[end : end + reach]
        for n, last_word in ends[i]:
            # the cheap look first: most starts (资助, 新建) have no last word in reach
            if last_word in window and (m := gaps[n][0].match(folded, start)):
                wide.append((start, m.start(1), m.end(), gaps[n][1], len(gaps[n][0].pattern)))
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
    last = {end: ProgramMention(at, end, code, folded[start:end]) for start, at, end, code, _ in wide}
    return sorted([*kept, *last.values()], key=attrgetter("start", "end"))
