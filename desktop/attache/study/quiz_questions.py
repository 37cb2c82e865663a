"""The questions that can be made from cards and from the fields of entries; all chance comes from a seed.

Wrong options are plausible: confusables come first, then entries of the same kind, theme and type.  None of
them may be right as well.  So two entries that share a name never stand side by side, nor do two of which one
is a part, a kind, a member or an example of the other.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from attache.base.entry import GAP, Card
from attache.base.subject import Dated, Subject
from attache.base.text import fold
from attache.base.vocabulary import CardForm, Kind
from attache.study.quiz import PAIRS, Question, QuizForm, Way

_WRONG = 3
"""Wrong options of a question."""
_NEAR = frozenset(("confused-with", "contrasts-with"))
"""Relations that make an entry the best wrong option for another one."""
_TOO_NEAR = frozenset(
    ("kind-of", "has-kind", "part-of", "has-part", "example-of", "has-example", "member-of", "has-member")
)
"""Relations that may make one entry a right answer about another one."""
_ASKED_OF: Mapping[str, str] = {
    "part-of": "which of these is it part of?",
    "member-of": "which of these is it a member of?",
}
"""Relations that are asked for: entries name all that they have, but not all that they are an example of.

The title comes before it and a colon: it may be a plural, or need an article.
"""
_LONGEST_TYPED = 3
"""The most words of an item of a list that is typed; longer ones could be said in too many ways."""
_FEWEST, _MOST_ITEMS = 3, 10
"""Members of an organisation that can be asked for as a list."""
_YEARS = 30
"""How far wrong years lie from the right one."""
_OF_CARD: Mapping[CardForm, QuizForm] = {
    CardForm.CHOICE: QuizForm.CHOICE,
    CardForm.EXAMPLE: QuizForm.EXAMPLE,
    CardForm.CONFUSABLE: QuizForm.CONFUSABLE,
    CardForm.TYPED: QuizForm.TYPED,
    CardForm.CLOZE: QuizForm.CLOZE,
    CardForm.LIST: QuizForm.LIST,
    CardForm.QUESTION: QuizForm.QUESTION,
}
"""Cards of the other two forms are asked by the definition of their entry."""


class Candidate(NamedTuple):
    """A card in the scope of a quiz; ``difficulty`` is from 1 to 10, 0 for a card that was never answered."""

    card: str
    entry: str
    form: CardForm
    difficulty: float = 0.0


class Material(NamedTuple):
    """All that questions are made of: cards in scope with their texts, and entries in scope and beyond it.

    The order of ``candidates`` is that of the library.
    """

    candidates: Sequence[Candidate]
    cards: Mapping[str, Card]
    subjects: Mapping[str, Subject]


class Possible(NamedTuple):
    """A question that can be made: its key, its form, its entry, how difficult it is, and what makes it."""

    key: str
    form: QuizForm
    entry: str
    difficulty: float
    make: Callable[[], Question | None]


class Maker:
    """Makes questions of one quiz."""

    def __init__(self, material: Material, seed: int) -> None:
        self._material, self._chance = material, random.Random(seed + 1)  # noqa: S311 - nothing secret
        self._all = list(material.subjects.values())
        self._too_near = {
            each.id: {relation.target for relation in each.relations if relation.type in _TOO_NEAR}
            for each in self._all
        }
        self._years = {each.year for other in self._all for each in (*other.dates, Dated(other.founded, ""))}
        self._seat_of = {fold(each.seat): each.seat for each in self._all if each.seat}
        self._cards_of: dict[str, list[Candidate]] = {}
        for candidate in material.candidates:
            self._cards_of.setdefault(candidate.entry, []).append(candidate)

    # What can be asked

    def possible(self) -> Iterator[Possible]:
        """Yield all questions that can be made."""
        subjects = self._material.subjects
        for candidate in self._material.candidates:
            card, form = self._material.cards.get(candidate.card), _OF_CARD.get(candidate.form)
            if card is not None and form is not None:
                yield Possible(
                    card.id, form, candidate.entry, candidate.difficulty,
                    partial(self._of_card, card, form),
                )  # fmt: skip
        inside = [subjects[entry] for entry in self._cards_of if entry in subjects]
        for subject in inside:
            for form, key, make in (*self._of_definition(subject), *self._of_fields(subject)):
                hard = max(each.difficulty for each in self._cards_of[subject.id])
                yield Possible(f"{subject.id}/{key}", form, subject.id, hard, make)
        yield from self._matches(inside)

    # From cards

    def _of_card(self, card: Card, form: QuizForm) -> Question | None:
        asked = Question(
            card.id, form, Way.CHECK, card.asked(GAP), (card.answer,), (card.entry,), (card.id,), why=card.why
        )
        if form is QuizForm.QUESTION:
            return asked
        if form is QuizForm.LIST:
            items = _texts(card, "items")
            return replace(asked, way=_way_of(items), expected=items) if items else None
        if form in (QuizForm.TYPED, QuizForm.CLOZE):
            hidden = _texts(card, "cloze") if form is QuizForm.CLOZE else ()
            return replace(
                asked,
                way=Way.TYPE,
                expected=hidden[:1] or (card.answer,),
                accepted=(card.answer, *_texts(card, "accepted")),
            )
        if form is QuizForm.CONFUSABLE:
            pair = [self._material.subjects.get(entry) for entry in _texts(card, "pair")]
            wrong = [each.title for each in pair if each is not None]  # the right one is left out below
        else:
            wrong = list(_texts(card, "distractors"))
        return self._with_options(replace(asked, accepted=_texts(card, "accepted")), wrong)

    # From definitions

    def _of_definition(self, subject: Subject) -> Iterator[_Made]:
        if _names_itself(subject) or not any(self._rivals(subject)):
            return
        yield QuizForm.TERM, "term", partial(self._term, subject)
        yield QuizForm.DEFINITION, "definition", partial(self._definition, subject)

    def _term(self, subject: Subject) -> Question | None:
        wrong = [each.title for each in self._nearest(subject, self._rivals(subject), _WRONG)]
        asked = self._about(subject, "term", QuizForm.TERM, subject.definition, subject.title)
        return self._with_options(asked, wrong)

    def _definition(self, subject: Subject) -> Question | None:
        rivals = (each for each in self._rivals(subject) if not _names(each.definition, subject.names))
        wrong = [each.definition for each in self._nearest(subject, rivals, _WRONG)]
        asked = self._about(subject, "definition", QuizForm.DEFINITION, subject.title, subject.definition)
        return self._with_options(asked, wrong)

    def _rivals(self, subject: Subject) -> Iterator[Subject]:
        """Yield the entries of the same kind that cannot be meant as well."""
        return (each for each in self._all if each.kind is subject.kind and self._are_apart(subject, each))

    def _nearest(self, subject: Subject, others: Iterable[Subject], most: int) -> list[Subject]:
        """Return the entries that are most like one, in an order that chance decides among equals."""
        near = {relation.target for relation in subject.relations if relation.type in _NEAR}
        found = list(others)
        self._chance.shuffle(found)
        found.sort(
            key=lambda each: (each.id not in near, each.theme != subject.theme, each.type != subject.type)
        )
        chosen: list[Subject] = []
        for each in found:
            if all(self._are_apart(each, other) for other in chosen):
                chosen.append(each)
            if len(chosen) == most:
                break
        return chosen

    def _matches(self, inside: Sequence[Subject]) -> Iterator[Possible]:
        """Yield sets of terms that are like one another; each term is in one set only."""
        for kind in Kind:
            left = [each for each in inside if each.kind is kind and not _names_itself(each)]
            self._chance.shuffle(left)
            while len(left) >= PAIRS:
                first = left.pop()
                others = (each for each in left if self._are_apart(first, each))
                terms = (first, *self._nearest(first, others, PAIRS - 1))
                if len(terms) < PAIRS:
                    continue
                left = [each for each in left if each not in terms]
                hard = max(each.difficulty for term in terms for each in self._cards_of[term.id])
                yield Possible(
                    f"{first.id}/match", QuizForm.MATCH, first.id, hard,
                    partial(self._match, terms),
                )  # fmt: skip

    def _match(self, terms: Sequence[Subject]) -> Question:
        placed = self._chance.sample(terms, len(terms))
        titles = [each.title for each in placed]
        return Question(
            f"{terms[0].id}/match",
            QuizForm.MATCH,
            Way.MATCH,
            "Match each term with its definition.",
            tuple(titles),
            tuple(each.id for each in placed),
            tuple(self._card_of(each.id, CardForm.TERM, CardForm.DEFINITION) for each in placed),
            options=tuple(self._chance.sample(titles, len(titles))),
            definitions=tuple(each.definition for each in placed),
        )

    # From the fields of entries

    def _of_fields(self, subject: Subject) -> Iterator[_Made]:
        if _has_list(subject):
            yield QuizForm.LIST, "members", partial(self._members, subject)
        if len(subject.members) >= _FEWEST and _can_ask_members(subject) and self._outsiders(subject):
            yield QuizForm.FACT, "member", partial(self._member, subject)
        if subject.founded and not _names_year(subject.title, subject.founded):
            founded = Dated(subject.founded, "founded")
            yield QuizForm.FACT, "founded", partial(self._year, subject, founded, "founded")
        if subject.seat and self._seats(subject):
            yield QuizForm.FACT, "seat", partial(self._seat, subject)
        for number, dated in enumerate(subject.dates, 1):
            if not _names_year(f"{subject.title} {dated.what}", dated.year):
                key = f"date-{number}"
                yield (
                    QuizForm.FACT, key,
                    partial(self._year, subject, dated, key),
                )  # fmt: skip
        for type_ in _ASKED_OF:
            if self._targets(subject, type_) and any(self._strangers(subject, type_)):
                yield (
                    QuizForm.FACT, type_,
                    partial(self._relation, subject, type_),
                )  # fmt: skip

    def _members(self, subject: Subject) -> Question | None:
        asked = f"{subject.title}: name all {len(subject.members)} members{_as_of(subject)}."
        question = self._about(subject, "members", QuizForm.LIST, asked, "")
        return replace(question, way=_way_of(subject.members), expected=subject.members)

    def _member(self, subject: Subject) -> Question | None:
        right = self._chance.choice(subject.members)
        asked = f"{subject.title}: which of these is a member{_as_of(subject)}?"
        outsiders = self._outsiders(subject)
        wrong = self._chance.sample(outsiders, min(_WRONG, len(outsiders)))
        question = self._about(subject, "member", QuizForm.FACT, asked, right)
        return self._with_options(replace(question, accepted=subject.members), wrong)

    def _outsiders(self, subject: Subject) -> list[str]:
        """Return members of other organisations of its theme, or else of all, that are not its own."""
        own = {fold(name) for name in (*subject.members, *subject.partners)}
        members = [(each.theme, name) for each in self._all if not each.is_past for name in each.members]
        for wanted in (subject.theme, None):
            names = {fold(name): name for theme, name in members if wanted in (theme, None)}
            found = [name for key, name in sorted(names.items()) if key not in own]
            if len(found) >= _WRONG:
                return found
        return []

    def _seat(self, subject: Subject) -> Question | None:
        seats = self._seats(subject)
        wrong = self._chance.sample(seats, min(_WRONG, len(seats)))
        asked = f"{subject.title}: where are its headquarters?"
        return self._with_options(self._about(subject, "seat", QuizForm.FACT, asked, subject.seat), wrong)

    def _seats(self, subject: Subject) -> list[str]:
        own = fold(subject.seat)
        # One may name the country of the other.
        return [seat for key, seat in sorted(self._seat_of.items()) if not (key in own or own in key)]

    def _year(self, subject: Subject, dated: Dated, key: str) -> Question | None:
        own = {dated.year for dated in subject.dates} | {dated.year, subject.founded}
        near = [
            year
            for year in sorted(self._years - own, key=lambda year: abs(year - dated.year))
            if 0 < abs(year - dated.year) <= _YEARS
        ][: 3 * _WRONG]
        others = (year for by in range(1, _YEARS) for year in (dated.year - by, dated.year + by))
        if len(near) < _WRONG:  # a small library has few dates
            near += [year for year in others if year not in own][: 2 * _WRONG]
        wrong = self._chance.sample(sorted(set(near)), _WRONG)
        what = dated.what.rstrip(".")
        asked = f"{subject.title}: in which year was it founded?"
        if key != "founded":
            asked = f"In which year did this happen? “{what}” (from “{subject.title}”)"
        question = self._about(subject, key, QuizForm.FACT, asked, str(dated.year))
        return self._with_options(question, [str(year) for year in wrong])

    def _relation(self, subject: Subject, type_: str) -> Question | None:
        targets = self._targets(subject, type_)
        right = self._chance.choice(targets)
        wrong = [each.title for each in self._nearest(right, self._strangers(subject, type_, right), _WRONG)]
        asked = f"{subject.title}: {_ASKED_OF[type_]}"
        question = self._about(subject, type_, QuizForm.FACT, asked, right.title)
        accepted = tuple(each.title for each in targets)
        return self._with_options(replace(question, accepted=accepted), wrong)

    def _targets(self, subject: Subject, type_: str) -> list[Subject]:
        """Return the entries that a relation leads to, unless the title of the entry names one."""
        found = [
            self._material.subjects[relation.target]
            for relation in subject.relations
            if relation.type == type_ and relation.target in self._material.subjects
        ]
        return [] if any(_names(subject.title, each.names) for each in found) else found

    def _strangers(self, subject: Subject, type_: str, right: Subject | None = None) -> Iterator[Subject]:
        """Yield entries of the kind of a right answer that have nothing to do with the entry."""
        targets = self._targets(subject, type_)
        kinds = {each.kind for each in targets} if right is None else {right.kind}
        return (
            each
            for each in self._all
            if each.kind in kinds
            and each.id not in subject.related
            and subject.id not in each.related
            and fold(subject.title) not in {fold(name) for name in each.members}
            and each.id != subject.id
            and all(self._are_apart(each, target) for target in targets)
        )

    # Parts

    def _are_apart(self, one: Subject, other: Subject) -> bool:
        """Return whether two entries can stand side by side: no name or definition fits both."""
        return not (
            one.id == other.id
            or other.id in self._too_near[one.id]
            or one.id in self._too_near[other.id]
            or one.definition == other.definition
            or one.names & other.names
        )

    def _about(self, subject: Subject, key: str, form: QuizForm, asked: str, right: str) -> Question:
        wanted = {QuizForm.TERM: (CardForm.TERM,), QuizForm.DEFINITION: (CardForm.DEFINITION,)}.get(form, ())
        card = self._card_of(subject.id, *wanted)
        why = "" if form in (QuizForm.TERM, QuizForm.DEFINITION) else subject.definition
        return Question(
            f"{subject.id}/{key}", form, Way.CHOOSE, asked, (right,), (subject.id,), (card,), why=why
        )

    def _card_of(self, entry: str, *forms: CardForm) -> str:
        """Return the card of an entry that asks the same, or else its first one."""
        own = self._cards_of[entry]
        return next((each.card for each in own if each.form in forms), own[0].card)

    def _with_options(self, question: Question, wrong: Iterable[str]) -> Question | None:
        """Return a question with its options in an order that chance decides; None if none would be wrong."""
        taken = {fold(text) for text in (*question.expected, *question.accepted)}
        kept: list[str] = []
        for text in wrong:
            if fold(text) not in taken:
                taken.add(fold(text))
                kept.append(text)
        if not kept:
            return None
        options = [*question.expected, *kept]
        self._chance.shuffle(options)
        return replace(question, way=Way.CHOOSE, options=tuple(options))


_Made = tuple[QuizForm, str, Callable[[], Question | None]]
"""The form and the key of a question, and what makes it."""


def _names(text: str, names: Iterable[str]) -> bool:
    """Return whether a text holds one of some folded names."""
    folded = f" {fold(text)} "
    return any(f" {name} " in folded for name in names)


def _names_itself(subject: Subject) -> bool:
    return _names(subject.definition, subject.names)


def _names_year(text: str, year: int) -> bool:
    return str(year) in text


def _can_ask_members(subject: Subject) -> bool:
    """Return whether the members can be asked for: they are those of today, and the title names none."""
    return not (subject.is_past or _names(subject.title, map(fold, subject.members)))


def _has_list(subject: Subject) -> bool:
    return _FEWEST <= len(subject.members) <= _MOST_ITEMS and _can_ask_members(subject)


def _as_of(subject: Subject) -> str:
    return f" (as of {subject.members_in})" if subject.members_in else ""


def _way_of(items: Sequence[str]) -> Way:
    """Return how a list is answered."""
    short = all(len(item.split()) <= _LONGEST_TYPED for item in items) and len(items) <= _MOST_ITEMS
    return Way.FILL if short else Way.CHECK


def _texts(card: Card, key: str) -> tuple[str, ...]:
    """Return the texts that the form of a card adds."""
    found = card.detail.get(key, ())
    return tuple(map(str, found)) if isinstance(found, list | tuple) else ()
