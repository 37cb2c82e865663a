"""Chooses the questions of a quiz among all that can be made (:mod:`attache.study.quiz_questions`)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping

from attache.study.quiz import MOST_QUESTIONS, Question, QuizForm, QuizOptions
from attache.study.quiz_questions import Maker, Material, Possible

_AHEAD = 40
"""Possible questions among which the one is taken whose entry was asked about least."""


def counts(material: Material, seed: int) -> Mapping[QuizForm, int]:
    """Return how many questions of each form there are for a quiz with the same seed."""
    return Counter(each.form for each in Maker(material, seed).possible())


def questions(material: Material, options: QuizOptions, seed: int) -> list[Question]:
    """Return the questions of a quiz: as many as are wanted, the forms in turn, of many entries."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    maker = Maker(material, seed)
    forms = sorted(options.forms)
    of_form: dict[QuizForm, list[Possible]] = {form: [] for form in chance.sample(forms, len(forms))}
    for possible in maker.possible():
        if possible.form in of_form:
            of_form[possible.form].append(possible)
    for own in of_form.values():
        chance.shuffle(own)
        if options.hardest:
            own.sort(key=lambda each: -each.difficulty)
    wanted = min(options.length or MOST_QUESTIONS, MOST_QUESTIONS)
    found = list(_chosen(of_form, wanted, 1 if options.hardest else _AHEAD))
    chance.shuffle(found)
    if options.hardest:
        found.sort(key=lambda each: -each[0].difficulty)
    return [question for _, question in found]


def _chosen(
    of_form: Mapping[QuizForm, list[Possible]], wanted: int, ahead: int
) -> Iterator[tuple[Possible, Question]]:
    """Yield questions, one of each form in turn, of the entries that were asked about least.

    The first ``ahead`` of a form are considered.
    """
    asked: Counter[str] = Counter()
    made = 0
    left = {form: list(own) for form, own in of_form.items() if own}
    while left and made < wanted:
        for form in list(left):
            possible = _take(left[form], asked, ahead)
            if not left[form]:
                del left[form]
            question = possible.make()
            if question is None:
                continue
            asked.update(question.entries)
            yield possible, question
            made += 1
            if made == wanted:
                return


def _take(own: list[Possible], asked: Counter[str], ahead: int) -> Possible:
    place = min(range(min(ahead, len(own))), key=lambda number: (asked[own[number].entry], number))
    return own.pop(place)
