"""The views of the library that studying uses: the only place that joins its tables for that.

A progress file attaches the library as the schema ``library`` and creates these temporary views, so that a
query over both files does not depend on the library's tables.
"""

from __future__ import annotations

STUDY_VIEWS = (
    """CREATE TEMP VIEW study_card AS
       SELECT c.n, c.id, c.form, iif(c.value = 3, c.form || '+', c.form) AS sort, c.value, c.position,
              c.entry AS entry_n, e.id AS entry, e.theme, e.kind
       FROM library.card c JOIN library.entry e ON e.n = c.entry""",
    """CREATE TEMP VIEW study_new AS
       SELECT i.place, c.* FROM library.introduction i JOIN study_card c ON c.n = i.card""",
    """CREATE TEMP VIEW study_listed AS
       SELECT c.n, c.id, c.form, c.value, c.prompt, c.answer, c.detail, c.position,
              c.entry AS entry_n, e.id AS entry, e.title, e.position AS alphabetical
       FROM library.card c LEFT JOIN library.entry e ON e.n = c.entry""",
    """CREATE TEMP VIEW study_label AS
         SELECT entry AS entry_n, text FROM library.label WHERE type NOT IN ('narrower', 'related')""",
    """CREATE TEMP VIEW study_section AS
       SELECT cs.card AS n, x.document, x.id AS section, cs.position
       FROM library.card_section cs JOIN library.section x ON x.n = cs.section""",
    "CREATE TEMP VIEW study_theme AS SELECT id, sort AS form, theme AS part FROM study_card",
    """CREATE TEMP VIEW study_document AS
       SELECT c.id, iif(c.value = 3, c.form || '+', c.form) AS form, s.document AS part
       FROM library.card c JOIN study_section s ON s.n = c.n
       WHERE s.position = 0 OR NOT EXISTS (SELECT 1 FROM study_section o
            WHERE o.n = c.n AND o.position < s.position AND o.document = s.document)""",
    """CREATE TEMP VIEW study_part AS
       SELECT id, sort AS form, 'all' AS grouping, '' AS part FROM study_card
       UNION ALL SELECT id, sort, 'value', CAST(value AS TEXT) FROM study_card
       UNION ALL SELECT id, form, 'theme', part FROM study_theme
       UNION ALL SELECT id, form, 'document', part FROM study_document""",
    """CREATE TEMP VIEW study_group AS
       SELECT 'document' AS grouping, id AS part, position FROM library.document
       UNION ALL SELECT 'theme', id, position FROM library.theme""",
    "CREATE TEMP VIEW study_count AS SELECT grouping, part, form, cards FROM library.card_count",
    """CREATE TEMP VIEW study_confusable AS
       SELECT e.id AS entry, o.id AS other FROM library.entry e
       JOIN library.relation r ON r.entry = e.n JOIN library.entry o ON o.n = r.target
       WHERE r.type = 'confused-with'""",
    """CREATE TEMP VIEW study_close AS
       SELECT e.id AS entry, o.id AS other FROM library.entry e
       JOIN library.relation r ON r.entry = e.n JOIN library.entry o ON o.n = r.target
       WHERE r.type IN ('confused-with', 'contrasts-with', 'example-of', 'has-example', 'kind-of', 'has-kind',
           'part-of', 'has-part')""",
    """CREATE TEMP VIEW study_example AS
       SELECT e.id AS entry, o.id AS concept, o.n AS concept_n FROM library.entry e
       JOIN library.relation r ON r.entry = e.n JOIN library.entry o ON o.n = r.target
       WHERE r.type = 'example-of'""",
    """CREATE TEMP VIEW study_guide AS
       SELECT x.n, about.value || ':' || x.document || '/' || x.id AS section
       FROM library.meta about CROSS JOIN library.section x WHERE about.key = 'pack'""",
    """CREATE TEMP VIEW study_check AS
       SELECT g.section, c.id AS card FROM study_guide g
       JOIN library.guide_card gc ON gc.section = g.n JOIN library.card c ON c.n = gc.card""",
    """CREATE TEMP VIEW study_cited AS
       SELECT g.section, cs.card AS n FROM study_guide g JOIN library.card_section cs ON cs.section = g.n""",
    "CREATE TEMP VIEW study_entry AS SELECT id FROM library.entry",
    "CREATE TEMP VIEW study_about AS SELECT key, value FROM library.meta",
)
"""``study_card``: one row a card.  ``study_new``: in the order in which new cards are introduced.
``study_listed``: with what a list of cards shows; the outer join costs nothing if it is not used.
``study_label``: the other names of entries, without those of a part of them or of something else.
``study_section``: the sections that a card cites.  ``study_theme`` and ``study_document``: the theme of a
card, and each of its documents once; ``study_part`` has both, all cards as a group of their own, and those
of each value.  The column ``form`` of these and of ``study_count`` holds the ``sort`` of ``study_card``: the
form, with a ``+`` behind it for an extra card (value 3).
``study_group`` lists the groups in order, and ``study_count`` how many cards of each form they have.
``study_guide``: all sections by the ids of guides; ``study_check``: their check questions;
``study_cited``: the cards that cite them.  ``study_confusable``: entries that are often confused.
``study_close``: entries so closely related that a card of one gives hints for the other.  ``study_example``:
entries that are examples of another.
``study_entry``: all entries.
``study_about``: the library's metadata.
"""
