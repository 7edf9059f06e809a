"""The reference page of the commands, made from the commands themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import typer

from reference_words import MADE, Words, cell, halves, pick
from reportparse.cli import app


def commands_page(words: Words, language: str) -> Iterator[str]:
    """Every command with its arguments, options and examples."""
    zh = language == "zh"
    yield "# 命令" if zh else "# Commands"
    yield f"\n{MADE}\n"
    yield (
        "数据写到标准输出,消息写到标准错误。退出码:0 全部读出;1 `check --strict` 发现错误或警告;2 用法有误;3 部分文件无法读取,或部分复核意见找不到对应的数字。"
        if zh
        else "Data goes to standard output, messages to standard error. Exit status: 0 all read; 1 errors or warnings found under "
        "`check --strict`; 2 wrong usage; 3 some inputs could not be read, or some decisions have no figure."
    )
    main = typer.main.get_command(app)
    shown = {
        "version": "--version",
        "install_completion": "--install-completion",
        "show_completion": "--show-completion",
    }
    yield ("\n`reportparse --version` 打印版本号," if zh else "\n`reportparse --version` prints the version, ") + (
        "`--install-completion` 安装命令行补全,`--show-completion` 只打印补全脚本。" if zh
        else "`--install-completion` has the shell complete commands and options, `--show-completion` prints the script for it."
    )  # fmt: skip
    unknown = [p.name for p in main.params if p.name not in shown]
    if unknown:
        raise KeyError(f"options of reportparse itself that this page does not know: {unknown}")
    for name, command in main.commands.items():  # type: ignore[attr-defined]
        yield from command_section(words, language, name, command)


def command_section(words: Words, language: str, name: str, command: Any) -> Iterator[str]:
    """One command."""
    zh = language == "zh"
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    usage = " ".join(f"{p.metavar or p.name}{'...' if p.nargs == -1 else ''}".upper() for p in arguments)
    yield f"\n## {name}\n"
    yield halves(command.help, language)
    yield f"\n```text\nreportparse {name} {usage}".rstrip() + ("\n```\n" if not command.params else " [OPTIONS]\n```\n")
    yield ("| 参数、选项 | 值 | 作用 |" if zh else "| argument, option | takes | does |") + "\n| --- | --- | --- |"
    for parameter in command.params:
        if parameter.name == "help":
            continue
        forms = [*parameter.opts, *parameter.secondary_opts]
        called = (
            (parameter.metavar or parameter.name).upper()
            if parameter in arguments
            else ", ".join(f"`{o}`" for o in forms)
        )
        overrides = [f"{name} {o}" for o in parameter.opts if f"{name} {o}" in words("options")]
        does = pick(language, words("options", overrides[0])) if overrides else halves(parameter.help, language)
        yield f"| {called} | {takes(command, parameter)} | {cell(does)} |"
    yield "\n例:\n" if zh else "\nExamples:\n"
    for line, about in re.findall(r"\[bold\](.*?)\[/bold\]\n(.*)", command.epilog):
        yield f"- `{line}` {halves(about, language)}"


def takes(command: Any, parameter: Any) -> str:
    """What an option takes: nothing, one of some words, or a value by its name; and what it is where it is not given."""
    if parameter.param_type_name == "argument" or parameter.is_flag:
        return ""
    told = parameter.metavar or " ".join(f"`{word}`" for word in choices(command, parameter.name))
    default = parameter.default() if callable(parameter.default) else parameter.default
    return f"{told} (`{default}`)" if default not in (None, "", ()) else told


def choices(command: Any, name: str) -> tuple[str, ...]:
    """The words that an option chooses from, by the annotation of the function behind the command."""
    told = get_type_hints(command.callback)[name]
    return get_args(told) if get_origin(told) is Literal else ()
