"""Clean series of reports made up from a seed, and faults planted into them: what checks.py and the tests measure with.

A county's six annual reports as Reports, not as texts: what is measured is the checks, not the reading. Values walk by a
few per cent a year, money is rounded to 0.1 万元 after it was added up, growth to 0.1%, as offices do.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

import reportparse as rp
from reportparse.rulebook import load_rulebook

YEARS = range(2015, 2021)
TENTH = Decimal("0.1")
MEASURES = {"户": "households", "人": "persons", "人次": "person_times", "万元": "amount", "元": "amount", "%": "rate"}
FAULTS = ("drop a digit", "swap two", "x10", "x10,000", "one part changed")


class Planted(NamedTuple):
    """A fault: in which report, which figure, what it was and what it became."""

    report: int
    statistic: str
    before: str
    after: str


@dataclass
class Writer:
    """A report in the making: figures get places as if they stood in a text, so that near ones are near."""

    year: int
    place: str
    at: int = 0
    sentence: int = 0
    told: list[rp.Statistic] = field(default_factory=list)

    def stop(self) -> None:
        """The end of a sentence."""
        self.at += 20
        self.sentence = self.at

    def tell(self, program: str, value: Decimal | int, unit: str, subject: str = "", **fields: Any) -> str:
        """One figure; its id, for parts to name."""
        printed = Decimal(value)
        text = f"{printed}{unit}"
        rule = load_rulebook().programs[program]
        stock = fields.pop("stock", False)
        year = fields.pop("of_year", self.year)
        start, end = dt.date(year, 1, 1), fields.pop("end", dt.date(year, 12, 31))
        period = rp.Period(start=None if stock else start, end=end, kind="as_of" if stock else "flow")
        ident = f"s{len(self.told)}"
        self.told.append(
            rp.Statistic(
                id=ident,
                value=printed,
                unit=unit,
                measure=fields.pop("measure", MEASURES.get(unit, "count")),
                amount_wan=printed if unit == "万元" else printed / 10_000 if unit == "元" else None,
                program=rp.Program(code=program, name=rule.name),
                subject=subject or rule.name,
                period=period,
                region=self.place,
                evidence=rp.Evidence(
                    start=self.at + 4,
                    end=self.at + 4 + len(text),
                    text=text,
                    sentence=(self.sentence, self.sentence + 400),
                ),
                confidence=0.9,
                **fields,
            )
        )
        self.at += 4 + len(text)
        return ident

    def report(self) -> rp.Report:
        """The report."""
        name = f"{self.place}{self.year}.txt"
        return rp.Report(
            source=rp.Source(path=name, sha256=hashlib.sha256(name.encode()).hexdigest(), format="txt", bytes=1),
            title=f"{self.place}民政局{self.year}年工作总结",
            region=self.place,
            period=rp.ReportPeriod(start=dt.date(self.year, 1, 1), end=dt.date(self.year, 12, 31)),
            statistics=tuple(self.told),
        )


def walk(rng: Random, first: int, drift: float, swing: float) -> list[int]:
    """A whole number over the years; never the same twice in a row."""
    values = [first]
    for _ in YEARS[1:]:
        step = round(values[-1] * (1 + drift + rng.uniform(-swing, swing)))
        values.append(step + 1 if step == values[-1] else step)
    return values


def money(rng: Random, first: float, drift: float, swing: float) -> list[Decimal]:
    """Exact money over the years, in 万元 with four places."""
    values = [Decimal(round(first * 10_000))]
    for _ in YEARS[1:]:
        values.append((values[-1] * Decimal(str(round(1 + drift + rng.uniform(-swing, swing), 4)))).to_integral_value())
    return [v / 10_000 for v in values]


def shown(value: Decimal) -> Decimal:
    """As printed: one decimal."""
    return value.quantize(TENTH, ROUND_HALF_UP)


def growth(now: Decimal, before: Decimal) -> tuple[Decimal, str]:
    """A growth rate as printed, and its direction."""
    rate = shown((now / before - 1) * 100)
    return abs(rate), "down" if rate < 0 else "up"


def clean_series(seed: int, place: str = "") -> list[rp.Report]:
    """Six annual reports of one county in which everything agrees; its name is one of a few unless it is given."""
    rng = Random(seed)
    place = place or f"{'青白丹紫墨'[seed % 5]}{'溪岭川湖原'[seed // 5 % 5]}县"
    whole = {
        name: walk(rng, rng.randint(low, high), drift, 0.04)
        for name, low, high, drift in (
            ("urban", 900, 2400, -0.04),
            ("rural", 3000, 9000, -0.01),
            ("together", 250, 700, -0.01),
            ("apart", 700, 1900, -0.02),
            ("temporary", 900, 2600, 0.05),
            ("medical", 4000, 9000, 0.04),
            ("living", 1200, 2600, 0.03),
            ("care", 1000, 2300, 0.03),
            ("old", 2500, 6000, 0.04),
            ("orphans", 25, 180, -0.05),
            ("associations", 60, 120, 0.03),
            ("services", 50, 110, 0.04),
            ("marriages", 1500, 4500, -0.03),
            ("divorces", 400, 1100, 0.02),
            ("beds", 1100, 2600, 0.05),
            ("nursing", 300, 700, 0.08),
            ("vagrants", 40, 160, -0.03),
        )
    }
    paid = {
        name: money(rng, rng.uniform(low, high), drift, 0.05)
        for name, low, high, drift in (
            ("urban", 700, 1900, 0.02),
            ("rural", 1800, 4200, 0.06),
            ("extreme", 500, 1100, 0.05),
            ("temporary", 90, 320, 0.06),
            ("living", 90, 210, 0.04),
            ("care", 80, 190, 0.04),
            ("old", 220, 520, 0.04),
            ("charity", 70, 260, 0.06),
            ("lottery", 900, 3000, 0.03),
        )
    }
    standard = [560 + 40 * n + 10 * rng.randint(0, 2) for n in range(len(YEARS))]
    return [county_year(place, n, rng, whole, paid, standard) for n in range(len(YEARS))]


def county_year(
    place: str, n: int, rng: Random, whole: dict[str, list[int]], paid: dict[str, list[Decimal]], standard: list[int]
) -> rp.Report:
    """The report of one year."""
    w = Writer(YEARS[n], place)
    n_of: Callable[[str], int] = lambda name: whole[name][n]  # noqa: E731
    for code, name, size in (("urban_dibao", "urban", 1.7), ("rural_dibao", "rural", 1.9)):
        people = n_of(name)
        w.tell(code, round(people / size), "户", stock=True)
        w.tell(code, people, "人", stock=True)
        w.tell(code, shown(paid[name][n]), "万元", "低保金")
        if n and name == "rural":
            rate, direction = growth(paid[name][n], paid[name][n - 1])
            w.tell(code, rate, "%", "低保金同比增长", role="change", compare="yoy", direction=direction)
        w.stop()
    together, apart = n_of("together"), n_of("apart")
    total = w.tell("extreme_poverty", together + apart, "人", stock=True)
    w.tell("extreme_poverty_institution", together, "人", "集中供养", stock=True, part_of=total)
    w.tell(
        "extreme_poverty_institution",
        shown(Decimal(together * 100) / (together + apart)),
        "%",
        "集中供养率",
        stock=True,
    )
    w.tell("extreme_poverty_home", apart, "人", "分散供养", stock=True, part_of=total)
    w.tell("extreme_poverty", shown(paid["extreme"][n]), "万元", "支出供养金")
    w.stop()
    w.tell("temporary_assistance", n_of("temporary"), "人次")
    if n:
        before = whole["temporary"][n - 1]
        w.tell("temporary_assistance", before, "人次", of_year=w.year - 1, role="prior")
        change = n_of("temporary") - before
        w.tell(
            "temporary_assistance",
            abs(change),
            "人次",
            role="change",
            compare="yoy",
            direction="up" if change > 0 else "down",
        )
    w.tell("temporary_assistance", shown(paid["temporary"][n]), "万元", "支出救助金")
    w.stop()
    w.tell("medical_assistance", n_of("medical"), "人次")
    w.stop()
    total = w.tell("disability_subsidies", n_of("living") + n_of("care"), "人", stock=True)
    w.tell("disability_living", n_of("living"), "人", stock=True, part_of=total)
    w.tell("disability_care", n_of("care"), "人", stock=True, part_of=total)
    total = w.tell("disability_subsidies", shown(paid["living"][n] + paid["care"][n]), "万元", "发放补贴")
    w.tell("disability_living", shown(paid["living"][n]), "万元", "生活补贴", part_of=total)
    w.tell("disability_care", shown(paid["care"][n]), "万元", "护理补贴", part_of=total)
    w.stop()
    w.tell("old_age_allowance", n_of("old"), "人", stock=True)
    w.tell("old_age_allowance", shown(paid["old"][n]), "万元")
    w.stop()
    w.tell("orphans", n_of("orphans"), "人", "在册孤儿", stock=True)
    w.tell("orphans", standard[n], "元", "基本生活费标准", stock=True, role="standard", per="person_month")
    year = Decimal(n_of("orphans") * standard[n] * 12) * Decimal(str(round(rng.uniform(0.93, 1.03), 3))) / 10_000
    w.tell("orphans", shown(year), "万元", "发放基本生活费")
    w.stop()
    total = w.tell("social_organisations", n_of("associations") + n_of("services"), "家", "社会组织", stock=True)
    w.tell("social_organisations", n_of("associations"), "家", "社会团体", stock=True, part_of=total)
    renamed = "民办非企业单位" if n < 3 else "社会服务机构"
    w.tell("social_organisations", n_of("services"), "家", renamed, stock=True, part_of=total)
    w.stop()
    half = round(n_of("marriages") * rng.uniform(0.42, 0.55))
    w.tell("marriages", half, "对", end=dt.date(w.year, 6, 30))
    w.tell("marriages", n_of("marriages"), "对")
    w.tell("divorces", n_of("divorces"), "对")
    w.stop()
    beds = w.tell("care_beds", n_of("beds"), "张", "养老床位", stock=True)
    w.tell("care_beds", n_of("nursing"), "张", "护理型床位", stock=True, part_of=beds)
    w.tell("care_beds", shown(Decimal(n_of("nursing") * 100) / n_of("beds")), "%", "护理型床位占床位总数", stock=True)
    w.stop()
    w.tell("vagrant_relief", n_of("vagrants"), "人次")
    w.tell("charity", shown(paid["charity"][n]), "万元", "慈善募集")
    if n:
        rate, direction = growth(paid["charity"][n], paid["charity"][n - 1])
        w.tell("charity", rate, "%", "慈善募集同比增长", role="change", compare="yoy", direction=direction)
    w.stop()
    sold, goal = paid["lottery"][n], paid["lottery"][n].quantize(Decimal(1)) + rng.randint(-150, 150)
    w.tell("welfare_lottery", shown(sold), "万元", "福利彩票销售")
    w.tell("welfare_lottery", goal, "万元", "全年销售任务", role="target")
    w.tell("welfare_lottery", shown(sold * 100 / goal), "%", "完成年度任务")
    return w.report()


def plant(reports: Sequence[rp.Report], fault: str, rng: Random) -> tuple[list[rp.Report], Planted]:
    """The series with one fault of this kind in one figure."""
    places = [(i, s) for i, r in enumerate(reports) for s in r.statistics]
    rng.shuffle(places)
    for i, s in places:
        after = spoiled(s, fault, rng)
        if after is None:
            continue
        value = Decimal(after)
        fields: dict[str, Any] = {
            "value": value,
            "evidence": s.evidence.model_copy(update={"text": f"{after}{s.unit}"}),
        }
        if s.amount_wan is not None:
            fields["amount_wan"] = value if s.unit == "万元" else value / 10_000
        changed = [s.model_copy(update=fields) if t.id == s.id else t for t in reports[i].statistics]
        told = list(reports)
        told[i] = reports[i].model_copy(update={"statistics": tuple(changed)})
        return told, Planted(i, s.id, f"{s.value}{s.unit}", f"{after}{s.unit}")
    raise ValueError(f"no figure in which to plant: {fault}")


def spoiled(s: rp.Statistic, fault: str, rng: Random) -> str | None:
    """The digits of a figure with the fault; None where it cannot be planted there."""
    text = str(s.value)
    at = [i for i, c in enumerate(text) if c.isdigit()]
    if fault == "one part changed":
        if s.part_of is None:
            return None
        i = rng.choice(at)
        digit = rng.choice([d for d in "123456789" if d != text[i]])
        return text[:i] + digit + text[i + 1 :]
    if fault.startswith("x"):
        if s.role not in ("actual", "standard") or s.unit == "%" or (fault == "x10,000" and s.measure != "amount"):
            return None
        return format(s.value * (10 if fault == "x10" else 10_000), "f")
    if len(at) < 3 or s.role == "target":
        return None
    if fault == "drop a digit":
        i = rng.choice(at[1:])
        return (text[:i] + text[i + 1 :]).rstrip(".")
    pairs = [(i, j) for i, j in pairwise(at) if text[i] != text[j] and not (i == 0 and text[j] == "0")]
    if not pairs:
        return None
    i, j = rng.choice(pairs)
    swapped = list(text)
    swapped[i], swapped[j] = swapped[j], swapped[i]
    return "".join(swapped)
