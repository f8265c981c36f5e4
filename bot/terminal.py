"""A conversation in the terminal, with the same engine as everywhere else."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.answering.queries import Result
from bot.assistant import Assistant
from bot.replies import figures as words
from bot.replies.reply import ANSWER, CLARIFY, Reply

CHAT = "terminal"
HISTORY_LENGTH = 500
_SPARKS = "▁▂▃▄▅▆▇█"
_COMMANDS = {
    "/yardim": "neler sorabileceğinizi gösterir",
    "/temizle": "konuşmayı baştan başlatır",
    "/cikis": "konuşmayı bitirir (Ctrl-D de olur)",
}


def sparkline(values: list[float]) -> str:
    """Values as a line of small bars.

    >>> sparkline([1, 2, 8])
    '▁▂█'
    """
    low, high = min(values), max(values)
    if low == high:
        return _SPARKS[3] * len(values)
    return "".join(_SPARKS[round((value - low) / (high - low) * (len(_SPARKS) - 1))] for value in values)


def converse(assistant: Assistant, history: Path | None = None) -> None:
    """Reads messages until the end of input or Ctrl-D; `history` keeps what was typed, where given."""
    console = Console(highlight=False)
    interactive = sys.stdin.isatty()
    if interactive:
        _banner(console, assistant)
        _recall(history)
    while True:
        try:
            text = input("› " if interactive else "").strip()
        except EOFError:
            break
        except KeyboardInterrupt:
            console.print()
            continue
        if not text:
            continue
        if text.startswith("/"):
            if text in ("/cikis", "/çıkış"):
                break
            _command(console, assistant, text)
            continue
        show(console, assistant, assistant.reply(CHAT, text))
    if interactive:
        _remember(history)
        console.print("\nGörüşmek üzere.", style="dim")


def show(console: Console, assistant: Assistant, reply: Reply) -> None:
    """Prints a reply; several figures of one subject as a table with a sparkline."""
    colour = {ANSWER: "green", CLARIFY: "yellow"}.get(reply.status, "red")
    series = [result for result in reply.results if _is_series(result)]
    body = Text()
    for line in reply.markup.split("\n"):
        if series and line.startswith("• "):
            continue
        parts = line.split("**")
        dim = line.startswith(("Kaynak:", "(", "Sorumlu"))
        for index, part in enumerate(parts):
            body.append(part, style="bold" if index % 2 else ("dim" if dim else ""))
        body.append("\n")
    console.print(
        Panel(Text(str(body).rstrip()) if not body.spans else _trimmed(body), border_style=colour, expand=False)
    )
    for result in series:
        console.print(_table(assistant, result))


def _trimmed(text: Text) -> Text:
    text.rstrip()
    return text


def _is_series(result: Result) -> bool:
    figures = result.figures
    return len(figures) >= 3 and len({(f.subject, f.item) for f in figures}) == 1 and all(f.year for f in figures)


def _table(assistant: Assistant, result: Result) -> Table:
    figures = sorted(result.figures, key=lambda f: (f.year or 0, f.measure in ("estimate", "spent")))
    base = assistant.engine.base
    table = Table(title=words.subject(base, figures[0].subject, figures[0].item), title_justify="left")
    table.add_column("")
    table.add_column("Değer", justify="right", style="bold")
    for figure in figures:
        table.add_row(words.of_figure(figure), words.number(figure.value, figure.unit))
    table.caption = sparkline([f.value for f in figures if f.measure not in ("planned", "spent")])
    return table


def _banner(console: Console, assistant: Assistant) -> None:
    programme = assistant.engine.base.programme
    console.print(
        Panel(
            f"[bold]{programme.agency}[/bold]\n{programme.title}\n\n"
            f"Deneyin: [cyan]aktif ikamet izni {programme.year} hedefi[/cyan] · "
            f"[cyan]veri altyapısı bütçesi[/cyan] · [cyan]göç kuruluna kim başkanlık eder[/cyan]\n"
            "[dim]/yardim: yardım · Ctrl-D: çıkış[/dim]",
            border_style="cyan",
            expand=False,
        )
    )


def _command(console: Console, assistant: Assistant, text: str) -> None:
    if text in ("/temizle",):
        assistant.forget(CHAT)
        console.print("Konuşma baştan başladı.", style="dim")
        return
    if text not in ("/yardim", "/yardım"):
        console.print(f"{text} diye bir komut yok.", style="red")
    else:
        console.print(assistant.reply(None, "ne sorabilirim").text)
    for command, meaning in _COMMANDS.items():
        console.print(f"  [cyan]{command}[/cyan]  {meaning}")


def _recall(history: Path | None) -> None:
    try:
        import readline
    except ImportError:
        return
    readline.set_history_length(HISTORY_LENGTH)
    if history and history.is_file():
        readline.read_history_file(history)


def _remember(history: Path | None) -> None:
    try:
        import readline
    except ImportError:
        return
    if history:
        history.parent.mkdir(parents=True, exist_ok=True)
        readline.write_history_file(history)
