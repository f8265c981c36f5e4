"""Whether a message asks for a yes or a no: the question particle, "doğru mu", "diyorlar", "teyit"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.language.asking import OF_THINGS, PARTICLES
from knowledge.language.suffixes import analyses
from knowledge.language.words import Word

_GLUED = re.compile(rf"(.{{3,}}?)({'|'.join(sorted(OF_THINGS))})")
_FINITE_END = re.compile(r"(?:[iu]yor?|m[iu]s|[aeiu]r|[ae]c[ae]k)(?:lar|ler)?")
_NEGATED = re.compile(r"m(?:[iu]yo|[ae](?:d[iu]|m[iu]s|z$|z[dm]|y[ae]c))")
_REQUEST = ("sin", "sun")
"""What a particle of the second person holds: "söyler misiniz" asks for a figure, not for a yes."""
_ABLE = re.compile(r".*[aey]bil[ie](?:r|yor)")
_SAYING = ("diy", "de", "yaz", "soyl", "belirt", "kullan")
"""How a verb begins that puts something forward, folded: "… diyebilir miyim"."""
_GLUING = frozenset(str.split("adet kisi tane lira tl var dogru kez defa kere yil gun ay kat yuzde"))
"""Words to which a particle is glued, besides finite verbs."""
_OPEN = frozenset(
    str.split(
        """
        kac kaci kaca kacta kactan kacti kactir kacin kacini kacar kacinci kacincisi kacmis kacar
        ne nedir neydi neymis neler nelerdir neye neyi nere nerede nereye nereden neresi nasil neden nicin niye
        kim kimin kimi kime kimde kimden kimdir kimler kimlerin kimse kimlerden hangi hangisi hangileri hangisinin
        hangisini hangisinde hangisidir
        """
    )
)
"""Words that ask for more than a yes, folded."""
_TAGS = ("dogru", "oyle", "boyle", "gercek", "hakli", "tutuyor", "gecerli", "teyit", "onayl")
"""How words begin that ask whether what was said before holds, folded."""
_CLAIMED = frozenset(
    str.split(
        """
        diyor diyorlar deniyor denmis denmisti deniliyor denilmis denildi demis demisler soyleniyor soylendi
        soyluyor soyluyorlar iddia biliyorum biliyordum saniyorum saniyordum hatirliyorum teyit
        """
    )
)
"""Words that put forward what somebody says, folded."""
_TURNED = frozenset(str.split("yok yanlis hatali haric disinda baska yoksa aksine hicbir hic"))
"""Words that turn a claim round or leave something out, folded."""
UNIVERSAL = frozenset(
    str.split("sadece yalniz yalnizca sirf hep her tum butun daima asla zorunlu mecburi hepsi tamami yine sart")
)
"""Words that claim more than a text can be seen to say, folded."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What in a message asks for a yes or a no."""

    at: int | None
    """The particle's position, or that of the word to which it is glued; None where there is none."""
    glued: bool
    tag: bool
    """Whether it is asked of all that was said: "doğru mu"."""
    asking: frozenset[int]
    """The positions of the words that only ask."""

    @property
    def before(self) -> int:
        """The position of the word of which is asked, -1 where none is."""
        return -1 if self.at is None else self.at if self.glued else self.at - 1


def cue_of(words: Sequence[Word]) -> Cue | None:
    """The cue of a message; None where it asks for nothing of the kind, for more, or the other way round.

    >>> from knowledge.language.words import split
    >>> cue_of(split("2023 hedefi 50 bin mi")).at, cue_of(split("bu 13 adetmi")).glued
    (4, True)
    >>> cue_of(split("söyler misiniz")), cue_of(split("kaç mı oldu")), cue_of(split("16'yı geçmemiş mi"))
    (None, None, None)
    """
    folded = [word.folded for word in words]
    if _OPEN & set(folded) or _TURNED & set(folded):
        return None
    particles: list[tuple[int, bool]] = []
    asking: set[int] = set()
    denied = False
    tag = False
    for index, form in enumerate(folded):
        if form.startswith(_TAGS):
            tag = True
            asking.add(index)
        elif form in _CLAIMED:
            asking.add(index)
        following = folded[index + 1] if index + 1 < len(folded) else ""
        if form in PARTICLES and index:
            asking.add(index)
            particles.append((index, False))
        elif form == "degil":
            asking.add(index)
            if following not in PARTICLES:
                denied = True
            tag = True
        elif _is_glued(form) or words[index].ending in PARTICLES:
            particles.append((index, True))
        denied = denied or bool(_NEGATED.search(form))
    if denied:
        return None
    meant = [one for one in particles if not _polite(folded, one[0])]
    claimed = bool(_CLAIMED & set(folded))
    own = [one for one in meant if one[1] or not _is_tag(folded, one[0])]
    if len(own) > 1 or not (meant or claimed):
        return None
    at, glued = own[0] if own else (None, False)
    return Cue(at, glued, tag or claimed, frozenset(asking))


def _is_tag(folded: Sequence[str], at: int) -> bool:
    """Whether a particle belongs to a tag: "doğru mu", "değil mi", "doğru yazmış mıyım"."""
    return any(form == "degil" or form.startswith(_TAGS) for form in folded[max(0, at - 2) : at])


def _polite(folded: Sequence[str], at: int) -> bool:
    """Whether a particle belongs to a request: "söyler misiniz", "öğrenebilir miyim"."""
    form, before = folded[at], folded[at - 1] if at else ""
    if form not in PARTICLES:
        return False
    if any(mark in form for mark in _REQUEST):
        return not any(one == "teyit" or one.startswith("dogrula") for one in folded)
    return bool(_ABLE.fullmatch(before)) and form.endswith(("m", "z")) and not before.startswith(_SAYING)


def _is_glued(form: str) -> bool:
    """Whether a word ends in the particle: "adetmi", "geçiyormu"."""
    match = _GLUED.fullmatch(form)
    if not match:
        return False
    rest = match[1]
    if rest in _GLUING:
        return True
    if not _FINITE_END.search(rest) or not re.search(f"{_FINITE_END.pattern}$", rest):
        return False
    tenses = ("present", "reported", "future", "aorist")
    whole = rest + "r" if rest.endswith(("iyo", "uyo")) else rest
    return any(a.pos == "v" and a.tense in tenses and a.cost < 0.3 for a in analyses(whole)[:8])
