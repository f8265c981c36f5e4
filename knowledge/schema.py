"""The tables and views of a knowledge base file.

Subjects and items of facts, sources and targets of relations are entities. `place` is the table or section of the
programme that says it, `line` the line of the programme's text. An entity belongs to an agency; where several of its
programmes know it, the row is the newest one's, while facts and attributes stay with the programme that prints them.
"""

from __future__ import annotations

import sqlite3

VERSION = 4
"""Raised whenever a reader of the file would have to change."""

PAGE_SIZE = 4096

ROW, COLUMN = "thing", "column"
"""The kinds of the rows and columns of a table of the programme's own, which is read by its layout alone."""

KINDS = (
    "agency",
    "programme",
    "sub_programme",
    "activity",
    "indicator",
    "expense",
    "unit",
    "post",
    "council",
    "staff",
    "staff_group",
    "it",
    "room",
    "vehicle",
    "facility",
    "area",
    ROW,
    COLUMN,
    "system",
    "institution",
    "law",
    "policy",
    "aim",
    "goal",
    "value",
    "abbreviation",
    "person",
    "table",
)
"""What an entity can be; the part of its id before the colon."""

TABLES = f"""
create table meta(
    key text primary key,
    value text not null
) strict;

create table agencies(
    id integer primary key,
    name text not null unique check (name <> '')
) strict;

create table programmes(
    id text primary key,
    owner integer not null references agencies(id),
    agency text not null check (agency <> ''),
    agency_short text not null default '',
    year integer not null check (year between 1990 and 2200),
    title text not null check (title <> ''),
    source text not null default '',
    lines integer
) strict;

create table measures(
    id text primary key,
    label text not null check (label <> '')
) strict;

create table entities(
    id text primary key,
    programme text not null references programmes(id),
    agency integer not null references agencies(id),
    kind text not null check (kind in ({", ".join(f"'{kind}'" for kind in KINDS)})),
    name text not null check (name <> ''),
    code text not null default '',
    parent text references entities(id) check (parent <> id),
    position integer not null check (position > 0),
    place text not null default '',
    line integer check (line > 0),
    check (id like kind || ':_%')
) strict;

create table spellings(
    entity text primary key references entities(id),
    folded text not null,
    sort_key text not null
) strict, without rowid;

create table facts(
    id integer primary key,
    programme text not null references programmes(id),
    subject text not null references entities(id),
    item text references entities(id),
    measure text not null references measures(id),
    year integer check (year between 1900 and 2200),
    value any not null check (typeof(value) in ('integer', 'real')),
    unit text not null check (unit <> ''),
    printed text not null,
    place text not null check (place <> ''),
    line integer not null check (line > 0)
) strict;

create table attributes(
    id integer primary key,
    programme text not null references programmes(id),
    entity text not null references entities(id),
    kind text not null check (kind <> ''),
    text text not null check (text <> ''),
    answer text not null default '',
    value any check (typeof(value) in ('integer', 'real', 'null')),
    unit text not null default '',
    printed text not null default '',
    keywords text not null default '',
    place text not null default '',
    line integer check (line > 0)
) strict;

create table printed_columns(
    programme text not null references programmes(id),
    domain text not null check (domain in ('indicator', 'cost')),
    measure text not null references measures(id),
    year integer not null,
    primary key (programme, domain, measure, year)
) strict, without rowid;

create table passages(
    id integer primary key,
    programme text not null references programmes(id),
    heading text not null default '',
    text text not null check (text <> ''),
    place text not null default '',
    line integer check (line > 0)
) strict;

create table passage_words(
    word text not null check (word <> ''),
    passage integer not null references passages(id),
    count integer not null check (count > 0),
    primary key (word, passage)
) strict, without rowid;

create table relations(
    source text not null references entities(id),
    kind text not null check (kind <> ''),
    target text not null references entities(id),
    programme text not null references programmes(id),
    place text not null default '',
    line integer check (line > 0),
    primary key (source, kind, target, programme)
) strict, without rowid;

create table aliases(
    entity text not null references entities(id),
    name text not null check (name <> ''),
    primary key (entity, name)
) strict, without rowid;

create table contradictions(
    id text primary key,
    programme text not null references programmes(id),
    kind text not null default '',
    title text not null check (title <> ''),
    note text not null default ''
) strict;

create table contradiction_readings(
    contradiction text not null references contradictions(id),
    position integer not null,
    text text not null check (text <> ''),
    value any check (typeof(value) in ('integer', 'real', 'null')),
    place text not null default '',
    line integer check (line > 0),
    primary key (contradiction, position)
) strict, without rowid;

create table contradiction_entities(
    contradiction text not null references contradictions(id),
    entity text not null references entities(id),
    primary key (contradiction, entity)
) strict, without rowid;

create table contradiction_years(
    contradiction text not null references contradictions(id),
    year integer not null,
    primary key (contradiction, year)
) strict, without rowid;

create table contradiction_measures(
    contradiction text not null references contradictions(id),
    measure text not null references measures(id),
    primary key (contradiction, measure)
) strict, without rowid;
"""

INDEXES = """
create unique index facts_one_a_place
    on facts(subject, coalesce(item, ''), measure, coalesce(year, 0), programme, unit, place);
create index facts_item on facts(item) where item is not null;
create index programmes_owner on programmes(owner, year);
create index entities_kind on entities(agency, kind, position);
create index entities_name on entities(name, kind);
create index entities_parent on entities(parent, kind, position) where parent is not null;
create index attributes_entity on attributes(entity);
create index attributes_kind on attributes(programme, kind, entity);
create index passages_programme on passages(programme, id);
create index relations_target on relations(target, kind);
create index contradiction_entities_entity on contradiction_entities(entity);
"""

# `name_folded` and `name_key` are of what a row is about, `item_folded` and `item_key` of its item.
VIEWS = {
    "indicators": """
        select e.id, e.programme, e.code, e.name, n.folded as name_folded, n.sort_key as name_key,
            min(f.unit) as unit, p.year,
            max(case when f.measure = 'realised' and f.year = p.year - 2 then f.value end) as realised,
            max(case when f.measure = 'planned' and f.year = p.year - 1 then f.value end) as planned,
            max(case when f.measure = 'estimate' and f.year = p.year - 1 then f.value end) as estimate,
            max(case when f.measure = 'target' and f.year = p.year then f.value end) as target,
            max(case when f.measure = 'forecast' and f.year = p.year + 1 then f.value end) as forecast_next,
            max(case when f.measure = 'forecast' and f.year = p.year + 2 then f.value end) as forecast_after,
            e.parent as sub_programme, e.place, e.line
        from entities e join programmes p on p.id = e.programme left join spellings n on n.entity = e.id
        left join facts f on f.subject = e.id and f.programme = p.id
        where e.kind = 'indicator'
        group by e.id order by p.id, e.position""",
    "budget_lines": """
        select f.programme, f.subject, s.kind as subject_kind, s.name as subject_name, n.folded as name_folded,
            n.sort_key as name_key, f.item, i.name as item_name, m.folded as item_folded, m.sort_key as item_key,
            f.place, p.year,
            max(case when f.measure = 'budget' and f.year = p.year - 1 then f.value end) as budget_before,
            max(case when f.measure = 'spent' and f.year = p.year - 1 then f.value end) as spent_before,
            max(case when f.measure = 'budget' and f.year = p.year then f.value end) as budget,
            max(case when f.measure = 'forecast' and f.year = p.year + 1 then f.value end) as forecast_next,
            max(case when f.measure = 'forecast' and f.year = p.year + 2 then f.value end) as forecast_after,
            min(f.line) as line
        from facts f join programmes p on p.id = f.programme
        join entities s on s.id = f.subject left join entities i on i.id = f.item
        left join spellings n on n.entity = s.id left join spellings m on m.entity = i.id
        where s.kind in ('agency', 'programme', 'sub_programme', 'activity')
        group by f.programme, f.subject, f.item, f.place order by min(f.id)""",
    "units": """
        select e.id, e.programme, e.name, n.folded as name_folded, n.sort_key as name_key, e.code as level,
            p.name as part_of,
            (select count(*) from relations r where r.source = e.id and r.kind = 'responsible'
                and r.programme = e.programme) as activities,
            (select count(*) from relations r where r.source = e.id and r.kind = 'monitors'
                and r.programme = e.programme) as indicators,
            e.place, e.line
        from entities e left join entities p on p.id = e.parent left join spellings n on n.entity = e.id
        where e.kind = 'unit' order by e.programme, e.position""",
    "councils": """
        select e.id, e.programme, e.name, n.folded as name_folded, n.sort_key as name_key, e.code as form,
            (select count(*) from relations r where r.target = e.id and r.kind = 'member'
                and r.programme = e.programme) as institutions,
            e.place, e.line
        from entities e left join spellings n on n.entity = e.id
        where e.kind = 'council' order by e.programme, e.position""",
    "staff": """
        select f.programme, f.subject, s.name as scope, n.folded as name_folded, n.sort_key as name_key,
            f.item, g.code as grouping, g.name as staff_group, m.folded as item_folded, m.sort_key as item_key,
            f.value, f.place, f.line
        from facts f join entities s on s.id = f.subject left join entities g on g.id = f.item
        left join spellings n on n.entity = s.id left join spellings m on m.entity = g.id
        where s.kind = 'staff' order by f.id""",
    "resources": """
        select f.programme, f.subject, e.kind, e.name, n.folded as name_folded, n.sort_key as name_key,
            f.item, i.name as item_name, m.folded as item_folded, m.sort_key as item_key,
            f.measure, f.value, f.unit, f.place, f.line
        from facts f join entities e on e.id = f.subject left join entities i on i.id = f.item
        left join spellings n on n.entity = e.id left join spellings m on m.entity = i.id
        where e.kind in ('it', 'room', 'vehicle', 'area') order by f.id""",
    "contradictions_view": """
        select c.id, c.kind, c.title, c.note, r.position, r.text, r.value, r.place, r.line,
            (select group_concat(entity, ' ') from contradiction_entities e where e.contradiction = c.id) as entities,
            (select coalesce(group_concat(n.folded, ', '), '') from contradiction_entities e
                join spellings n on n.entity = e.entity where e.contradiction = c.id) as name_folded,
            (select coalesce(min(n.sort_key), '') from contradiction_entities e
                join spellings n on n.entity = e.entity where e.contradiction = c.id) as name_key
        from contradictions c left join contradiction_readings r on r.contradiction = c.id
        order by c.id, r.position""",
}


def create(connection: sqlite3.Connection) -> None:
    """Creates all tables, indexes and views in an empty database."""
    connection.executescript(TABLES + INDEXES)
    for name, select in VIEWS.items():
        connection.execute(f"create view {name} as {select}")
    connection.commit()
