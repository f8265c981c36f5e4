"""What the prose says of the agency: how it is reached, who heads it, when and by which act it was founded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.importing.document import key
from knowledge.importing.draft import Draft
from knowledge.importing.lines import Line
from knowledge.importing.names import Lexicon, is_upper
from knowledge.importing.passages import TITLE, Paragraph
from knowledge.importing.sayings import CAPITAL, FOUNDED, add_said, reached, says
from knowledge.importing.unit_names import LONGEST_UNIT
from knowledge.passages import sentences

AGENCY = (
    says("phone", r"(?i:\btel(?:efon)?\b)\s*(?:no)?\s*[.:]*\s*(?P<answer>[+(\d][\d ()/-]{8,20}\d)"),
    says("fax", r"(?i:\bfa(?:ks|x)\b)\s*[.:]*\s*(?P<answer>[+(\d][\d ()/-]{8,20}\d)"),
    says("email", r"(?P<answer>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"),
    says("web", r"(?P<answer>(?:https?://)?www\.[\w-]+(?:\.[\w-]+)+)"),
    says(
        "address",
        r"^(?:[Aa]dres\w*\s*:\s*)?(?P<answer>.*\b(?:Mahallesi|Mah\.|Cad(?:desi|de|\.)|Sok(?:ağı|ak|\.)|Bulvarı).*)$",
    ),
)
PREPARED_LABEL = re.compile(r"(?i:hazırlayan(?:lar|\s+birim)?)\s*:\s*(?P<answer>[^.;]+)")
_FOUNDED_US = re.compile(
    r"(?:kurulan|oluşturulan|ihdas\s+edilen)\s+(?:ve\s+[^;,]{0,400}\s)?(?:Başkanlığımız|Kurumumuz|Üniversitemiz|Bakanlığımız|Müdürlüğümüz|İdaremiz)(?!\s+(?:ile|için|bünyesinde|adına))"
)
_OUR_OWN = re.compile(
    r"(?:Genel\s+)?(?:Üniversite|Başkanlık|Başkanlığ|Kurum|Bakanlığ|Müdürlüğ|İdare)[ıiuü]?m[ıiuü]z(?:,\s|\s+\d)(?=.*\bkurulmuş)"
)
"""How a sentence begins that says when the agency itself was founded; not "Üniversitemiz bünyesinde …"."""
_FOUNDED_BY = re.compile(
    r"(?P<answer>(?:\d{1,2}[./]\d{1,2}[./]\d{4}\s+tarihli\s+ve\s+)?\b\d{1,5}\s+sayılı\s+[^.;,]{0,120}?(?:Kanun|Kararname)[^\s,;.]*"
    r"(?:\s+(?:eklenen\s+)?(?:ek\s+)?\d{1,4}\s*(?:[’']?\w{2,4}\s+)?madde\w*)?)[^.;]{0,80}?\bkurul(?:muş|muştur|an)\b"
)
"""By which act, and by which article of it, something was founded."""
_DUTIES_BY = re.compile(r"m[ıiuü]z\w*\s+(?:yetki|görev)\b.*\bgörev\w*.*\d\s+sayılı", re.DOTALL)
"""By which acts the agency's duties are laid down: "Başkanlığımız yetki, görev ve sorumlulukları 6571 sayılı …"."""
_ACT = re.compile(r"(?P<answer>\d{1,5}\s+sayılı\s+[^.;,]*?(?:Kanun|Kararname)\w*)")
ORGANISATION = re.compile(r"\b(?:merkez|taşra|yurt\s?dışı)\b[^.]*\bteşkilat\w*[^.]*\boluş", re.IGNORECASE)
_ADDRESSED = re.compile(
    rf"(?P<answer>(?:{CAPITAL}[\w’'./-]*\s+){{1,4}}"
    r"(?:Mahallesi|Mah\.|Bulvarı|Caddesi|Cad\.|Sokağı|Sokak|Sok\.|Meydanı|Yolu)[^;]*?),?\s+(?:adresinde|yerleşkesinde)"
)
"""An address inside of a sentence: "Ufuk Mahallesi Deniz Caddesi No: 31 Ankara adresindeki binada"."""
_OFFICE = re.compile(
    r"(?:Rektör|Başkan|Müdür|Vali|Bakan|Sekreter)l[ıiuü][kğ][ıiuü]?\s+görevini\s+(?:(?:19|20)\d\d[^,.;]*?\s)?"
    rf"(?P<answer>(?:(?:Prof|Doç|Dr|Av)\.\s+)*(?:{CAPITAL}[\w’'-]+\s+){{1,3}}[A-ZÇĞİÖŞÜ]{{2,}})"
    r"\s+(?:yürüt|sürdür|yap)(?:mektedir|maktadır)"
)
"""Who holds the office: "Rektörlük görevini Prof. Dr. Ece ALTIN yürütmektedir"."""
_REACHED_BY = re.compile(r"\s*,?\s*(?:Tel(?:efon)?|Fa(?:ks|x)|E-?posta|Web|www\.).*$", re.IGNORECASE)
LONGEST_ADDRESS = 20
"""Words of an address at most."""
FOREWORDS = ("sunus", "onsoz", "takdim", "mesaj", "bakandan", "baskandan", "rektorden", "mudurden", "validen")
"""What the headings of forewords hold."""


def read_agency(draft: Draft, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> None:
    """Adds what paragraphs say of the agency."""
    agency = draft.agency
    for at in paragraphs:
        for row, text in ((row, text) for row in AGENCY for text in (at.text, *(line.text for line in at.lines))):
            match = row.pattern.search(text)
            if match and (row.kind != "address" or _is_address(text)):
                answer = match["answer"].strip(" ,;:•-–")
                answer = _REACHED_BY.sub("", answer) if row.kind == "address" else answer
                add_said(draft, agency, row.kind, reached(agency.name, row.kind, answer), answer, at)
        for said in sentences(at.text):
            _founding(draft, said, at)
            if _DUTIES_BY.search(said):
                act = _ACT.search(said)
                add_said(draft, agency, "legal_basis", said, act["answer"] if act else "", at)
            seat = _ADDRESSED.search(said)
            if seat:
                answer = seat["answer"].strip(" ,;:")
                add_said(draft, agency, "address", reached(agency.name, "address", answer), answer, at)
            office = _OFFICE.search(said)
            if office:
                add_said(draft, agency, "president", said, office["answer"], at)
            if ORGANISATION.search(said):
                add_said(draft, agency, "organisation", said, "", at)
        prepared = PREPARED_LABEL.search(at.text)
        if prepared:
            _prepared(draft, prepared["answer"], at, lexicon)
    for name, title, at in _signatures(paragraphs):
        said = f"{agency.name}, {title}: {name}; programın sunuşunu o imzalamıştır."
        add_said(draft, agency, "president", said, name, at)


def _founding(draft: Draft, said: str, at: Paragraph) -> None:
    """When and by which act the agency was founded, where a sentence says it of the agency by its name or as "we"."""
    # A metropolis has been a municipality before.
    names = {draft.agency.name, re.sub(r"\s+Büyükşehir(?=\s)", "", draft.agency.name)}
    own = any(key(said).startswith(key(name)) for name in names) or _FOUNDED_US.search(said) or _OUR_OWN.match(said)
    if not own or not re.search(r"kurul|oluştur|ihdas", said):
        return
    for row in FOUNDED:
        match = row.pattern.search(said)
        if match:
            add_said(draft, draft.agency, row.kind, said, match["answer"], at)
    by = _FOUNDED_BY.search(said)
    if by:
        add_said(draft, draft.agency, "founding", said, by["answer"], at)
    act = _ACT.search(said)
    if act and re.search(r"kurul(?:muştur|an)|oluşturulan|ihdas", said):
        add_said(draft, draft.agency, "legal_basis", said, act["answer"], at)


def _is_address(text: str) -> bool:
    """Whether a paragraph is an address and no sentence that names one."""
    return len(text.split()) <= LONGEST_ADDRESS and not text.rstrip().endswith(".") and "adresin" not in text


def _prepared(draft: Draft, by: str, at: Paragraph, lexicon: Lexicon) -> None:
    by = re.sub(r"^[Bb]u\s+(?:program|kitap|belge|rapor)\w*\s+", "", by.strip())
    answer = lexicon.titled(by.strip()) if is_upper(by) else by.strip()
    said = f"{draft.year} Yılı Performans Programını hazırlayan: {answer}."
    add_said(draft, draft.agency, "prepared_by", said, answer, at)


def read_imprint(draft: Draft, lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Who has prepared the programme, where the imprint says so on lines of its own."""
    for index, line in enumerate(lines):
        before, told, _ = line.folded.partition("tarafindan hazirlan")
        if not told:
            continue
        own = line.text.split()[: len(before.split())]
        if not own and index:
            own = lines[index - 1].text.split()
        if own and len(own) <= LONGEST_UNIT:
            at = Paragraph("", "Künye", (line,))
            _prepared(draft, " ".join(own), at, lexicon)


def _signatures(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, str, Paragraph]]:
    """Names over titles at the end of a foreword."""
    for at in paragraphs:
        if not any(stem in key(at.heading) for stem in FOREWORDS):
            continue
        last = at.lines[-1]
        if len(at.lines) == 2 and TITLE.fullmatch(last.text.strip()) and 2 <= len(at.lines[0].words) <= 5:
            yield at.lines[0].text.strip(), last.text.strip(), at
