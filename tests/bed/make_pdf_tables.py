"""Makes the PDFs with tables in pdf_tables/ and, beside each, a JSON with the true cells.

    python tests/bed/make_pdf_tables.py

Needs reportlab, python-docx, LibreOffice and the fonts named below; the tests and benchmarks need none of them. All
figures, places and words are invented. In the tables "<" is merged with the cell to its left, "^" with the one above.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from make_pdf_tables_docx import write_docx
from make_pdf_tables_none import write_none
from make_pdf_tables_pages import Page, Table, write_pdf

OUT = Path(__file__).parent / "pdf_tables"

PROSE = (
    "一年来，全县民政系统以保障基本民生为主线，落实各项惠民政策，困难群众生活水平稳步提高。截至年底，全县共有各类"
    "救助对象9,846人，较上年增加312人，全年支出各类资金4,718.6万元，群众满意度达到97.3%。"
)
LIST = [
    "（一）城乡低保稳步推进。城市低保标准提高到每人每月640元，农村低保标准提高到每人每年5,400元。",
    "（二）特困供养全面落实。集中供养率达到46.2%，较上年提高3.1个百分点。",
    "（三）临时救助及时有效。全年救助困难群众1,208人次，发放资金163.5万元。",
]

ASSISTANCE = Table(
    "ruled",
    [
        ["项目", "2021年", "<", "2022年", "<", "备注"],
        ["^", "户数（户）", "人数（人）", "户数（户）", "人数（人）", "^"],
        ["城市低保", "1,284", "2,106", "1,190", "1,958", ""],
        ["农村低保", "4,517", "7,833", "4,402", "7,615", "含整户纳入"],
        ["特困供养", "963", "988", "951", "972", ""],
        ["其中：集中供养", "—", "412", "—", "449", "^"],
        ["合计", "6,764", "10,927", "6,543", "10,545", ""],
    ],
    header_rows=2,
    caption=["表1 社会救助对象情况"],
    widths=[95, 70, 70, 70, 70, 75],
)
ELDERLY = Table(
    "open",
    [
        ["乡镇", "养老机构", "床位数", "入住率", "补助金额"],
        ["青石镇", "3", "260", "71.5%", "84.20"],
        ["柳河镇", "2", "148", "66.9%", "47.65"],
        ["东坪乡", "1", "60", "58.3%", "19.00"],
        ["大湾街道", "4", "395", "80.0%", "126.38"],
        ["云台乡", "", "", "", "3.50"],
        ["合计", "10", "863", "74.1%", "280.73"],
    ],
    header_rows=1,
    caption=["表2 各乡镇养老服务情况", "单位：个、张、万元"],
    widths=[90, 80, 80, 80, 90],
)
FUNDS = Table(
    "three-line",
    [
        ["资金类别", "预算数", "决算数", "完成率"],
        ["困难群众基本生活救助", "3,250.00", "3,188.42", "98.1%"],
        ["残疾人两项补贴", "486.00", "479.93", "98.8%"],
        ["孤儿及事实无人抚养儿童基本生活保障资金", "92.40", "92.40", "100.0%"],
        ["老年人高龄津贴", "655.80", "640.17", "97.6%"],
        ["福利彩票公益金项目", "210.00", "168.75", "80.4%"],
    ],
    header_rows=1,
    caption=["表3 资金支出情况（万元）"],
    widths=[130, 90, 90, 80],
)
VILLAGES = Table(
    "ruled",
    [["序号", "村（社区）", "低保户数", "低保人数", "全年发放资金（元）"]]
    + [
        [str(n), f"{name}村", str(11 + n * 7 % 40), str(19 + n * 13 % 77), f"{30_000 + n * 7_919 % 90_000:,}.00"]
        for n, name in enumerate(
            [
                "石桥",
                "新塘",
                "北岗",
                "下洼",
                "枣林",
                "南庄",
                "马坡",
                "杨柳",
                "河湾",
                "白塔",
                "双井",
                "东营",
                "西营",
                "高台",
                "竹园",
            ],
            1,
        )
    ]
    + [["合计", "<", "405", "868", "1,052,345.00"]],
    header_rows=1,
    caption=["表4 各村低保情况"],
    widths=[45, 100, 80, 80, 120],
    breaks_after=10,
)


def four() -> list[Page]:
    """Four pages: ruled with merged header cells, unruled and three-line, a table over a page break."""
    return [
        Page(["某县民政局2022年工作总结", PROSE, ASSISTANCE, *LIST]),
        Page([PROSE, ELDERLY, LIST[0], FUNDS, LIST[1]]),
        Page([PROSE, *LIST, PROSE, *LIST, VILLAGES]),
        Page([LIST[2], PROSE]),
    ]


def other() -> list[Page]:
    """The same kinds in another hand: other fonts, paddings, alignments, levels."""
    quarters = Table(
        "ruled",
        [
            ["类别", "上半年", "<", "<", "下半年", "<", "<"],
            ["^", "人次", "金额", "<", "人次", "金额", "<"],
            ["^", "^", "本级", "上级", "^", "本级", "上级"],
            ["临时救助", "312", "18.4", "43.0", "298", "20.1", "39.7"],
            ["流浪乞讨人员救助", "57", "2.2", "6.1", "64", "2.9", "5.8"],
            ["医疗救助", "1,420", "96.3", "230.5", "1,377", "88.0", "241.2"],
        ],
        header_rows=3,
        caption=["附表一 分项救助情况（单位：人次、万元）"],
        widths=[88, 54, 62, 62, 54, 62, 62],
        align="center",
    )
    societies = Table(
        "three-line",
        [
            ["", "社会团体", "<", "民办非企业单位", "<"],
            ["年份", "登记", "注销", "登记", "注销"],
            ["2018年", "14", "2", "9", "0"],
            ["2019年", "11", "3", "12", "1"],
            ["2020年", "6", "5", "8", "4"],
        ],
        header_rows=2,
        caption=["附表二 社会组织登记情况"],
        widths=[70, 70, 70, 80, 80],
        align="center",
        partial_rules=[(0, 1, 2), (0, 3, 4)],
    )
    marriages = Table(
        "open",
        [
            ["登记项目", "本期", "上年同期", "增减"],
            ["结婚登记（对）", "2,318", "2,641", "-12.2%"],
            ["离婚登记（对）", "704", "1,053", "-33.1%"],
            ["补领证件（件）", "1,196", "998", "19.8%"],
            ["收养登记（件）", "7", "9", "-22.2%"],
        ],
        header_rows=1,
        caption=["附表三 婚姻登记情况"],
        widths=[120, 70, 70, 60],
    )
    homes = Table(
        "three-line",
        [["机构名称", "床位", "护理人员"]]
        + [
            [f"{name}敬老院", str(20 + n * 17 % 90), str(3 + n * 5 % 14)]
            for n, name in enumerate(
                ["松山", "清溪", "龙门", "古渡", "平川", "南屏", "石鼓", "黄岩", "桂花", "长岭", "沙洲", "金鸡"]
            )
        ],
        header_rows=1,
        caption=["附表四 敬老院情况"],
        widths=[160, 80, 80],
        breaks_after=7,
        repeat_header=False,
    )
    return [
        Page([PROSE, quarters, LIST[0]], size=9.5, padding=2, latin="Times-Roman"),
        Page([LIST[1], societies, PROSE, marriages], size=11, padding=3, latin="Helvetica"),
        Page([PROSE, PROSE, *LIST, homes], size=12, padding=4, latin="Times-Roman"),
        Page([LIST[2]], size=12, padding=4, latin="Times-Roman"),
    ]


def varied() -> list[Page]:
    """Narrow, tight, wrapped, in pairs, on their side."""
    pair = Table(
        "open",
        [["指标", "数值"], ["低保户数", "1,204"], ["五保户数", "318"], ["救助金额", "76.5"], ["优抚对象", "89"]],
        header_rows=1,
        widths=[130, 60],
    )
    wrapped = Table(
        "open",
        [
            ["工作任务", "计划数", "完成数", "完成比例"],
            ["新建农村互助养老服务设施并投入使用", "25", "27", "108.0%"],
            ["为经济困难的高龄失能老年人发放护理补贴", "1,600", "1,583", "98.9%"],
            ["村务监督委员会规范化建设", "120", "120", "100.0%"],
            ["开展社会组织评估和抽查审计工作的单位数量", "40", "33", "82.5%"],
        ],
        header_rows=1,
        widths=[120, 70, 70, 70],
        valign="MIDDLE",
    )
    sides = Table(
        "open-sided",
        [
            ["季度", "救灾物资（件）", "<", "受灾人口"],
            ["^", "帐篷", "棉被", "^"],
            ["一季度", "0", "350", "1,120"],
            ["二季度", "42", "900", "5,874"],
            ["三季度", "130", "2,160", "23,009"],
            ["四季度", "0", "1,475", "860"],
        ],
        header_rows=2,
        widths=[80, 80, 80, 100],
    )
    rows = Table(
        "row-rules",
        [
            ["姓名", "事由", "金额（元）"],
            ["张某", "因车祸住院，家庭负担较重，一次性补助", "3,000"],
            ["李某", "房屋失火", "5,000"],
            ["王某", "突发重病，自付费用超过年收入", "4,500"],
        ],
        header_rows=1,
        widths=[60, 150, 80],
    )
    levels = Table(
        "row-rules",
        [
            ["区划", "机构", "<", "人员", "<"],
            ["^", "公办", "民办", "专职", "兼职"],
            ["城关镇", "5", "12", "88", "31"],
            ["高桥镇", "2", "7", "40", "19"],
        ],
        header_rows=2,
        widths=[80, 60, 60, 60, 60],
    )
    words = Table(
        "three-line",
        [
            ["科室", "负责人", "职责"],
            ["社会救助科", "赵某", "低保、特困、临时救助"],
            ["社会事务科", "钱某", "婚姻、殡葬、流浪救助"],
            ["养老服务科", "孙某", "养老机构管理"],
        ],
        header_rows=1,
        widths=[100, 70, 170],
        align="left",
    )
    wide = Table(
        "ruled",
        [["地区", *(f"{m}月" for m in range(1, 13)), "全年"]]
        + [
            [f"{d}区", *(str(20 + (k * m * 7) % 61) for m in range(1, 13)), str(500 + k)]
            for k, d in enumerate("东西南北", 1)
        ],
        header_rows=1,
        widths=[50] + [42] * 13,
    )
    yearbook = Table(
        "column-rules",
        [
            ["指标", "2019", "2020", "2021"],
            ["社区服务设施（个）", "214", "239", "250"],
            ["其中：城市", "131", "140", "147"],
            ["农村", "83", "99", "103"],
            ["志愿者人数（人）", "5,120", "6,333", "7,008"],
        ],
        header_rows=1,
        widths=[120, 60, 60, 60],
    )
    return [
        Page([PROSE, pair, LIST[0], wrapped], size=10, padding=3),
        Page([sides, LIST[1], rows, LIST[2], words, LIST[0], levels], size=10.5, padding=3),
        Page([wide, PROSE], size=9, padding=3, landscape=True),
        Page([LIST[1], yearbook], size=10, padding=1),
        Page([PROSE, ELDERLY, FUNDS], size=7.5, padding=0.5),
        Page([wide, LIST[0]], size=9, padding=2, rotate=90),
    ]


def main() -> None:
    """Writes all of them."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.docx"
        write_docx(path, four())
        subprocess.run(
            [
                *("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"),
                *("--convert-to", "pdf", "--outdir", folder, str(path)),
            ],
            check=True,
            capture_output=True,
        )
        shutil.copy(path.with_suffix(".pdf"), OUT / "office.pdf")
    _truth("office", four())
    for name, pages, font in (("report", four(), "wqy"), ("other", other(), "droid"), ("varied", varied(), "wqy")):
        write_pdf(OUT / f"{name}.pdf", pages, font)
        _truth(name, pages)
    write_none(OUT / "none.pdf")
    _truth("none", [])


def _truth(name: str, pages: list[Page]) -> None:
    tables = []
    for number, page in enumerate(pages, 1):
        for table in page.tables:
            last = number + 1 if table.breaks_after else number
            tables.append(
                {"pages": [number, last], "kind": table.kind, "header_rows": table.header_rows, "cells": table.cells()}
            )
    lines = ",\n".join(json.dumps(table, ensure_ascii=False) for table in tables)
    (OUT / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
