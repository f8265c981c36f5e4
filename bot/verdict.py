"""Two readers, one verdict: the likelier answer is said if it is likely enough to be right, else choices are offered.

The estimates, limits and costs stand in verdict.toml; `python -m tests.fitting.curve` fits the estimates to authors
held out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering import queries as q
from bot.answering.queries import Query, Result
from bot.meanings import Meaning, alike, meanings, tells
from bot.offers import offers
from bot.opinion import COSTLY, Opinion
from bot.questions.answering import Answering
from bot.questions.registry import OF_EVERY
from bot.replies.reply import ANSWER, CLARIFY, NO_ANSWER
from bot.understanding.second.candidates import Candidate
from bot.understanding.second.model import estimate, limit, log_odds, table
from bot.understanding.titles import about
from knowledge.language import numbers as number_words
from knowledge.language.words import split

CHEAP = 0.5
"""Bound of what the rules' cost counts for; COSTLY is the other."""
MUCH_LEFT = 2.0
"""From here on more is left unexplained than a question of the programme leaves."""
MUCH = 3.0
"""From here on it does not count how much is left unexplained."""
UNSEEN_LEFT, UNSEEN_COVERAGE = 1.0, 0.7
"""What counts for an answer of the rules that is none of the second reader's meanings."""
RULES_ALONE = frozenset({q.BEARER})
"""Operations that the second reader has no candidates for."""

SET = 3
"""Things from which on they are a class's, not named one by one."""

SAY, OFFER, REFUSE = "say", "offer", "refuse"
RULES, SECOND, NEITHER = "rules", "second", ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is done: said (`queries`), offered or refused (with `choices`)."""

    kind: str
    queries: tuple[Query, ...] = ()
    choices: tuple[Query, ...] = ()
    sure: float = 0.0
    """How likely it is right, for a message of several questions."""
    claimed: Query | None = None
    """What is said where it settles what the message claims and what is said for itself does not: "ondan fazla mı"."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What both readers say, compared."""

    own: tuple[Result, ...]
    """What the rules' queries come to."""
    second: list[Meaning]
    none: float
    """How likely nothing of the programme is meant."""
    by_rules: dict[str, float]
    """Features of whether the rules' answer is right; empty where they have none."""
    by_second: dict[str, float]
    """Features of whether the second reader's first meaning is; empty where it has none or the rules say the same."""
    misnamed: bool = False
    """Whether that meaning is about something of which a title says a part only, beside a strange word."""
    guess: float = 0.0
    """How likely the second reader takes what the rules only guess, where that is its first meaning."""
    strays: bool = False
    """Whether that meaning tells of something that nobody spoke of, where another of its kind was spoken of last."""


def evidence(answering: Answering, rules: Opinion, found: Sequence[Candidate]) -> Evidence:
    """What a verdict on a message is made from."""
    second, none = meanings(answering, _asked(rules, found), rules.claiming)
    own = tuple(answering.answer(query) for query in rules.queries)
    together = bool(second and own) and alike(second[0].result, own[0])
    return Evidence(
        own,
        second,
        none,
        _of_rules(answering, rules, second, own[0], none) if own else {},
        _of_second(answering, rules, second, none) if second and not together else {},
        bool(second) and about(answering.figures.base, second[0].query, rules.misnamed),
        _guess(answering, rules, second),
        bool(second) and _strays(answering, rules, second[0].query),
    )


def _strays(answering: Answering, rules: Opinion, query: Query) -> bool:
    """Whether a text is told of another thing than the one spoken of: "ne sıklıkla toplanıyor" of another board.

    Where a word points at what was spoken of ("bunların adresleri"), whatever it is.
    """
    if not rules.spoken_of or not query.attributes:
        return False
    of = {answering.figures.base.attribute(id).entity for id in query.attributes}
    last = rules.spoken_of[0].partition(":")[0]
    return of.isdisjoint(rules.spoken_of) and (
        bool(rules.points_at) or any(one.partition(":")[0] == last for one in of)
    )


def _guess(answering: Answering, rules: Opinion, second: Sequence[Meaning]) -> float:
    """How likely the second reader takes the rules' guess, where that is its first meaning; else nought."""
    own = answering.answer(rules.choices[0]) if rules.guessed and rules.choices else None
    same = [one for one in second if own is not None and alike(one.result, own)]
    return sum(one.probability for one in same) if same and same[0] is second[0] else 0.0


def _asked(rules: Opinion, found: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates without those that nobody asks for, the others as much likelier."""
    unmet = rules.unasked or rules.uncounted or rules.belonging
    if not (unmet or rules.pointed.told or rules.pointed.count):
        return found
    kept = [one for one in found if one.nothing or rules.met(one.query)]
    if not rules.unasked and all(one.nothing for one in kept):
        return found
    total = sum(one.probability for one in kept) or 1.0
    return [replace(one, probability=one.probability / total) for one in kept]


def taught(answering: Answering) -> bool:
    """Whether the second reader has learnt from programmes like those loaded: of several years' columns it has not."""
    return not answering.figures.base.calendar.earlier


def certain(rules: Opinion, taught: bool) -> bool:
    """Whether the rules' answer is said whatever the second reader makes of the message.

    `taught`: whether the second reader has learnt from programmes like those loaded.
    """
    if rules.ranging or rules.lacking or not rules.queries or not all(map(rules.met, rules.queries)):
        return False
    costs = table("costs")
    return (
        rules.cost <= costs["exact" if taught else "untaught"]
        or (rules.excluding and rules.cost <= costs["left_out"])
        or (rules.short and not rules.following and rules.cost <= costs["short"])
        or (rules.broken_down and rules.cost <= costs["broken_down"])
        or (bool(rules.unasked) and _of_a_set(rules) and rules.cost <= costs["sets"])  # no staff of such units
    )


def unweighed(rules: Opinion) -> Verdict:
    """The verdict on a message of which the rules are certain, where nobody asks how sure more than enough is."""
    return Verdict(SAY, rules.queries, sure=limit("answer"))


def decide(answering: Answering, rules: Opinion, found: Sequence[Candidate]) -> Verdict:
    """The verdict on a message that asks something."""
    seen = evidence(answering, rules, found)
    by_rules = estimate("rules", **seen.by_rules) if seen.by_rules else 0.0
    by_second = estimate("second", **seen.by_second) if seen.by_second else 0.0
    which = believed(rules, seen, by_rules, by_second, limit("answer"), taught(answering))
    if which == RULES:
        return Verdict(SAY, rules.queries, sure=max(by_rules, limit("answer")))
    # Whether something is one of a list shows in no list where a word is unknown: only how many there are.
    listed = which == SECOND and rules.claiming and seen.second[0].query.operation == q.LIST
    if which == SECOND and not (listed and _strange(rules, seen)):
        return Verdict(SAY, (seen.second[0].query,), sure=by_second, claimed=seen.second[0].held_against)
    perhaps = by_second >= limit("settled") and rules.claiming and not _barred(rules, seen, taught(answering))
    perhaps = perhaps and not (rules.queries and _of_others(rules.queries[0], seen.second[0].query))
    return replace(unsaid(answering, rules, seen), claimed=seen.second[0].query if perhaps else None)


def _of_others(one: Query, other: Query) -> bool:
    """Whether two queries are of figures that are not the same: a yes or a no of one reader's is none then."""
    cells, others = set(one.cells), set(other.cells)
    return bool(cells and others) and not (cells <= others or others <= cells)


def _barred(rules: Opinion, seen: Evidence, taught: bool) -> bool:
    """Whether the second reader's first meaning may not be said, however likely it is."""
    unmet = bool(seen.second) and (not rules.met(seen.second[0].query) or rules.apart(seen.second[0].query))
    untaught = bool(seen.by_rules) and not taught
    without = rules.excluding and not (seen.second and _undivided(seen.second[0].query))
    half_said = bool(rules.queries) and seen.by_second.get("coverage", 1.0) < table("costs")["half_said"]
    never = rules.ranging or rules.lacking or half_said
    return never or unmet or without or untaught or rules.narrowing or seen.misnamed or seen.strays


def believed(rules: Opinion, seen: Evidence, by_rules: float, by_second: float, least: float, taught: bool) -> str:
    """Whose answer is said, RULES or SECOND, or NEITHER's.

    `by_rules`, `by_second`: how likely each is right; `least`: from how likely on one is said; `taught`: whether the
    second reader has learnt from programmes like those loaded: else it overrules nothing.
    """
    if rules.ranging or rules.lacking:
        return NEITHER
    if certain(rules, taught):
        return RULES
    costs = table("costs")
    if _barred(rules, seen, taught):
        by_second = 0.0
    if seen.by_rules and all(map(rules.met, rules.queries)) and not any(map(rules.apart, rules.queries)):
        related = rules.related and rules.cost <= costs["related"] and _of_the_same(rules, seen)
        goes_on = _goes_on(rules) and (rules.repeats or bool(seen.by_rules["together"]))
        sets = _asks_for_a_set(rules) and (rules.queries[0].operation != q.LIST or seen.none <= limit("refuse"))
        if related or goes_on or sets or by_rules >= max(least, by_second):
            return RULES
    unmet = bool(seen.second) and not rules.met(seen.second[0].query)
    agreed = seen.guess >= costs["guess"] and not (unmet or rules.excluding or rules.narrowing or rules.following)
    return SECOND if agreed or by_second >= least else NEITHER


def unrivalled(rules: Opinion) -> bool:
    """Whether `believed` takes the rules' answer whatever the second reader makes of the message."""
    if rules.ranging or rules.lacking or not rules.queries:
        return False
    if not all(map(rules.met, rules.queries)) or any(map(rules.apart, rules.queries)):
        return False
    repeated = _goes_on(rules) and rules.repeats
    return repeated or (_asks_for_a_set(rules) and rules.queries[0].operation != q.LIST)


def _goes_on(rules: Opinion) -> bool:
    """Whether a message plainly goes on from what was asked before."""
    return rules.following and not rules.bare and rules.cost <= table("costs")["plain"]


def _asks_for_a_set(rules: Opinion) -> bool:
    """Whether a message asks for a set, well understood; "kurulun başkanı kim" asks for no list of councils."""
    asked = _of_a_set(rules) and rules.cost <= table("costs")["sets"]
    return asked and not (rules.asks_who and rules.queries[0].operation == q.LIST)


def _of_a_set(rules: Opinion) -> bool:
    """Whether a first message asks for those of a class that meet a condition, or for the figures of all of it.

    The second reader has few candidates for that.
    """
    if not rules.queries or rules.following or rules.claiming:
        return False
    query = rules.queries[0]
    if rules.unasked and query.operation in (q.COUNT, q.LIST):
        return query.kind.startswith("unit")
    if query.operation in (q.VALUE, *OF_EVERY):
        return len({cell.subject for cell in query.cells}) >= SET
    return query.operation in (q.FILTER, q.LIST) and (query.counted or not rules.counting)


def _undivided(query: Query) -> bool:
    """Whether a query is of one figure of which nothing can be left out: an indicator's, or a group's of the staff."""
    if query.operation != q.VALUE or len(query.cells) != 1:
        return False
    cell = query.cells[0]
    return cell.subject.startswith("indicator:") or bool(cell.item and cell.item.startswith("staff_group:"))


def _of_the_same(rules: Opinion, seen: Evidence) -> bool:
    """Whether a first message is of what the second reader takes it to be of, whatever that makes of it.

    Half-said names make a reading dear; where both readers hear the same names, the words tell the rest.
    """
    if rules.following or not seen.second or not seen.second[0].query.cells:
        return False
    own, other = ({(cell.subject, cell.item) for cell in one.cells} for one in (rules.queries[0], seen.second[0].query))
    return {thing for thing in other if not thing[0].startswith("agency:") or thing[1]} <= own


def _strange(rules: Opinion, seen: Evidence) -> bool:
    """Whether a word is unknown that the likeliest meaning leaves unexplained too: it is told, and can be taught.

    As good as unknown is what the rules explain only by far-fetched slips. Of what the second reader alone was sure of
    in short messages all the same, three in ten were wrong.
    """
    if seen.misnamed:
        return True
    unknown = rules.unexplained or rules.cost >= COSTLY
    return unknown and bool(seen.second) and seen.second[0].left >= table("costs")["strange"]


def unsaid(answering: Answering, rules: Opinion, seen: Evidence) -> Verdict:
    """The verdict where neither reader is sure enough: offered or refused."""
    second = seen.second
    if rules.lacking:
        return Verdict(REFUSE, choices=offers(answering, rules, seen.own, second, 0.0), sure=1.0)
    if not rules.following and seen.none > limit("refuse"):
        second = [one for one in second if one.named]  # what nobody spoke of fits no refusal
    choices = offers(answering, rules, seen.own, second, seen.none)
    choices = tuple(filter(rules.met, choices)) or choices
    if rules.points_at:
        choices = tuple(one for one in choices if not _strays(answering, rules, one))
    asked_back = rules.reply.status == CLARIFY and bool(rules.choices)
    # What explains every word well is no message that says nothing of the programme.
    asked_back = asked_back or (bool(rules.queries) and not rules.following and rules.cost <= table("costs")["heard"])
    if rules.excluding and rules.reply.status == NO_ANSWER:
        return Verdict(REFUSE, choices=choices)  # what is left of it may well be there
    nothing = seen.none > limit("certain" if asked_back else _least_of_nothing(rules))
    unknown = rules.narrowing or _strange(rules, seen)
    if nothing or not choices or (unknown and not asked_back):
        return Verdict(REFUSE, choices=choices, sure=seen.none)
    return Verdict(OFFER, choices=choices, sure=1 - seen.none)


def _least_of_nothing(rules: Opinion) -> str:
    """The limit from which nothing of the programme is meant; the least with a word or a year outside it."""
    if rules.outside or rules.undated:
        return "outside"
    return "refuse" if rules.queries or rules.choices else "unheard"


def _of_rules(
    answering: Answering, rules: Opinion, second: Sequence[Meaning], own: Result, none: float
) -> dict[str, float]:
    """Whether the rules' answer is right shows in what the second reader thinks of what comes to the same."""
    same = [one for one in second if alike(one.result, own) or _tells_alike(rules, own, one.result)]
    rival = max((one.probability for one in second if one not in same), default=0.0)
    return {
        "rival": log_odds(rival),
        "agreed": log_odds(sum(one.probability for one in same)),
        "together": float(bool(same) and same[0] is second[0]),
        "none": log_odds(none),
        "cost": max(min(rules.cost, COSTLY), -CHEAP),
        "long": float(rules.long),
        "following": float(rules.following and not rules.alone),
        "apart": float(rules.following and not rules.alone and not (same and same[0] is second[0])),
        "left": min(same[0].left, MUCH) if same else UNSEEN_LEFT,
        "coverage": same[0].coverage if same else UNSEEN_COVERAGE,
        "alone": float(bool(same) and same[0].named and not same[0].rivals),
        "numberless": float(rules.counting and _numberless(answering, own)),
        **_family(own.query),
    }


def _tells_alike(rules: Opinion, own: Result, other: Result) -> bool:
    """Whether an answer tells all that another does, or what the other tells first; of how many, the number."""
    if tells(own, other, rules.claiming):
        return True
    return (bool(own.figures) or not rules.counting) and tells(other, own, rules.claiming)


def _of_second(answering: Answering, rules: Opinion, second: Sequence[Meaning], none: float) -> dict[str, float]:
    """Whether the second reader's first meaning is right, where the rules do not say the same, shows in these."""
    first = second[0]
    told = [one for one in second if tells(first.result, one.result, rules.claiming)]
    same = [one for one in second if one is first or one in told or alike(one.result, first.result)]
    likely = sum(one.probability for one in same)
    rival = max((one.probability for one in second if not any(one is other for other in same)), default=0.0)
    return {
        "likely": log_odds(likely),
        "margin": likely - rival,
        "none": log_odds(none),
        "against": float(rules.reply.status == ANSWER),
        "asked_back": float(rules.reply.status == CLARIFY),
        "unexplained": float(rules.unexplained),
        "long": float(rules.long),
        "following": float(rules.following),
        "outside": float(rules.outside),
        "left": min(first.left, MUCH),
        "coverage": first.coverage,
        "much": float(first.left >= MUCH_LEFT),
        "alone": float(first.named and not first.rivals),
        "numberless": float(rules.counting and _numberless(answering, first.result)),
        **_family(first.query),
    }


def _numberless(answering: Answering, result: Result) -> bool:
    """Whether a result is a text that holds no number."""
    rows = [answering.figures.base.attribute(id) for id in result.attributes]
    return bool(rows) and not any(number_words.find(split(f"{row.text} {row.answer}")) for row in rows)


def _family(query: Query) -> dict[str, float]:
    """What sort of question a query is, as features; of a figure none."""
    text = query.operation in (q.TEXT, q.OVERVIEW, q.CONTRADICTION)
    relation = query.operation in (q.RELATION, q.MEMBER)
    return {"text": float(text), "relation": float(relation), "set": float(not (text or relation or query.cells))}
