"""What is no question about the programme: a greeting, a call for help."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.figures import Figures
from bot.answering.queries import Query, Result
from bot.questions.operation import Operation
from bot.replies.examples import examples, first
from bot.replies.parts import Parts


def _nothing(figures: Figures, query: Query) -> Result:
    """Greetings and help carry nothing."""
    return Result(query)


def _say_help(parts: Parts, result: Result) -> list[str]:
    """What can be asked."""
    return [
        f"{parts.base.programme.year} Yılı Performans Programı'ndan göstergeleri, bütçeyi, sorumluları, birimleri, "
        "kurulları, personeli ve kaynakları sorabilir; yılları karşılaştırabilirsiniz. Örneğin:",
        *(f"• {example}" for example in examples(parts.base)),
    ]


def _say_greeting(parts: Parts, result: Result) -> list[str]:
    """A greeting back."""
    return [
        "Merhaba! Performans programıyla ilgili sorunuzu yazabilirsiniz.",
        f"Örneğin: {first(parts.base)}",
    ]


OPERATIONS = (
    Operation(q.HELP, "yardım", _nothing, _say_help),
    Operation(q.GREETING, "selam", _nothing, _say_greeting),
)
