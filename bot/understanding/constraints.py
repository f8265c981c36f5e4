"""What is objected to in a reading whoever read it: the rules that need the whole message."""

from __future__ import annotations

from bot.answering import queries as q
from bot.answering.terms import Number
from bot.understanding import clauses
from bot.understanding.dialogue import BRIEF
from bot.understanding.forms import unspent
from bot.understanding.frame import Frame, Reading
from bot.understanding.pointing import asks_part, staff_apart
from bot.understanding.proportions import PAIR
from bot.understanding.rules import REFUSED, Rules
from bot.understanding.titles import about
from bot.understanding.weights import weight
from knowledge.language.cases import likely_case
from knowledge.language.proportions import is_genitive

UNSPOKEN = weight("constraints.unspoken")
"""Cost of what was not spoken of, where a short message names nothing or a name is half said beside "bu"."""
UNBORNE = weight("constraints.unborne")
"""Cost of asking for what has a number that no table prints."""
REACHED_BY = ("phone", "fax", "email", "web")
"""Kinds of text that tell by what something is reached."""
REACHED = frozenset({"president", "chair", "address", "contact"}).union(REACHED_BY)
"""Kinds of text that tell who heads something, or how it is reached."""
READ: Rules[[Frame, Reading]] = Rules()


def judged(frame: Frame, reading: Reading) -> Reading | None:
    """A reading with what the rules object to in its price; None where one refuses it."""
    more = READ.price(frame, reading)
    if more == REFUSED:
        return None
    dearer = reading.cost - frame.cost + more
    return frame.reading(reading.query, dearer, reading.absent, reading.sure) if more else reading


@READ.rule(
    example="toplantı için ne kadar harcandı",
    counter="toplantı için uyum ve iletişim faaliyetinin bütçesi ne kadar",
)
def nobody_budgets_the_purpose(frame: Frame, reading: Reading) -> float:
    """What is spent on a meeting is no total."""
    if not (frame.message.purposed and reading.query.cells):
        return 0.0
    return 0.0 if any(mention.whole for mention in frame.mentions) or "sum" in frame.features else REFUSED


@READ.rule(
    example=("göç danışma merkezi 2023", "sorumlusu kim", "o birimin diğer göstergeleri"),
    counter="birimi oran olan göstergeler",
)
def the_unit_is_pointed_at(frame: Frame, reading: Reading) -> float:
    """A unit spoken of before is no unit of measure."""
    return REFUSED if reading.query.aspect == "measure_unit" and clauses.pointed(frame.words) else 0.0


@READ.rule(example="daire başkanlıksız birimler", counter="taşrasız personel kaç")
def those_without_something_are_not_all(frame: Frame, reading: Reading) -> float:
    """What a word says by its ending to be without something is told as what is left of its whole, or not at all."""
    return REFUSED if frame.message.lattice.without and reading.query.operation != q.DIFFERENCE else 0.0


@READ.rule(example="göç kurulundan başka", counter="personel giderleri hariç bütçe")
def nothing_is_told_without_a_part(frame: Frame, reading: Reading) -> float:
    """Who is responsible, or what a thing is, is not told without some of it, nor anything of what is left out.

    What is left of a whole is of the one that is named, without all that is left out.
    """
    out = frame.message.left_out
    if not out:
        return 0.0
    if reading.query.operation == q.DIFFERENCE:
        told = {thing for cell in reading.query.cells for thing in (cell.subject, cell.item)}
        wholes = {one.entity for one in reading.mentions} | _places(frame, out)
        return 0.0 if wholes <= told else REFUSED
    if any(out >> at & 1 for at in frame.message.dated):
        return REFUSED  # "2021 hariç"
    only_left_out = bool(reading.mentions) and all(not one.mask & ~out for one in reading.mentions)
    return REFUSED if only_left_out or reading.query.operation in (q.OVERVIEW, q.RELATION) else 0.0


def _places(frame: Frame, out: int) -> set[str]:
    """The parts of the staff that are said in the locative to be where something is counted, outside some words."""
    named = (one for one in frame.message.mentions if one.whole and one.kind == "staff" and not one.mask & out)
    return {one.entity for one in named if likely_case(frame.words[one.end - 1]) == "loc"}


@READ.rule(example=("a1h2 hedefi ne", "a1h3 ne"), counter=("göç kurulu", "başkanı"))
def it_was_not_spoken_of(frame: Frame, reading: Reading) -> float:
    """A short message that names nothing is hardly about something that was not spoken of."""
    query, state = reading.query, frame.state
    if query.operation != q.TEXT or reading.mentions or not state.focus or len(frame.words) > BRIEF:
        return 0.0
    about = {frame.base.attribute(id).entity for id in query.attributes}
    return 0.0 if about & {frame.base.agency.id, *state.focus} else UNSPOKEN


@READ.rule(
    example="sınır güvenliği daire başkanlığı nereye bağlı", counter="kamu güvenliği daire başkanlığı nereye bağlı"
)
def another_title_is_said(frame: Frame, reading: Reading) -> float:
    """What a title says but a part of, beside a strange word, is not found by its texts either."""
    return REFUSED if about(frame.base, reading.query, frame.message.misnamed) else 0.0


@READ.rule(
    example=("rehberlik ve denetim başkanlığı merkez teşkilatında mı", "başında kim var"),
    counter=("rehberlik ve denetim başkanlığı merkez teşkilatında mı", "kurumun başında kim var"),
)
def another_is_spoken_of(frame: Frame, reading: Reading) -> float:
    """Who heads it, or how it is reached, is asked of the unit spoken of, not of the agency that nobody names."""
    query, focus = reading.query, frame.state.focus
    if query.operation != q.TEXT or reading.mentions or not focus or len(frame.words) > BRIEF:
        return 0.0
    texts = [frame.base.attribute(id) for id in query.attributes]
    elsewhere = focus[0].startswith(("unit:", "council:")) and all(one.entity != focus[0] for one in texts)
    return REFUSED if elsewhere and not frame.own and any(one.kind in REACHED for one in texts) else 0.0


@READ.rule(
    example=("uyum kurslarından faydalanan 2023 hedefi", "bunun kaçı dil kursu"),
    counter=("uyum kurslarından faydalanan 2023 hedefi", "bunun 2024 tahmini"),
)
def a_part_is_asked_for(frame: Frame, reading: Reading) -> float:
    """Of how much of it is something else, what was told of the whole is no answer."""
    last = frame.state.last
    if last is None or reading.query.cells != last.cells or reading.query.operation != q.VALUE:
        return 0.0
    return REFUSED if any(map(asks_part, frame.words)) else 0.0


@READ.rule(
    example="veri alt yapısı faaliyetinde haziran sonunda harcayamadığımız tutar ne kadar",
    counter="veri alt yapısı faaliyetinde haziran sonunda harcanan tutar ne kadar",
)
def what_was_not_spent_is_left(frame: Frame, reading: Reading) -> float:
    """What was spent is not what was not."""
    spent = {cell.column.measure for cell in reading.query.cells} == {"spent"}
    if reading.query.operation != q.VALUE or not spent:
        return 0.0
    return REFUSED if unspent([word.folded for word in frame.words]) else 0.0


@READ.rule(
    example=("uyum ve iletişim faaliyetinin 2022 haziran harcaması", "peki aynı faaliyetin 2023 bütçesi"),
    counter=("sığınma evi sayısı", "2023 ve 2024 hedefi aynı mı"),
)
def the_same_was_spoken_of(frame: Frame, reading: Reading) -> float:
    """What is called the same is the one spoken of; nobody asks whether its figures are."""
    if reading.query.operation != q.SAME or frame.state.last is None:
        return 0.0
    said = [at for at, word in enumerate(frame.words) if word.folded == "ayni"]
    before = [at + 1 < len(frame.words) and is_genitive(frame.words[at + 1]) for at in said]
    return REFUSED if before and all(before) else 0.0


@READ.rule(
    example=("taşra personeli kaç", "kadını kaç"),
    counter=("personel kaç", "kadını kaç"),
)
def staff_spoken_of_is_meant(frame: Frame, reading: Reading) -> float:
    """The women of the field staff are not those of the centre, of which alone they are told."""
    apart = staff_apart(frame.base, frame.state, frame.mentions)
    cells = reading.query.cells
    return REFUSED if cells and all(cell.subject in apart for cell in cells) else 0.0


@READ.rule(
    example=("uyum ve iletişim faaliyeti 2023 bütçesi", "düzensiz göçle mücadele", "ikisi birlikte"),
    counter=("uyum ve iletişim faaliyeti 2023 bütçesi", "düzensiz göçle mücadele", "bunların 2024 tahminleri birlikte"),
)
def what_was_told_apart_is_added_up(frame: Frame, reading: Reading) -> float:
    """Figures told one after the other are not told again: together they are their sum, where they have one.

    Indicators count things of different kinds, and what holds the other has it in it already.
    """
    query, state = reading.query, frame.state
    if query.operation != q.VALUE or len(query.cells) < PAIR or reading.mentions or state.last is None:
        return 0.0
    again = set(query.cells) == set(state.trail[-len(query.cells) :]) and len(state.last.cells) == 1
    alike = len({cell.column for cell in query.cells}) == 1
    subjects = {cell.subject for cell in query.cells}
    within = any(above.id in subjects for one in subjects for above in frame.base.ancestors(one))
    adding = alike and not within and not any(one.startswith("indicator:") for one in subjects)
    return REFUSED if "together" in frame.features and again and adding else 0.0


@READ.rule(example="5018 nedir", counter="13.219 nedir")
def a_number_is_of_a_figure(frame: Frame, reading: Reading) -> float:
    """A number that no table prints is that of a law or a decree, where one is known by it."""
    said = reading.query.terms
    if reading.query.operation != q.BEARER or not isinstance(said, Number):
        return 0.0
    return 0.0 if frame.base.bearing(said.value - said.step, said.value + said.step) else UNBORNE
