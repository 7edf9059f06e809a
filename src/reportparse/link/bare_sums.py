"""Money printed without 元: told by the words before it, behind it, or by its rate."""

from __future__ import annotations

import re
from dataclasses import replace

from reportparse.model.mentions import QuantityMention

MONEY_BEFORE = re.compile(
    r"(?:资金|金额|经费|支出|投入|投资|发放|拨付|募集|筹集|筹资|收入|捐款|善款|补助|补贴|销售额?|款物?|金|款|费|价值|折合|折价|总额|约|近|达|共|计|为|增加|减少)[^,。;\d]{0,6}$"
)
MONEY_AFTER = re.compile(
    r"(?:[余多])?(?:未(?:还|归还|收回|到位)|(?:的)?(?:贷款|欠款|资金|经费|补助|补贴|投资|债务|奖金|工资|费用|捐款|善款|借款|本金|逾期))"
)
"""还有5户16.5万未还款: money by what stands behind it."""
MONEY_RANGE = re.compile(r"[-—–~至到]{1,2}\d[\d.]*万(?!\d)")
RANGE_SIGNS = frozenset("-—–~至到")
TO_MONEY = re.compile(r"(?:\d[\d.]*万?[-—–~至到]{1,2})$")


def is_money(text: str, q: QuantityMention) -> bool:
    """Whether a bare number in 万 or 亿 is a sum: by the words before it (those before a range), behind it, or its rate."""
    if q.per is not None and text[q.end : q.end + 1] == "/":
        return True  # 按2万/户进行慰问
    before = text[max(0, q.start - 24) : q.start]
    before = TO_MONEY.sub("", before)
    return MONEY_BEFORE.search(before[-16:]) is not None or MONEY_AFTER.match(text, q.end) is not None


def low_end(text: str, q: QuantityMention) -> QuantityMention | None:
    """30-40万的经费: the low end of a range of money without 元."""
    to = MONEY_RANGE.match(text, q.end)
    if to is None or not (
        MONEY_BEFORE.search(text[max(0, q.start - 16) : q.start]) or MONEY_AFTER.match(text, to.end())
    ):
        return None
    return replace(q, unit="万元", measure="amount", bound="at_least", rule="quantity.money_without_unit")
