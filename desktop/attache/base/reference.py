"""The shape of a library file: what the compiler writes and the library reads.

One SQLite file, written once and then only read.  Entries are numbered ``n`` = 1, 2, … in order
of importance, so that row order is quality order everywhere; ``position`` = 0, 1, … is the
alphabetical order.  Ids of entries and cards name their pack (see :mod:`attache.base.ids`).
``*_html`` columns hold text as :mod:`attache.base.vocabulary` describes it.
"""

from __future__ import annotations

APPLICATION_ID = 0x41747452  # "AttR"
FORMAT = 9
"""Goes into ``PRAGMA user_version``; raised whenever a table below changes, or the HTML in it."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE document (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, short TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE section (
    n INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document(id),
    position INTEGER NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL,
    UNIQUE (document, id));
CREATE TABLE theme (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, about TEXT NOT NULL);
CREATE TABLE relation_type (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, words TEXT NOT NULL);

CREATE TABLE entry (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, type TEXT NOT NULL,
    theme TEXT NOT NULL REFERENCES theme(id),
    title TEXT NOT NULL, abbreviation TEXT NOT NULL,
    letter TEXT NOT NULL,            -- of the folded title; '#' where that is no letter a-z
    position INTEGER NOT NULL UNIQUE, -- alphabetical, from 0
    outside INTEGER NOT NULL,
    definition TEXT NOT NULL, definition_html TEXT NOT NULL,
    body TEXT NOT NULL, body_html TEXT NOT NULL,
    fields TEXT NOT NULL);           -- JSON object: the kind's own fields, as written
CREATE TABLE label (
    entry INTEGER NOT NULL REFERENCES entry(n), position INTEGER NOT NULL,
    text TEXT NOT NULL, type TEXT NOT NULL, PRIMARY KEY (entry, position)) WITHOUT ROWID;
CREATE TABLE fact (
    entry INTEGER NOT NULL REFERENCES entry(n), position INTEGER NOT NULL,
    key TEXT NOT NULL, label TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL,
    PRIMARY KEY (entry, position)) WITHOUT ROWID;
CREATE TABLE event (
    entry INTEGER NOT NULL REFERENCES entry(n), position INTEGER NOT NULL,
    "on" TEXT NOT NULL, until TEXT NOT NULL, what TEXT NOT NULL,
    PRIMARY KEY (entry, position)) WITHOUT ROWID;
CREATE TABLE note (                  -- numbered sources: cited sections, then bases
    entry INTEGER NOT NULL REFERENCES entry(n), number INTEGER NOT NULL,
    section INTEGER REFERENCES section(n), text TEXT NOT NULL,
    PRIMARY KEY (entry, number)) WITHOUT ROWID;
CREATE TABLE claim (
    entry INTEGER NOT NULL REFERENCES entry(n), position INTEGER NOT NULL,
    text TEXT NOT NULL, html TEXT NOT NULL, note INTEGER NOT NULL,
    PRIMARY KEY (entry, position)) WITHOUT ROWID;
CREATE TABLE work (                  -- further reading
    entry INTEGER NOT NULL REFERENCES entry(n), position INTEGER NOT NULL,
    text TEXT NOT NULL, html TEXT NOT NULL, PRIMARY KEY (entry, position)) WITHOUT ROWID;
CREATE TABLE relation (              -- both directions
    entry INTEGER NOT NULL REFERENCES entry(n), position INTEGER NOT NULL,
    type TEXT NOT NULL REFERENCES relation_type(id),
    target INTEGER NOT NULL REFERENCES entry(n),
    listed INTEGER NOT NULL,         -- 0 where a fact of the entry names the target already
    PRIMARY KEY (entry, position)) WITHOUT ROWID;
CREATE TABLE mention (               -- source's text links to entry
    entry INTEGER NOT NULL REFERENCES entry(n), source INTEGER NOT NULL REFERENCES entry(n),
    PRIMARY KEY (entry, source)) WITHOUT ROWID;

CREATE TABLE territory (             -- of a theme on the map, in world units
    theme TEXT PRIMARY KEY REFERENCES theme(id),
    left REAL NOT NULL, top REAL NOT NULL, width REAL NOT NULL, height REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE spot (                  -- of an entry on the map: its middle, and the name that is written there
    entry INTEGER PRIMARY KEY REFERENCES entry(n), x REAL NOT NULL, y REAL NOT NULL, name TEXT NOT NULL);

CREATE TABLE accuracy (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    sort TEXT NOT NULL, certainty TEXT NOT NULL, basis TEXT NOT NULL,
    says TEXT NOT NULL, says_html TEXT NOT NULL,
    "right" TEXT NOT NULL, right_html TEXT NOT NULL);
CREATE TABLE accuracy_section (
    accuracy INTEGER NOT NULL REFERENCES accuracy(n), position INTEGER NOT NULL,
    section INTEGER NOT NULL REFERENCES section(n), PRIMARY KEY (accuracy, position)) WITHOUT ROWID;
CREATE TABLE accuracy_entry (        -- note: the number of the basis among the entry's notes
    entry INTEGER NOT NULL REFERENCES entry(n), position INTEGER NOT NULL,
    accuracy INTEGER NOT NULL REFERENCES accuracy(n), note INTEGER NOT NULL,
    PRIMARY KEY (entry, position)) WITHOUT ROWID;

CREATE TABLE card (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    entry INTEGER NOT NULL REFERENCES entry(n), position INTEGER NOT NULL,
    form TEXT NOT NULL, prompt TEXT NOT NULL, answer TEXT NOT NULL, why TEXT NOT NULL,
    value INTEGER NOT NULL, detail TEXT NOT NULL, -- JSON object, see vocabulary.Card
    front_html TEXT NOT NULL, back_html TEXT NOT NULL,
    UNIQUE (entry, position));
CREATE TABLE card_section (
    card INTEGER NOT NULL REFERENCES card(n), position INTEGER NOT NULL,
    section INTEGER NOT NULL REFERENCES section(n), PRIMARY KEY (card, position)) WITHOUT ROWID;
CREATE TABLE introduction (          -- the order in which new cards are asked: core, standard, extra
    place INTEGER PRIMARY KEY, card INTEGER NOT NULL UNIQUE REFERENCES card(n));
CREATE TABLE card_count (            -- how many cards there are in all, by theme, by document, by value
    grouping TEXT NOT NULL,          -- all, theme, document, value
    part TEXT NOT NULL,              -- '', the id of the theme or document, or the value
    form TEXT NOT NULL,              -- with '+' after it for extra cards (value 3)
    cards INTEGER NOT NULL,
    PRIMARY KEY (grouping, part, form)) WITHOUT ROWID;

CREATE TABLE guide (
    document TEXT PRIMARY KEY REFERENCES document(id), title TEXT NOT NULL,
    text TEXT NOT NULL, html TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE guide_section (
    section INTEGER PRIMARY KEY REFERENCES section(n), text TEXT NOT NULL, html TEXT NOT NULL);
CREATE TABLE guide_entry (
    section INTEGER NOT NULL REFERENCES section(n), position INTEGER NOT NULL,
    entry INTEGER NOT NULL REFERENCES entry(n), PRIMARY KEY (section, position)) WITHOUT ROWID;
CREATE TABLE guide_card (
    section INTEGER NOT NULL REFERENCES section(n), position INTEGER NOT NULL,
    card INTEGER NOT NULL REFERENCES card(n), PRIMARY KEY (section, position)) WITHOUT ROWID;
"""

COUNT_CARDS = """
WITH own AS (SELECT n, entry, value, iif(value = 3, form || '+', form) AS form FROM card)
INSERT INTO card_count
    SELECT 'all', '', form, count(*) FROM own GROUP BY form
    UNION ALL SELECT 'value', CAST(value AS TEXT), form, count(*) FROM own GROUP BY value, form
    UNION ALL SELECT 'theme', e.theme, c.form, count(*)
        FROM own c JOIN entry e ON e.n = c.entry GROUP BY e.theme, c.form
    UNION ALL SELECT 'document', s.document, c.form, count(DISTINCT c.n)
        FROM own c JOIN card_section cs ON cs.card = c.n JOIN section s ON s.n = cs.section
        GROUP BY s.document, c.form
"""
"""Fills ``card_count`` when all cards have been written."""

LOOKUP_TABLES = """
CREATE TABLE start (                 -- every name from each of its words on, in every folded form
    text TEXT NOT NULL,
    class INTEGER NOT NULL,          -- 0 title from its start, 1 other name from its start,
                                     -- 2 title from a later word, 3 other name from a later word;
                                     -- 4 narrower or related name from its start, 5 from a later word;
                                     -- 6 member, party or place from its start, 7 from a later word
    n INTEGER NOT NULL,
    PRIMARY KEY (text, class, n)) WITHOUT ROWID;
CREATE TABLE wide (                  -- for starts with more rows than a key stroke can read:
    prefix TEXT NOT NULL,            -- the entries of each class as a packed bit set
    class INTEGER NOT NULL, members BLOB NOT NULL,
    PRIMARY KEY (prefix, class));
CREATE TABLE near (                  -- what is left of a name's word when letters are left out
    text TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (text, word)) WITHOUT ROWID;
-- Both indexes are fed folded words only, and the ascii tokenizer parts those at spaces and
-- nowhere else, so that a word is the same word here as in base/text.py.
CREATE VIRTUAL TABLE name USING fts5(
    title, others, second, content='', columnsize=0, prefix='1 2 3', tokenize='ascii');
-- Words in one spelling (base/spelling.py); guides: of the sections of guides that name the entry first.
CREATE VIRTUAL TABLE body USING fts5(
    names, definition, text, guides, content='', prefix='3', tokenize='ascii');
CREATE TABLE facet (                 -- which entries have a property, as a packed bit set
    facet TEXT NOT NULL,             -- kind, theme, document, section ("document/section"), letter
    value TEXT NOT NULL,
    position INTEGER NOT NULL,       -- order within the facet; for a letter its first alphabetical position
    title TEXT NOT NULL, members BLOB NOT NULL,
    PRIMARY KEY (facet, value));
CREATE TABLE listing (numbers BLOB NOT NULL); -- every n in alphabetical order, each 4 bytes, little-endian
"""

OTHER_TEXTS = """
    SELECT entry, text, place FROM (
        SELECT entry, 1 AS part, position, text, CASE key WHEN 'background' THEN 'in the background'
            ELSE 'under ' || label END AS place FROM fact
        UNION ALL SELECT entry, 2, position, text, 'under What the documents say' FROM claim
        UNION ALL SELECT ae.entry, 3, ae.position,
            a.title || ' / ' || a.says || ' / ' || a."right", 'in an accuracy note'
            FROM accuracy_entry ae JOIN accuracy a ON a.n = ae.accuracy
        UNION ALL SELECT entry, 4, position, text, 'under Further reading' FROM work
        UNION ALL SELECT entry, 5, number, text, 'in the sources' FROM note WHERE section IS NULL)
    {where} ORDER BY entry, part, position"""
"""All texts of an entry but its names, definition and explanation, and where on its page each stands."""

GUIDE_TEXTS = """
    SELECT ge.entry, gs.text,
        'in the study guide, ' || iif(s.title LIKE '(%)', trim(s.title, '()'), s.title) AS place,
        (SELECT value FROM meta WHERE key = 'pack') || ':' || s.document || '/' || s.id AS section
    FROM guide_entry ge JOIN guide_section gs ON gs.section = ge.section JOIN section s ON s.n = gs.section
    WHERE ge.position = 0 {where} ORDER BY ge.entry, gs.section"""
"""The sections of the study guides, each with the first of the entries that it names, and its id."""
