"""SQL over the states of cards: what is due, new or fading, and which cards a scope holds.

A state is ``s``, a card of the library ``c``.  Conditions on a day take it as ``:day``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Literal, TypeAlias

from attache.learner.validity import IN_TIME, LAST_DAY
from attache.study.exam import LAST_PASS, Exam
from attache.study.memory import Curve, Phase
from attache.study.scope import Scope
from attache.study.settings import StudySettings

AWAKE = "NOT (s.buried_until BETWEEN :day + 1 AND :day + 2)"
"""SQL condition: the card is not buried on a day.  Burying puts a card off until tomorrow.

A longer burial was saved while the clock was wrong (or in another time zone), and is ignored.
"""
ACTIVE = "s.present = 1 AND s.suspended = 0"
"""SQL condition: the library has the card, and it is not suspended."""
DUE = f"{ACTIVE} AND s.phase = 2 AND s.due_day <= :day AND {AWAKE}"
LEARNING = f"{ACTIVE} AND s.phase IN (1, 3) AND (s.due_day <= :day OR s.last_day > :day + 1) AND {AWAKE}"
DUE_AT = f"iif(s.due_at {IN_TIME}, s.due_at, 0)"
STEP_AT = f"iif(s.last_day > :day + 1, 0, {DUE_AT})"
"""SQL expression: when a card in its steps is due; now if the clock was wrong when it was answered."""
ASTRAY = (
    f"{ACTIVE} AND s.phase = 2 AND s.last_day > :day + 1 AND {AWAKE}"
    " AND s.due_day > iif((SELECT max(day) FROM review_log) > :day + 1, :day, 1 << 40)"
)
"""SQL condition: the card was last answered on a day in the future, while the clock was wrong.

It counts as due, or it would wait for that day.  If the clock was never wrong, the searched range of the
index is empty.
"""
WAITING = f"(({DUE}) OR ({LEARNING}) OR ({ASTRAY}))"
"""SQL condition: the card is due on a day, in a long interval or in its steps."""
UNAVAILABLE = f"s.present = 1 AND s.suspended IN (0, 1) AND s.phase = 0 AND (s.suspended = 1 OR NOT {AWAKE})"
"""SQL condition: a new card that cannot be asked on a day.  It names every column of the index."""
NOT_NEW = f"s.phase > 0 OR s.suspended = 1 OR NOT {AWAKE}"
"""SQL condition: the card was started, or is not asked as a new one on a day."""
STATES, STATES_AND_CARDS = "card_state s", "card_state s JOIN study_card c ON c.id = s.card"

FADES = "(s.phase = 2 AND :day - s.last_day > :spent * s.stability)"
"""SQL condition: the recall of a card in long intervals is below the desired retention on a day.

``:spent`` is given by :func:`fading_values`.
"""
FADING = f"{ACTIVE} AND s.due_day <= :day + 3 AND s.stability > 0 AND {FADES} AND {AWAKE}"
"""SQL condition: the card fades and can be asked; only cards that are due within three days are read."""

Values: TypeAlias = Mapping[str, object]
Group: TypeAlias = Literal["document", "theme"]
"""What cards are grouped by."""
PARTS: Mapping[Group, str] = {"document": "study_document", "theme": "study_theme"}
"""The view that lists the documents, or the theme, of each card of the library."""


def fading_values(day: int, settings: StudySettings) -> Values:
    """Return the values of ``FADES`` on a day."""
    return {"day": day, "spent": Curve.of(settings.parameters).spent(settings.desired_retention)}


def exam_sql(exam: Exam, alias: str = "c") -> tuple[str, Values]:
    """Return a condition that an exam covers a card of ``study_card``, and its values."""
    parts = [f"{alias}.value = 1"] if exam.core else []
    if exam.documents:
        parts.append(
            f"EXISTS (SELECT 1 FROM study_section x WHERE x.n = {alias}.n"
            " AND x.document IN (SELECT value FROM json_each(:exam_documents)))"
        )
    return " AND ".join(parts) or "1", {"exam_documents": json.dumps(exam.documents)}


def exam_states_sql(exam: Exam, card: str = "s.card") -> tuple[str, Values]:
    """Return a condition that an exam covers a card whose id is known, and its values."""
    condition, values = exam_sql(exam, "e")
    if condition == "1":
        return "1", values
    return f"EXISTS (SELECT 1 FROM study_card e WHERE e.id = {card} AND {condition})", values


def early_sql(settings: StudySettings, day: int) -> tuple[str, Values]:
    """Return a condition on states that come before they are due, "" for none, and its values.

    In the last pass before an exam these are cards that would be below the aim on its day, and before a break
    some of those that are due in it.  Each has a day of its own, by the number of its row, and comes later
    where that day was missed.
    """
    found, values = list[str](), dict[str, object]()
    exam, ahead = settings.exam_on(day), settings.break_ahead(day)
    if exam is not None and exam.in_last_pass(day):
        inside, more = exam_states_sql(exam)
        found.append(
            "(s.due_day >= :exam_day AND :exam_day - s.last_day > :exam_spent * s.stability"
            f" AND :day >= :exam_day - 1 - s.rowid % {LAST_PASS} AND {inside})"
        )
        spent = Curve.of(settings.parameters).spent(exam.aim / 100)
        values |= {**more, "exam_day": exam.day, "exam_spent": spent}
    if ahead is not None:
        found.append(
            "(s.due_day >= :break_first AND s.due_day < :break_early"
            " AND :day >= :break_first - 1 - s.rowid % :break_spread)"
        )
        values |= {"break_first": ahead.first, "break_early": ahead.early, "break_spread": ahead.spread}
    early = f"{ACTIVE} AND s.phase = 2 AND s.due_day > :day AND s.last_day < :day AND {AWAKE}"
    return f"{early} AND ({' OR '.join(found)})" if found else "", values


def counts_sql(scope: Scope, settings: StudySettings, day: int) -> tuple[str, Values]:
    """Return SQL with three expressions that count cards on a day, and its values.

    They are due (or come early, see :func:`early_sql`), in their steps, and new.  The values are also
    those of ``early_count_sql`` and of the functions that take a scope and what is hidden.
    """
    source, condition, values = of_states(scope, settings.hidden)
    due, astray, learning = (
        f"(SELECT count(*) FROM {source} WHERE {wanted} AND {condition})"
        for wanted in (DUE, ASTRAY, LEARNING)
    )
    early, (_, early_values) = early_count_sql(scope, settings, day), early_sql(settings, day)
    values = {**values, **early_values}
    group = _group_of(scope)
    inside, new_values = within(scope, settings.hidden_new, "hidden_new")
    values = {**values, **new_values}
    if group is None:
        new = f"""(SELECT count(*) FROM study_card c WHERE {inside} AND NOT EXISTS (
            SELECT 1 FROM card_state s WHERE s.card = c.id AND ({NOT_NEW})))"""
    else:
        shown, _ = not_hidden("n.form", settings.hidden_new, "hidden_new")
        tables = STATES if inside == "1" else STATES_AND_CARDS
        unavailable = f"(SELECT count(*) FROM {tables} WHERE {UNAVAILABLE} AND {inside})"
        part = f"n.grouping = :grouping AND n.part = :part AND {shown}"
        new = f"""((SELECT coalesce(sum(n.cards), 0) FROM study_count n WHERE {part})
            - (SELECT coalesce(sum(n.begun), 0) FROM tally n WHERE {part}) - {unavailable})"""
        values = {**values, "grouping": group[0], "part": group[1]}
    return f"{due} + {astray} + {early}, {learning}, {new}", values


def early_count_sql(scope: Scope, settings: StudySettings, day: int) -> str:
    """Return SQL that counts the cards that come early, which are among the due ones of ``counts_sql``."""
    source, condition, _ = of_states(scope, settings.hidden)
    early, _ = early_sql(settings, day)
    return f"(SELECT count(*) FROM {source} WHERE {early} AND {condition})" if early else "0"


def exam_new_sql(scope: Scope, settings: StudySettings, day: int) -> tuple[str, Values]:
    """Return SQL that counts the new cards of a scope that the exam in effect on a day covers."""
    exam = settings.exam_on(day)
    if exam is None:
        return "0", {}
    if scope.is_everything and not exam.documents:
        shown, values = not_hidden("n.form", settings.hidden_new, "hidden_new")
        inside, more = within(scope, settings.hidden_new, "hidden_new")
        covered, _ = exam_sql(exam)
        group = ("value", "1") if exam.core else ("all", "")
        part = f"n.grouping = '{group[0]}' AND n.part = '{group[1]}' AND {shown}"
        return f"""((SELECT coalesce(sum(n.cards), 0) FROM study_count n WHERE {part})
            - (SELECT coalesce(sum(n.begun), 0) FROM tally n WHERE {part})
            - (SELECT count(*) FROM {STATES_AND_CARDS} WHERE {UNAVAILABLE} AND {inside} AND {covered}))""", {
            **values, **more,
        }  # fmt: skip
    inside, values = within(scope, settings.hidden_new, "hidden_new")
    covered, more = exam_sql(exam)
    return (
        f"""(SELECT count(*) FROM study_card c WHERE {covered} AND {inside} AND NOT EXISTS (
        SELECT 1 FROM card_state s WHERE s.card = c.id AND ({NOT_NEW})))""",
        {**values, **more},
    )


def core_sql(hidden_new: tuple[str, ...]) -> str:
    """Return SQL with two expressions that count the core cards (value 1), and those of them started."""
    shown, _ = not_hidden("n.form", hidden_new, "hidden_new")
    part = f"n.grouping = 'value' AND n.part = '1' AND {shown}"
    return f"""(SELECT coalesce(sum(n.cards), 0) FROM study_count n WHERE {part}),
        (SELECT coalesce(sum(n.begun), 0) FROM tally n WHERE {part})"""


def step_at_sql(scope: Scope, hidden: tuple[str, ...]) -> str:
    """Return SQL for when the first card in its steps is due (UTC milliseconds); null for none."""
    source, condition, _ = of_states(scope, hidden)
    return f"(SELECT min({STEP_AT}) FROM {source} WHERE {LEARNING} AND {condition})"


def overdue_sql(scope: Scope, hidden: tuple[str, ...]) -> str:
    """Return SQL that counts the overdue cards (due before ``:day``)."""
    source, condition, _ = of_states(scope, hidden)
    return f"(SELECT count(*) FROM {source} WHERE {DUE} AND s.due_day < :day AND {condition})"


def next_due_sql(scope: Scope, hidden: tuple[str, ...]) -> str:
    """Return SQL for the first day after ``:day`` on which a card is due; null for none."""
    source, condition, _ = of_states(scope, hidden)
    firsts = (
        f"SELECT min(s.due_day) AS due FROM {source}"
        f" WHERE {ACTIVE} AND s.phase = {phase} AND s.due_day > :day AND s.due_day <= {LAST_DAY}"
        f" AND {condition}"
        for phase in (int(Phase.LEARNING), int(Phase.REVIEW), int(Phase.RELEARNING))
    )
    return f"(SELECT min(due) FROM ({' UNION ALL '.join(firsts)}))"


def buried_sql(scope: Scope, hidden: tuple[str, ...]) -> str:
    """Return SQL that counts the due cards that were buried until the day after ``:day``."""
    source, condition, _ = of_states(scope, hidden)
    return (
        f"(SELECT count(*) FROM {source} WHERE {ACTIVE} AND s.phase IN (1, 2, 3) AND s.due_day <= :day"
        f" AND NOT ({AWAKE}) AND {condition})"
    )


def within(scope: Scope, hidden: Collection[str], name: str = "hidden") -> tuple[str, Values]:
    """Return a condition on ``study_card`` (as c) for a scope without the hidden forms, and its values.

    Cards that were selected are asked whatever their form.
    """
    hidden = hidden if scope.cards is None else ()
    shown, values = not_hidden("c.sort", hidden, name)
    parts, found = [shown] if hidden else [], dict(values)
    for column, value in (("theme", scope.theme), ("kind", scope.kind)):
        if value:
            parts.append(f"c.{column} = :scope_{column}")
            found[f"scope_{column}"] = value
    document, section = scope.document, ""
    if scope.section:
        document, _, section = scope.section.partition("/")
    if document:
        of_section = " AND x.section = :scope_section" if section else ""
        parts.append(
            "EXISTS (SELECT 1 FROM study_section x"
            f" WHERE x.n = c.n AND x.document = :scope_document{of_section})"
        )
        found |= {"scope_document": document, "scope_section": section}
    if scope.entries is not None:
        parts.append("c.entry IN (SELECT value FROM json_each(:scope_entries))")
        found["scope_entries"] = json.dumps(sorted(scope.entries))
    if scope.cards is not None:
        parts.append("c.id IN (SELECT value FROM json_each(:scope_cards))")
        found["scope_cards"] = json.dumps(sorted(scope.cards))
    return " AND ".join(parts) or "1", found


def of_states(scope: Scope, hidden: Collection[str]) -> tuple[str, str, Values]:
    """Return the tables to read states from for a scope (the library's only if needed), and a condition."""
    condition, values = within(scope, hidden)
    return (STATES if condition == "1" else STATES_AND_CARDS), condition, values


def not_hidden(column: str, hidden: Collection[str], name: str = "hidden") -> tuple[str, Values]:
    """Return a condition that leaves the hidden forms out, and its values; ``name`` is that of the list."""
    if not hidden:
        return "1", {}
    return f"{column} NOT IN (SELECT value FROM json_each(:{name}))", {name: json.dumps(sorted(hidden))}


def to_learn_sql(grouping: str, part: str, settings: StudySettings) -> tuple[str, Values]:
    """Return SQL that counts the cards of a group, given as SQL, and its values.

    Those that are hidden and were never started do not count.
    """
    shown, values = not_hidden("n.form", settings.hidden_new)
    of_group = f"n.grouping = {grouping} AND n.part = {part}"
    return (
        f"""(SELECT coalesce(sum(n.cards), 0) FROM study_count n WHERE {of_group} AND {shown})
        + (SELECT coalesce(sum(n.begun), 0) FROM tally n WHERE {of_group} AND NOT ({shown}))""",
        values,
    )


def _group_of(scope: Scope) -> tuple[str, str] | None:
    """Return the group of the tally that a scope corresponds to, as (grouping, part)."""
    chosen = scope.entries is not None or scope.cards is not None
    if scope.section or scope.kind or chosen or (scope.document and scope.theme):
        return None
    if scope.document:
        return "document", scope.document
    return ("theme", scope.theme) if scope.theme else ("all", "")
