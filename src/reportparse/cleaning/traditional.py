"""Traditional characters: '萬戶' reads 万户. One character for one character, so that offsets never move."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from reportparse.model.reading import Edit

# Frequent characters that simplified Chinese never uses. They decide whether a text is looked at further: the
# converter is loaded only then, since nearly all reports are simplified.
_TELLTALES = re.compile(
    "[養補會務區貼員軍對萬農資戶災殘優難撫發問辦護機醫個學業記時組項設鄉構費動療點標訪羣衆眾黨鎮職結參體減爲為證實臨兩殯級訓長傳齡"
    "間隊選愛單願開數屆議縣歲類離總節門專義線協裏裡屬復計範報換經備險擁轉張價關來雙贈貧層應聯舉劃風現場臺駐幣邊網綜電創態領檢紀"
    "榮規檔監車團傷簡戰習評書處穩進條題國園樓達據統課塊預內藥籌況導認壽緣帶頭滿營購約續舊錢較庫過親責診紅將餘圍億與連維輛遷買圖號種"
    "強階畝視隨裝還賬審讀編館鉤貨幫績決撥噸產競賽樂識論歐銖壓擇嚴飯絕綠欄頃寬擬闊]"
)
# Above this share of telltales the text as a whole is traditional, not a simplified one with a few strays.
_TRADITIONAL_SHARE = 0.05


def find_traditional(text: str) -> Iterator[Edit]:
    """Runs of traditional characters, each as one edit."""
    if _TELLTALES.search(text) is None:
        return
    share = sum(1 for _ in _TELLTALES.finditer(text)) / len(text)
    table = {c: _simplified(c) for c in set(text) if "\u3400" <= c <= "\u9fff"}
    changed = {c: s for c, s in table.items() if s != c and (share >= _TRADITIONAL_SHARE or not _in_gb2312(c))}
    if not changed:
        return
    # A few characters (後 of a name, 乾 of 乾隆) belong to both: alone in a simplified text they stay.
    for m in re.finditer("[" + "".join(sorted(changed)) + "]+", text):
        yield Edit(m.start(), m.end(), "".join(changed[c] for c in m[0]), "traditional")


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _simplified(character: str) -> str:
    """The simplified form of one character; itself where OpenCC knows none of the same length."""
    simple: str = _converter().convert(character)
    return simple if len(simple) == 1 else character


@cache
def _converter() -> Any:
    import opencc  # costs start-up time, and nearly all reports do without it

    return opencc.OpenCC("t2s")
