"""Every table of the bot's state, a step a version. A step that was released is never changed, only followed."""

from __future__ import annotations

_CORE = """
create table secrets (name text primary key, value blob not null) without rowid;
create table inbox (
    update_id integer primary key,
    received real not null,
    body text,              -- null when done
    done real
);
create index inbox_open on inbox (update_id) where done is null;
create index inbox_done on inbox (done) where done is not null;
create table conversations (
    chat text primary key,
    knowledge text not null, -- fingerprint of the knowledge base that it refers to
    body text not null,
    changed real not null
) without rowid;
create table answers (
    token text primary key,
    chat_id integer not null,
    message_id integer not null,
    user_id integer not null,
    question text not null,
    knowledge text not null,
    conversation text not null,
    queries text not null,
    actions text not null,
    status text not null,
    milliseconds real not null,
    sent real not null
) without rowid;
create index answers_message on answers (chat_id, message_id);
create index answers_sent on answers (sent);
create index answers_user on answers (user_id);
create table users (
    id integer primary key,
    name text not null,
    username text not null,
    status text not null,
    asked real not null,
    decided real,
    decided_by integer
);
create table decisions (
    id integer primary key, user integer not null, status text not null, by integer not null, at real not null
);
create table invitations (
    hash blob primary key,
    made_by integer not null,
    made real not null,
    expires real not null,
    used_by integer,
    used real
) without rowid;
create table aliases (
    id integer primary key,
    phrase text not null,
    entity text not null, -- empty: not chosen yet
    candidates text not null,
    by integer not null,
    at real not null
);
create table feedback (
    token text not null, user integer not null, value integer not null, at real not null, primary key (token, user)
) without rowid
"""

_SHARING = """
alter table answers add column asked integer not null default 0; -- the message that it answers; 0: a button asked
create index answers_asked on answers (chat_id, asked) where asked <> 0;
create table links (key text primary key, knowledge text not null, queries text not null, kept real not null)
    without rowid;
create table subscribers (user integer primary key, at real not null)
"""

MIGRATIONS: tuple[str, ...] = (_CORE, _SHARING)
