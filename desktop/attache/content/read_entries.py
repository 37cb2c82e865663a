"""Reading one entry with its cards."""

from __future__ import annotations

from collections.abc import Mapping

from attache.base.entry import Label
from attache.base.vocabulary import CardForm, Kind, LabelType
from attache.content.fields import Fields, bounded, nearest
from attache.content.front_matter import Divided
from attache.content.pack import (
    ORGANISATION_TYPES,
    SourceBackground,
    SourceCard,
    SourceClaim,
    SourceDate,
    SourceEntry,
)
from attache.content.problems import Problem, shortened

_ORGANISATION_KEYS = (
    "type",
    "founded",
    "dissolved",
    "members",
    "joined",
    "partners",
    "members-as-of",
    "parent",
    "seat",
)
_CASE_KEYS = ("parties", "period", "place", "done", "outcome", "lesson")

FORM_KEYS: Mapping[CardForm, tuple[str, ...]] = {
    CardForm.QUESTION: ("accepted",),
    CardForm.TERM: ("accepted",),
    CardForm.DEFINITION: (),
    CardForm.CLOZE: ("cloze", "accepted"),
    CardForm.CHOICE: ("distractors", "accepted"),
    CardForm.TYPED: ("accepted",),
    CardForm.LIST: ("items", "ordered"),
    CardForm.EXAMPLE: ("of", "distractors", "accepted"),
    CardForm.CONFUSABLE: ("pair", "accepted"),
}
"""What each form adds to the keys that every card has."""


def read_entry(file: str, kind: Kind, divided: Divided, problems: list[Problem]) -> SourceEntry:
    """Return one entry; blank wherever the file is at fault."""
    fields = Fields(file, divided.head, problems)
    title = fields.name("title", required=True)
    definition = fields.text("definition", required=True, rule="missing-definition")
    theme = fields.text("theme", required=True)
    organisation = kind is Kind.ORGANISATION
    case = kind is Kind.CASE_STUDY
    entry = SourceEntry(
        id=file.rsplit("/", 1)[-1].removesuffix(".md"),
        kind=kind,
        title=title,
        definition=definition,
        theme=theme,
        body=bounded(file, divided.body_line, divided.body, problems),
        labels=_labels(fields),
        importance=fields.grade("importance"),
        sources=fields.texts("sources"),
        background=_background(fields),
        claims=_claims(fields),
        relations=fields.table_of_texts("relations"),
        dates=_dates(fields),
        read_next=fields.texts("read-next"),
        outside=fields.flag("outside-documents"),
        cards=_cards(fields),
        type=_type(fields) if organisation else "",
        founded=fields.year("founded") if organisation else "",
        dissolved=fields.year("dissolved") if organisation else "",
        members=fields.texts("members") if organisation else (),
        joined=fields.table_of_years("joined") if organisation else {},
        partners=fields.texts("partners") if organisation else (),
        members_as_of=fields.year("members-as-of") if organisation else "",
        parent=fields.text("parent") if organisation else "",
        seat=fields.text("seat") if organisation else "",
        parties=fields.texts("parties", required=True) if case else (),
        period=fields.text("period") if case else "",
        place=fields.text("place") if case else "",
        done=fields.text("done", required=True) if case else "",
        outcome=fields.text("outcome", required=True) if case else "",
        lesson=fields.text("lesson", required=True) if case else "",
        file=file,
        head=divided.head,
        parts={"body": divided.body_line},
    )
    if not divided.body.strip():
        message, advice = "The entry has no explanation.", "Write it after the front matter, 80 to 200 words."
        fields.problem(fields.line_of("title"), "missing-explanation", message, advice)
    fields.done((*_ORGANISATION_KEYS, *_CASE_KEYS))
    return entry


def _labels(fields: Fields) -> tuple[Label, ...]:
    found: list[Label] = []
    for inner in fields.tables("labels"):
        if inner is None:
            found.append(Label("", LabelType.SYNONYM))
            continue
        text = inner.name("text", required=True)
        found.append(Label(text, inner.choice("type", LabelType, LabelType.SYNONYM, "unknown-label-type")))
        inner.done()
    return tuple(found)


def _background(fields: Fields) -> tuple[SourceBackground, ...]:
    found: list[SourceBackground] = []
    for inner in fields.tables("background"):
        if inner is None:
            found.append(SourceBackground("", ""))
            continue
        found.append(SourceBackground(inner.text("fact", required=True), inner.text("basis", required=True)))
        inner.done()
    return tuple(found)


def _claims(fields: Fields) -> tuple[SourceClaim, ...]:
    found: list[SourceClaim] = []
    for inner in fields.tables("claims"):
        if inner is None:
            found.append(SourceClaim("", ""))
            continue
        found.append(SourceClaim(inner.text("text", required=True), inner.text("in", required=True)))
        inner.done()
    return tuple(found)


def _dates(fields: Fields) -> tuple[SourceDate, ...]:
    found: list[SourceDate] = []
    for inner in fields.tables("dates"):
        if inner is None:
            found.append(SourceDate("", "", ""))
            continue
        found.append(
            SourceDate(
                inner.text("on", required=True), inner.text("until"), inner.text("what", required=True)
            )
        )
        inner.done()
    return tuple(found)


def _type(fields: Fields) -> str:
    found = fields.text("type", required=True)
    if found and found not in ORGANISATION_TYPES:
        fields.problem(
            fields.line_of("type"),
            "unknown-type",
            f"“{shortened(found)}” is not a type of organisation.",
            nearest(found, ORGANISATION_TYPES),
        )
    return found


def _cards(fields: Fields) -> tuple[SourceCard, ...]:
    return tuple(
        _card(inner) if inner else SourceCard("", CardForm.QUESTION) for inner in fields.tables("cards")
    )


_DEFAULT_PROMPT = (CardForm.TERM, CardForm.DEFINITION)
_DEFAULT_ANSWER = (CardForm.TERM, CardForm.CLOZE, CardForm.LIST)


def _card(fields: Fields) -> SourceCard:
    # A form that is not known brings the keys of every form with it: one fault, one problem.
    known_form = fields.text("form") in list(CardForm)
    form = fields.choice("form", CardForm, CardForm.QUESTION, "unknown-form")
    adds = FORM_KEYS[form] if known_form else tuple(key for keys in FORM_KEYS.values() for key in keys)

    def texts(key: str, required: bool = False) -> tuple[str, ...]:
        return fields.texts(key, required and known_form) if key in adds else ()

    card = SourceCard(
        id=fields.id(),
        form=form,
        prompt=fields.text("prompt", required=form not in _DEFAULT_PROMPT),
        answer="" if form is CardForm.LIST else fields.text("answer", form not in _DEFAULT_ANSWER),
        why=fields.text("why"),
        value=fields.grade("value"),
        sections=fields.texts("sections"),
        distractors=texts("distractors", required=True),
        cloze=fields.text("cloze", required=known_form) if "cloze" in adds else "",
        accepted=texts("accepted"),
        items=texts("items", required=True),
        ordered=fields.flag("ordered") if "ordered" in adds else False,
        pair=texts("pair", required=True),
        of=fields.text("of") if "of" in adds else "",
        corrects=fields.text("corrects"),
    )
    fields.done(("answer", *(key for keys in FORM_KEYS.values() for key in keys)))
    return card
