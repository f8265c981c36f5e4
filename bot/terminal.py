"""A conversation in the terminal, with the same engine as everywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from rich.box import SIMPLE
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.answering.queries import Figure, Result
from bot.asking import safely
from bot.assistant import Assistant
from bot.config import setting
from bot.explaining import explain
from bot.lines import lines
from bot.replies import figures as words
from bot.replies.examples import examples
from bot.replies.reply import ANSWER, CLARIFY, Reply
from bot.understanding.choices import pick
from bot.understanding.frame import Conversation
from knowledge.base import KnowledgeBase
from knowledge.language.letters import fold
from knowledge.language.words import split

PROMPT = "› "
HISTORY = "terminal_history"
HISTORY_LENGTH = 500
SERIES = 3
"""Figures of one subject that are shown as a table with a sparkline."""
_SPARKS = "▁▂▃▄▅▆▇█"
_BORDERS = {ANSWER: "green", CLARIFY: "yellow"}
_DIM = ("Kaynak:", "Sorumlu", "(")
_BULLET = "• "


def sparkline(values: Sequence[float]) -> str:
    """Values as a line of small bars.

    >>> sparkline([1, 2, 8]), sparkline([5, 5])
    ('▁▂█', '▄▄')
    """
    low, high = min(values), max(values)
    if low == high:
        return _SPARKS[3] * len(values)
    return "".join(_SPARKS[round((value - low) / (high - low) * (len(_SPARKS) - 1))] for value in values)


class Talk:
    """One conversation, and how its last message was understood."""

    def __init__(self, assistant: Assistant) -> None:
        self.engine = assistant.engine
        self.base: KnowledgeBase = assistant.engine.base
        self.state = Conversation()
        self._last: tuple[str, Conversation] | None = None

    def reply(self, text: str) -> Reply:
        """The reply to a message; the conversation goes on from it."""

        def respond() -> Reply:
            reply, self.state = self.engine.respond(text, self.state)
            return reply

        self._last = (text, self.state)
        return safely(respond)

    def help(self) -> str:
        """What can be asked, and the commands."""
        reply, _ = self.engine.respond("ne sorabilirim", Conversation())
        return "\n".join([reply.text, "", *(f"{name:9} {command.meaning}" for name, command in COMMANDS.items())])

    def why(self) -> str:
        """How the last message was understood."""
        if self._last is None:
            return "Henüz bir soru sormadınız."
        text, before = self._last
        if before.choices and pick(split(text), before.choices):
            return f"“{text}” ile sunulan seçeneklerden birini seçtiniz."
        return explain(self.base, self.engine.read(text, before))

    def forget(self) -> str:
        """Begins the conversation anew."""
        self.state = Conversation()
        self._last = None
        return "Konuşma baştan başladı."


@dataclass(frozen=True, slots=True)
class Command:
    """A message that begins with a slash: what it does, in Turkish, and the text that it answers with."""

    meaning: str
    run: Callable[[Talk], str] | None
    """None ends the conversation."""


COMMANDS = {
    "/yardim": Command("neler sorabileceğinizi gösterir", Talk.help),
    "/neden": Command("son mesajın nasıl anlaşıldığını gösterir", Talk.why),
    "/temizle": Command("konuşmayı baştan başlatır", Talk.forget),
    "/cikis": Command("konuşmayı bitirir (Ctrl-D de olur)", None),
}


def converse(assistant: Assistant) -> None:
    """Reads messages until the end of input, Ctrl-D or /cikis; plain text where no person sits at both ends."""
    talk = Talk(assistant)
    if sys.stdin.isatty() and sys.stdout.isatty():
        _at_the_terminal(talk)
    else:
        _through_a_pipe(talk, lines())


def _through_a_pipe(talk: Talk, messages: Iterable[str]) -> None:
    for line in messages:
        text = line.strip()
        if text.startswith("/"):
            answer = _commanded(talk, text)
            if answer is None:
                return
        elif text:
            answer = talk.reply(text).text
        else:
            continue
        print(answer, end="\n\n", flush=True)


def _at_the_terminal(talk: Talk) -> None:
    console = Console(highlight=False)
    history = Path(setting("DATA_DIR", "data")) / HISTORY
    console.print(_banner(talk.base))
    line_editor = _line_editor()
    if line_editor:
        line_editor.set_history_length(HISTORY_LENGTH)
        with suppress(OSError):
            line_editor.read_history_file(history)
    try:
        while True:
            try:
                text = input(PROMPT).strip()
                if text.startswith("/"):
                    answer = _commanded(talk, text)
                    if answer is None:
                        break
                    console.print(Text(answer, style="dim"))
                elif text:
                    show(console, talk.base, talk.reply(text))
            except KeyboardInterrupt:  # clears the line, or leaves a reply unfinished
                console.print()
            except EOFError:
                console.print()
                break
        console.print("Görüşmek üzere.", style="dim")
    finally:
        if line_editor:
            with suppress(OSError):  # a conversation without a place for its history is still one
                history.parent.mkdir(parents=True, exist_ok=True)
                line_editor.write_history_file(history)


def _commanded(talk: Talk, text: str) -> str | None:
    """What a command answers; None where it ends the conversation."""
    command = COMMANDS.get(fold(text))
    if command is None:
        return f"{text} diye bir komut yok. Komutlar: {', '.join(COMMANDS)}"
    return command.run(talk) if command.run else None


def show(console: Console, base: KnowledgeBase, reply: Reply) -> None:
    """Prints a reply in a panel; the lines of a series as a table with a sparkline."""
    lines = reply.markup.split("\n")
    parts: list[RenderableType] = [_styled(line) for line in lines]
    bullets = [place for place, line in enumerate(lines) if line.startswith(_BULLET)]
    if bullets and len(reply.results) == 1 and _is_series(reply.results[0]):
        kept = [part for place, part in enumerate(parts) if place not in bullets]
        parts = [*kept[: bullets[0]], _table(reply.results[0]), *kept[bullets[0] :]]
    console.print(Panel(Group(*parts), border_style=_BORDERS.get(reply.status, "red"), expand=False))


def _styled(line: str) -> Text:
    """A line of markup with its **bold** parts, its choice's number coloured."""
    styled = Text(style="dim" if line.startswith(_DIM) else "")
    for index, part in enumerate(line.split("**")):
        styled.append(part, style="bold" if index % 2 else "")
    styled.highlight_regex(r"^\d\.(?= )", "bold yellow")
    styled.highlight_regex(r"^⚠.*", "yellow")
    return styled


def _is_series(result: Result) -> bool:
    figures = result.figures
    return len(figures) >= SERIES and len({(f.subject, f.item) for f in figures}) == 1 and all(f.year for f in figures)


def _table(result: Result) -> Table:
    figures = sorted(result.figures, key=lambda figure: (figure.year or 0, _is_partial(figure)))
    table = Table(show_header=False, box=SIMPLE, padding=(0, 1))
    table.add_column()
    table.add_column(justify="right", style="bold")
    for figure in figures:
        table.add_row(words.of_figure(figure), words.number(figure.value, figure.unit))
    drawn = {figure.year or 0: figure.value for figure in figures if figure.measure not in ("planned", "spent")}
    if len(drawn) > 1:
        table.add_row(f"{min(drawn)}–{max(drawn)}", Text(sparkline(list(drawn.values())), style="cyan"))
    return table


def _is_partial(figure: Figure) -> bool:
    """Whether a figure follows another of its year: what came of a plan, what was spent of a budget."""
    return figure.measure in ("estimate", "spent")


def _banner(base: KnowledgeBase) -> Panel:
    programme = base.programme
    return Panel(
        Text("\n").join(
            [
                Text(programme.agency, style="bold"),
                Text(programme.title),
                Text(),
                Text("Örneğin şunları sorabilirsiniz:"),
                *(Text(f"  {example}", style="cyan") for example in examples(base)),
                Text(),
                Text(" · ".join(COMMANDS) + " · Ctrl-D: çıkış", style="dim"),
            ]
        ),
        border_style="cyan",
        expand=False,
    )


def _line_editor() -> ModuleType | None:
    """The module that edits and recalls lines; None where the system has none."""
    try:
        import readline
    except ImportError:
        return None
    return readline
