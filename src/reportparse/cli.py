"""The `reportparse` command: which commands there are. Arguments and messages are theirs; the work is done by api and store.

Data goes to standard output, messages to standard error, both in UTF-8 whatever the locale. Exit status: 0 all read,
1 findings under `check --strict`, 2 wrong usage, 3 some inputs could not be read (each named with the reason; the rest are written).

Only typer is imported up here, and with it rich. Whatever reads or writes reports (pydantic, the dictionaries, the
lexicon) is imported by the command that needs it, because `reportparse --help` should answer at once.
"""

from __future__ import annotations

import io
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from reportparse import __version__
from reportparse.cli_about import formats, schema
from reportparse.cli_apply import apply
from reportparse.cli_check import check
from reportparse.cli_demo import demo
from reportparse.cli_document import explain, text
from reportparse.cli_extract import extract
from reportparse.cli_panel import panel
from reportparse.cli_review import review
from reportparse.cli_serve import serve
from reportparse.console import examples

HELP = ("-h", "--help")


class Commands(TyperGroup):
    """The commands; what is none is told with what may have been meant."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help, to the last letter."""
        to_the_last_letter()
        super().format_help(ctx, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command by its name. A document in its place was most likely to be read."""
        if set(HELP) & set(args):
            to_the_last_letter()
        given = args[0] if args else ""
        if ctx.resilient_parsing or not given or given.startswith("-") or given in self.commands:
            return super().resolve_command(ctx, args)
        message = f"没有命令 there is no command {given!r}"
        if Path(given).exists():
            message += f"; 要读这个文件,请用 to read it: reportparse extract {given}"
        elif like := get_close_matches(given, self.commands, 2):
            message += f"; 是不是 did you mean: {', '.join(like)}"
        ctx.fail(message)
        return None  # never: that raises


def to_the_last_letter() -> None:
    """Have rich strip the blank behind a line of the help by the width of its signs.

    It takes a Chinese sign to be as narrow as a letter there, does not strip the blank, and puts … for the last letter of
    the line instead. Mended for this process, which prints its help and ends.
    """
    from rich.cells import cell_len  # only where help is asked for: `reportparse --version` does without rich
    from rich.text import Text

    def rstrip_end(self: Text, size: int) -> None:
        blank = len(self.plain) - len(self.plain.rstrip())
        beyond = cell_len(self.plain) - size
        if blank and beyond > 0:
            self.right_crop(min(blank, beyond))

    setattr(Text, "rstrip_end", rstrip_end)  # noqa: B010 (mypy lets no method be assigned to)


app = typer.Typer(
    name="reportparse",
    cls=Commands,
    help="从存档的政府工作报告中读出每一个统计数字。 Reads every figure out of archived Chinese government work reports.",
    epilog="先看一看 To begin with: [bold]reportparse demo[/bold]\n\n"
    "数据写到标准输出,消息写到标准错误。Data goes to standard output, messages to standard error.\n\n"
    "退出码 Exit status: 0 全部读出 all read; 1 有矛盾 findings (check --strict); 2 用法有误 wrong usage; 3 部分文件无法读取 some inputs could not be read.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,  # a traceback goes into a bug report, where boxes are in the way
    context_settings={"help_option_names": [*HELP]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportparse {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="版本号。 Version.")
    ] = False,
) -> None:
    pass


app.command(
    epilog=examples(
        ("reportparse extract 总结.txt", "读一份报告,显示结果。", "Read one report, print it."),
        (
            "reportparse extract 档案/ -o 数据集/",
            "读整个文件夹, 写成数据集; 再运行只读新增的。",
            "A folder into a dataset.",
        ),
        ("reportparse extract 数据集/ -o figures.xlsx", "把数据集换成 Excel,不必重读。", "A dataset as a workbook."),
        ("reportparse extract a.txt b.txt --format jsonl", "每行一份报告。", "One report a line."),
    )
)(extract)
app.command(
    epilog=examples(
        ("reportparse check 档案/", "核对一个文件夹里的报告。", "Check the reports of a folder."),
        ("reportparse check 数据集/ --strict", "有错误或警告时退出码为 1。", "Exit with 1 where numbers contradict."),
        ("reportparse check figures.jsonl --json > findings.json", "供程序读取。", "For a program."),
    )
)(check)
app.command(
    epilog=examples(
        ("reportparse panel 数据集/", "资金(万元)逐年表。", "Money by year, in 万元."),
        ("reportparse panel 数据集/ --measure persons --program 城市低保", "城市低保人数。", "People on one program."),
        ("reportparse panel 数据集/ -o 逐年.xlsx --plot 逐年.svg", "写成工作簿,并画图。", "A workbook and a picture."),
    )
)(panel)
app.command(
    epilog=examples(
        (
            "reportparse review 数据集/ -o 复核.html",
            "一个页面,左边原文,右边数字。",
            "One page, the text beside its figures.",
        ),
        ("reportparse review 总结.pdf -o 复核.html", "只看一份报告。", "One report alone."),
    )
)(review)
app.command(
    epilog=examples(
        ("reportparse apply 数据集/ 复核.json", "写入复核页存下的意见。", "What the review page saved."),
        (
            "reportparse apply figures.xlsx 一.json 二.json --who 王芳",
            "两份意见, 补上复核人。",
            "Two files, and whose they are.",
        ),
    )
)(apply)
app.command(
    epilog=examples(
        ("reportparse serve 数据集/", "在本机打开复核页, 随时保存。", "The review page with saving, on this machine."),
        ("reportparse serve 数据集/ --port 8000 --who 王芳", "指定端口和复核人。", "At this port, under this name."),
    )
)(serve)
app.command(
    epilog=examples(
        ("reportparse explain 总结.txt --quote 72.9万元", "按原文的写法指出数字。", "The figure as it is printed."),
        ("reportparse explain 总结.txt --at 412", "按位置指出数字。", "The figure at a place in the text."),
    )
)(explain)
app.command(
    epilog=examples(
        ("reportparse text 总结.doc > 总结.utf8.txt", "把原文存为 UTF-8 文本。", "Save the text as UTF-8."),
        ("reportparse text 总结.doc --json", "连同文件的情况。", "With what is known of the file."),
    )
)(text)
app.command(
    epilog=examples(
        ("reportparse formats", "列出能读的格式。", "List what can be read."),
        ("reportparse formats --json", "供程序读取。", "For a program."),
    )
)(formats)
app.command(
    epilog=examples(("reportparse schema > report.schema.json", "存下 JSON Schema。", "Save the JSON Schema.")),
)(schema)
app.command(
    epilog=examples(
        ("reportparse demo", "在 reportparse-demo/ 中演示。", "In the folder reportparse-demo/."),
        ("reportparse demo -o 演示/", "在另一个文件夹中演示。", "In another folder."),
    )
)(demo)


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # An archive's names and figures are Chinese; a C locale must not turn them into errors.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
