"""Questions are made from cards of every form and from fields, and their wrong options are wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pytest

from attache.base.entry import GAP, Card
from attache.base.subject import Dated, Relation, Subject
from attache.base.text import fold
from attache.base.vocabulary import CardForm, Kind
from attache.library.library import Library
from attache.study.quiz import MOST_QUESTIONS, PAIRS, Question, QuizForm, QuizOptions, Way
from attache.study.quiz_making import counts, questions
from attache.study.quiz_questions import Candidate, Material
from tests.conftest import Sample
from tests.shipped import shipped_library

CHI_SQUARED = {1: 10.83, 2: 13.82, 3: 16.27, 4: 18.47}
"""By degrees of freedom: what one in a thousand uniform samples exceeds."""


@pytest.fixture(scope="module")
def shipped() -> Material:
    """Everything in the shipped library."""
    with Library.open(shipped_library()) as library:
        rows = library.rows(range(1, library.entry_count + 1))
        cards = {card.id: card for row in rows for card in library.entry(row.id).cards}
        found = [Candidate(card.id, card.entry, card.form) for card in cards.values()]
        return Material(found, cards, library.subjects([row.id for row in rows]))


def of_entries(material: Material, entries: Iterable[str]) -> Material:
    """Return the material of a scope of some entries."""
    wanted = set(entries)
    return material._replace(candidates=[each for each in material.candidates if each.entry in wanted])


def check(question: Question, subjects: Mapping[str, Subject]) -> None:
    """Check what holds for every question."""
    assert question.prompt
    assert all(question.expected)
    if question.way is Way.CHOOSE:
        folded = [fold(option) for option in question.options]
        assert len(set(folded)) == len(folded) > 1, "no option twice"
        right = [*question.expected, *question.accepted]
        offered = [option for option in question.options if option in right]
        assert offered == list(question.expected), "one option is right"
        wrong = [option for option in question.options if option not in offered]
        assert not {fold(text) for text in right} & {fold(option) for option in wrong}
        if question.form in (QuizForm.TERM, QuizForm.DEFINITION) and question.entry in subjects:
            own = subjects[question.entry]
            others = [each for each in subjects.values() if {each.title, each.definition} & set(wrong)]
            assert len(others) == len(wrong)
            assert all(not own.names & each.names and own.kind is each.kind for each in others)
    if question.way is Way.MATCH:
        assert len(set(question.options)) == len(set(question.definitions)) == PAIRS
        assert sorted(question.options) == sorted(question.expected)
        assert len({subjects[entry].kind for entry in question.entries}) == 1
        for term, definition, entry in zip(
            question.expected, question.definitions, question.entries, strict=True
        ):
            assert (subjects[entry].title, subjects[entry].definition) == (term, definition)


def make_many(material: Material, wanted: int) -> list[Question]:
    """Make many questions: of the whole library, and of one to three entries."""
    chance = random.Random(11)
    entries = sorted({each.entry for each in material.candidates})
    found: list[Question] = []
    seed = 0
    while len(found) < wanted:
        seed += 1
        scope = material if seed % 8 == 1 else of_entries(material, chance.sample(entries, seed % 3 + 1))
        made = questions(scope, QuizOptions(length=0), seed)
        assert len({question.key for question in made}) == len(made), "nothing is asked twice"
        assert made
        found += made
    return found


def check_many(material: Material, wanted: int) -> None:
    places: dict[int, Counter[int]] = {}
    for question in make_many(material, wanted):
        check(question, material.subjects)
        if question.way is Way.CHOOSE:
            place = question.options.index(question.expected[0])
            places.setdefault(len(question.options), Counter())[place] += 1
    assert set(places) >= {2, 4}
    for size, found in places.items():
        expected = found.total() / size
        chi_squared = sum((found[place] - expected) ** 2 / expected for place in range(size))
        assert chi_squared < CHI_SQUARED[size - 1], (size, found)


def test_wrong_options_are_wrong_and_the_right_one_stands_anywhere(shipped: Material) -> None:
    check_many(shipped, 800)


@pytest.mark.slow
def test_the_same_of_many_thousand_questions(shipped: Material, sample: Sample) -> None:
    check_many(shipped, sample.number(2500, 5000))


def test_the_counts_are_those_of_the_questions(shipped: Material) -> None:
    entries = [each.entry for each in shipped.candidates]
    for number, scope in enumerate([entries[:1], entries[3:60], entries[200:450]]):
        material = of_entries(shipped, scope)
        found = counts(material, number)
        made = questions(material, QuizOptions(length=0), number)
        assert min(sum(found.values()), MOST_QUESTIONS) == len(made)
        for form in found:
            of_form = questions(material, QuizOptions(length=0, forms=frozenset((form,))), number)
            assert len(of_form) == min(found[form], MOST_QUESTIONS), form
            assert {question.form for question in of_form} == {form}


def test_the_same_seed_makes_the_same_quiz_and_another_one_another(shipped: Material) -> None:
    made = [questions(shipped, QuizOptions(length=12), seed) for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]
    assert all(len(each) == 12 for each in made)


def test_a_short_quiz_is_varied(shipped: Material) -> None:
    made = questions(shipped, QuizOptions(length=20), 4)
    assert max(Counter(question.form for question in made).values()) == 2
    assert max(Counter(question.entry for question in made).values()) == 1
    firsts = {frozenset(each.form for each in questions(shipped, QuizOptions(length=3), n)) for n in range(9)}
    assert len(firsts) > 1


def test_the_hardest_come_first(shipped: Material) -> None:
    chance = random.Random(2)
    hard = [each._replace(difficulty=chance.choice((0, 3.5, 9))) for each in shipped.candidates]
    difficulty = {each.card: each.difficulty for each in hard}
    made = questions(
        shipped._replace(candidates=hard),
        QuizOptions(length=40, hardest=True, forms=frozenset((QuizForm.QUESTION, QuizForm.CONFUSABLE))),
        5,
    )
    assert [difficulty[question.key] for question in made] == [9] * 40


# Small worlds


def subject(number: int, **values: object) -> Subject:
    """Return an organisation whose texts name it by its number."""
    return Subject(
        f"e{number}", f"Title {number}", Kind.ORGANISATION, "theme", "forum", f"Definition {number}.",
        frozenset((f"title {number}",)),
    )._replace(**values)  # type: ignore[arg-type]  # fmt: skip


def card(
    form: CardForm, entry: str = "e1", prompt: str = "Prompt", answer: str = "Answer", **detail: object
) -> Card:
    return Card(f"{entry}-{form}", form, entry, prompt, answer, "Why", 1, "", "", (), detail)


def world(subjects: Sequence[Subject], cards: Sequence[Card] = ()) -> Material:
    """Return material whose scope is the entries of the cards, or all."""
    asked = list(cards) or [card(CardForm.QUESTION, each.id) for each in subjects]
    return Material(
        [Candidate(each.id, each.entry, each.form) for each in asked],
        {each.id: each for each in asked},
        {each.id: each for each in subjects},
    )


def made_of(material: Material, *forms: QuizForm, seed: int = 1) -> list[Question]:
    return questions(material, QuizOptions(length=0, forms=frozenset(forms or QuizForm)), seed)


SEVEN = tuple(subject(number) for number in range(1, 8))


@pytest.mark.parametrize(
    ("made", "way", "expected"),
    [
        (card(CardForm.CHOICE, distractors=["A", "B"]), Way.CHOOSE, ("Answer",)),
        (card(CardForm.EXAMPLE, distractors=["A", "answer", "a"]), Way.CHOOSE, ("Answer",)),
        (card(CardForm.CONFUSABLE, answer="Title 1", pair=["e1", "e2", "gone"]), Way.CHOOSE, ("Title 1",)),
        (card(CardForm.TYPED, accepted=["Other"]), Way.TYPE, ("Answer",)),
        (card(CardForm.CLOZE, prompt="A gap here", cloze=["gap"]), Way.TYPE, ("gap",)),
        (card(CardForm.LIST, items=["A", "B b b"]), Way.FILL, ("A", "B b b")),
        (card(CardForm.LIST, items=["A", "one two three four"]), Way.CHECK, ("A", "one two three four")),
        (card(CardForm.QUESTION), Way.CHECK, ("Answer",)),
    ],
)
def test_a_question_of_each_form_of_card(made: Card, way: Way, expected: tuple[str, ...]) -> None:
    form = QuizForm(made.form)
    (question,) = made_of(world(SEVEN, [made]), form)
    assert (question.form, question.way, question.expected) == (form, way, expected)
    assert (question.cards, question.entries, question.why) == ((made.id,), ("e1",), "Why")
    assert question.prompt == made.asked(GAP)
    assert set(question.options) <= {"Answer", "A", "B", "Title 1", "Title 2"}
    check(question, {})


def test_a_card_that_cannot_be_asked_is_left_out() -> None:
    for made in (
        card(CardForm.CHOICE, distractors=["answer"]),
        card(CardForm.LIST),
        card(CardForm.CHOICE, distractors="none"),
    ):
        assert made_of(world(SEVEN, [made]), QuizForm(made.form)) == []
    material = world(SEVEN)
    assert made_of(material._replace(cards={}), QuizForm.QUESTION) == []
    assert made_of(world(SEVEN, [card(CardForm.QUESTION, "elsewhere")]), QuizForm.TERM) == []


def test_terms_and_definitions_come_from_entries_and_name_their_cards() -> None:
    material = world(SEVEN, [card(CardForm.QUESTION), card(CardForm.DEFINITION)])
    (term,) = made_of(material, QuizForm.TERM)
    assert (term.prompt, term.expected) == ("Definition 1.", ("Title 1",))
    assert term.cards == ("e1-question",)
    (definition,) = made_of(material, QuizForm.DEFINITION)
    assert (definition.prompt, definition.expected) == ("Title 1", ("Definition 1.",))
    assert definition.cards == ("e1-definition",)
    assert len(term.options) == len(definition.options) == 4
    assert term.way is definition.way is Way.CHOOSE


def test_confusables_are_the_first_wrong_options() -> None:
    first = subject(1, relations=(Relation("confused-with", "e9"), Relation("contrasts-with", "e10")))
    others = [subject(number, theme="theme", type="forum") for number in range(2, 8)]
    far = [subject(number, theme="other", type="bloc") for number in (9, 10)]
    material = world([first, *others, *far], [card(CardForm.QUESTION)])
    for seed in range(5):
        (term,) = made_of(material, QuizForm.TERM, seed=seed)
        assert {"Title 9", "Title 10"} < set(term.options)
        assert "Title 1" in term.options


@pytest.mark.parametrize(
    "too_near",
    [
        subject(2, names=frozenset(("title 2", "title 1"))),
        subject(2, definition="Definition 1."),
        subject(2, kind=Kind.CONCEPT),
        subject(2, relations=(Relation("part-of", "e1"),)),
        subject(2, id="e1"),
    ],
)
def test_what_may_be_right_too_is_no_option(too_near: Subject) -> None:
    material = world([subject(1), too_near], [card(CardForm.QUESTION)])
    assert made_of(material, QuizForm.TERM, QuizForm.DEFINITION) == []
    related = subject(1, relations=(Relation("has-part", "e2"),))
    assert made_of(world([related, subject(2)], [card(CardForm.QUESTION)]), QuizForm.TERM) == []


def test_two_wrong_options_are_not_the_same_thing() -> None:
    twins = [subject(number, names=frozenset((f"title {number}", "twin"))) for number in (2, 3, 4)]
    (term,) = made_of(world([subject(1), *twins], [card(CardForm.QUESTION)]), QuizForm.TERM)
    assert len(term.options) == 2


def test_a_definition_that_names_its_term_is_not_asked_for() -> None:
    material = world([subject(1, definition="What title 1 is."), *SEVEN[1:]], [card(CardForm.QUESTION)])
    assert made_of(material, QuizForm.TERM, QuizForm.DEFINITION, QuizForm.MATCH) == []
    naming = [subject(number, definition=f"Unlike title 1, it is {number}.") for number in (2, 3)]
    (only_term,) = made_of(
        world([subject(1), *naming], [card(CardForm.QUESTION)]), QuizForm.TERM, QuizForm.DEFINITION
    )
    assert only_term.form is QuizForm.TERM


def test_terms_are_matched_in_sets_of_five() -> None:
    twelve = [subject(number) for number in range(1, 13)]
    made = made_of(world(twelve), QuizForm.MATCH)
    assert len(made) == 2
    assert len({entry for question in made for entry in question.entries}) == 2 * PAIRS
    for question in made:
        check(question, {each.id: each for each in twelve})
        assert question.cards == tuple(f"{entry}-question" for entry in question.entries)
    assert made_of(world(twelve[:4]), QuizForm.MATCH) == []
    same = [subject(number, names=frozenset(("same",))) for number in range(1, 8)]
    assert made_of(world(same), QuizForm.MATCH) == []


def test_members_are_asked_for() -> None:
    own = ("A", "B", "C")
    others = [subject(2, members=("C", "D", "E", "F")), subject(3, members=("G",), theme="far")]
    first = subject(1, members=own, partners=("F",), members_in=2025)
    asked = [card(CardForm.QUESTION)]
    (listed,) = made_of(world([first, *others], asked), QuizForm.LIST)
    assert (listed.expected, listed.way) == (own, Way.FILL)
    assert listed.prompt == "Title 1: name all 3 members (as of 2025)."
    (member,) = made_of(world([first, *others], asked), QuizForm.FACT)
    assert member.prompt == "Title 1: which of these is a member (as of 2025)?"
    assert member.expected[0] in own
    assert set(member.options) - set(member.expected) == {"D", "E", "G"}, "of all themes, as one has too few"
    check(member, {})
    for changed in (
        first._replace(members=own[:2]),
        first._replace(is_past=True),
        first._replace(title="Treaty of A"),
    ):
        assert made_of(world([changed, *others], asked), QuizForm.LIST, QuizForm.FACT) == []
    near = [subject(2, members=("D", "E", "H")), others[1]]
    (member,) = made_of(world([first._replace(members_in=0), *near], asked), QuizForm.FACT)
    assert set(member.options) - set(member.expected) == {"D", "E", "H"}
    assert member.prompt.endswith("is a member?")
    assert made_of(world([first, subject(2, members=("D",))], asked), QuizForm.FACT) == []


def test_years_are_asked_for() -> None:
    dated = subject(1, founded=1949, dates=(Dated(1955, "a state joins."), Dated(1999, "the summit of 1999")))
    others = [subject(number, dates=(Dated(1940 + number, "something"),)) for number in range(2, 12)]
    asked = [card(CardForm.QUESTION)]
    founded, joined = sorted(
        made_of(world([dated, *others], asked), QuizForm.FACT), key=lambda each: each.key
    )[::-1]
    assert founded.prompt == "Title 1: in which year was it founded?"
    assert joined.prompt == "In which year did this happen? “a state joins” (from “Title 1”)"
    for question in (founded, joined):
        assert len(question.options) == 4
        wrong = {int(option) for option in question.options} - {int(question.expected[0])}
        assert not wrong & {1949, 1955, 1999}, "no other year of the entry"
        assert all(0 < abs(year - int(question.expected[0])) <= 30 for year in wrong)
        check(question, {})
    (alone,) = made_of(world([dated._replace(dates=())], asked), QuizForm.FACT)
    assert len(alone.options) == 4
    assert made_of(world([dated._replace(dates=(), title="Pact of 1949")], asked), QuizForm.FACT) == []


def test_the_seat_is_asked_for() -> None:
    asked = [card(CardForm.QUESTION)]
    others = [subject(2, seat="Geneva"), subject(3, seat="Vienna"), subject(4, seat="Paris, France")]
    (seat,) = made_of(world([subject(1, seat="Paris"), *others], asked), QuizForm.FACT)
    assert seat.prompt == "Title 1: where are its headquarters?"
    assert sorted(seat.options) == ["Geneva", "Paris", "Vienna"]
    assert made_of(world([subject(1, seat="Paris"), others[2]], asked), QuizForm.FACT) == []


def test_relations_are_asked_for() -> None:
    asked = [card(CardForm.QUESTION)]
    part = subject(1, relations=(Relation("part-of", "e2"), Relation("part-of", "gone")))
    others = [subject(number) for number in (3, 4, 5)]
    (question,) = made_of(world([part, subject(2), *others], asked), QuizForm.FACT)
    assert question.prompt == "Title 1: which of these is it part of?"
    assert question.expected == ("Title 2",)
    assert len(question.options) == 4
    check(question, {})
    naming = part._replace(title="Committee of Title 2")
    assert made_of(world([naming, subject(2), *others], asked), QuizForm.FACT) == []
    for stranger in (
        subject(3, relations=(Relation("uses", "e1"),)),
        subject(3, members=("Title 1",)),
        subject(3, kind=Kind.CONCEPT),
        subject(3, relations=(Relation("has-part", "e2"),)),
    ):
        assert made_of(world([part, subject(2), stranger], asked), QuizForm.FACT) == []
    used = part._replace(relations=(*part.relations, Relation("uses", "e3")))
    assert made_of(world([used, subject(2), subject(3)], asked), QuizForm.FACT) == []


def test_a_retry_of_any_question_checks_out(shipped: Material) -> None:
    from attache.study.quiz import Quiz

    quiz = Quiz.of(QuizOptions(), questions(shipped, QuizOptions(length=30), 8))
    for _ in range(30):
        quiz = quiz.skip()
    for question in quiz.retry(4).questions:
        check(question, shipped.subjects)


def test_questions_do_not_depend_on_where_they_are_made(shipped: Material) -> None:
    turned = replace(QuizOptions(length=15), forms=frozenset(reversed(list(QuizForm))))
    assert questions(shipped, turned, 6) == questions(shipped, QuizOptions(length=15), 6)
