"""A pack of any size that looks like a real one: shared words, clashing abbreviations, long texts.

The same count and seed give the same pack.  Words follow Zipf's law, because a reference in which
every word is equally rare would be easy to look things up in.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from attache.base.entry import Label
from attache.base.vocabulary import CardForm, Kind, LabelType
from attache.content.pack import (
    Pack,
    Registries,
    SourceBackground,
    SourceCard,
    SourceClaim,
    SourceDocument,
    SourceEntry,
    SourceRelationType,
    SourceSection,
    SourceTheme,
    section_id,
)

SEED = 1971

_MODIFIERS = (
    "military defence security regional multilateral bilateral joint strategic naval air maritime "
    "combined collective cooperative preventive humanitarian peacekeeping civil nuclear conventional "
    "informal formal annual permanent ministerial operational tactical coastal border cyber space "
    "intelligence technical medical logistics training disaster counter-terrorism non-proliferation "
    "confidence-building crisis conflict rapid standing ad-hoc mutual integrated comprehensive asymmetric "
    "hybrid diplomatic political economic legal cultural linguistic scientific parliamentary liaison "
    "staff command officer reserve expeditionary amphibious submarine search-and-rescue mine-clearance "
    "anti-piracy early-warning"
).split()
_NOUNS = (
    "cooperation diplomacy agreement arrangement dialogue exercise mission forum attaché alliance treaty "
    "partnership doctrine policy strategy assistance engagement deterrence transparency verification "
    "inspection exchange visit hotline channel protocol memorandum framework architecture mechanism "
    "committee council conference summit workshop course college academy group network community "
    "interoperability capacity response relief operation deployment monitoring observation mediation "
    "negotiation arbitration sanction embargo control reduction limitation prevention management "
    "resolution recovery reconstruction reform governance oversight procurement transfer sale export "
    "basing access overflight transit neutrality sovereignty non-intervention legitimacy credibility "
    "escalation de-escalation balance rivalry competition"
).split()
_BODIES = (
    "Organisation Council Committee Forum Alliance Community Commission Initiative Programme Network "
    "Centre Conference Ministers’ Meeting Dialogue Arrangements Pact Mission Force Command College "
    "Academy Institute"
).split()
_EVENTS = (
    "crisis talks exercise operation evacuation dispute visit agreement exchange mediation ceasefire "
    "summit incident withdrawal deployment review"
).split()
_REGIONS = (
    "Asian African European Pacific Atlantic Arctic Baltic Caribbean Central Eastern Western Northern "
    "Southern Gulf Indo-Pacific Mediterranean Nordic Andean Balkan Sahel"
).split()
_SYLLABLES = (
    "ba be bo da de di do fa ga go ha he ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri "
    "ro sa se shi so ta te ti to tu va ve vi wa ya yo za zu an ar el en er in is on or un ur al am as"
).split()
_SMALL_WORDS = (
    "the of and to in a is that for by with as on are it be which their at from or not an this between "
    "each other where its has one may when they was but more than who have"
).split()
_AMERICAN = (("defence", "defense"), ("organisation", "organization"), ("programme", "program"))
_THEMES = (
    "ideas instruments exercises agreements forums operations objectives principles trends history".split()
)
_SECTIONS_A_DOCUMENT = 12
_SENTENCES = 20_000


class _Words:
    """The vocabulary of one generated pack: proper names, and sentences of common and rare words."""

    def __init__(self, chance: random.Random, names: int) -> None:
        self._chance = chance
        made = ("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(names * 2))
        self.names = [name.capitalize() for name in dict.fromkeys(made)][:names]
        plain = [*_SMALL_WORDS, *_MODIFIERS, *_NOUNS, *(name.lower() for name in self.names)]
        self._vocabulary = plain
        self._weights = list(accumulate(1 / rank for rank in range(1, len(plain) + 1)))
        self.sentences = [self._sentence() for _ in range(_SENTENCES)]

    def _sentence(self) -> str:
        picked = self._chance.choices(
            self._vocabulary, cum_weights=self._weights, k=self._chance.randint(12, 22)
        )
        return " ".join(picked).capitalize() + "."


def generated_pack(count: int, seed: int = SEED) -> Pack:
    """Return a pack of ``count`` entries, with two cards each."""
    chance = random.Random(seed)
    words = _Words(chance, max(60, min(count // 4, 20_000)))
    documents = _documents()
    sections = [f"{document.id}/{section.id}" for document in documents for section in document.sections]
    titles: list[str] = []
    entries: list[SourceEntry] = []
    for title, kind in _titles(chance, words, count):
        entries.append(_entry(chance, words, title, kind, sections, titles))
        titles.append(title)
    return Pack(
        id="attache",
        title=f"{count:,} generated entries",
        registries=Registries(
            documents,
            tuple(SourceTheme(theme, theme.capitalize()) for theme in _THEMES),
            (
                SourceRelationType("part-of", "Part of", "has-part", "Has part"),
                SourceRelationType("confused-with", "Confused with", "confused-with", "Confused with"),
            ),
        ),
        entries=tuple(entries),
    )


def _documents() -> tuple[SourceDocument, ...]:
    """Return five documents with a dozen sections each."""
    return tuple(
        SourceDocument(
            f"document-{number}",
            f"Military diplomacy, part {number}",
            f"Part {number}",
            sections=tuple(
                SourceSection(section_id(f"Section {place}"), f"Section {place}")
                for place in range(1, _SECTIONS_A_DOCUMENT + 1)
            ),
        )
        for number in range(1, 6)
    )


def _titles(chance: random.Random, words: _Words, count: int) -> Iterator[tuple[str, Kind]]:
    """Yield different titles: half of them concepts, a quarter organisations, a quarter case studies."""
    seen: set[str] = set()
    while len(seen) < count:
        kind = chance.choice((Kind.CONCEPT, Kind.CONCEPT, Kind.ORGANISATION, Kind.CASE_STUDY))
        name, other = chance.choice(words.names), chance.choice(words.names)
        modifier, noun = chance.choice(_MODIFIERS), chance.choice(_NOUNS)
        if kind is Kind.CONCEPT:
            title = chance.choice(
                (f"{modifier} {noun}", f"{modifier} {chance.choice(_MODIFIERS)} {noun}", f"{name} {noun}",
                 f"{noun} of {chance.choice(_MODIFIERS)} {chance.choice(_NOUNS)}",
                 f"{name} {modifier} {noun}")
            ).capitalize()  # fmt: skip
        elif kind is Kind.ORGANISATION:
            body = chance.choice(_BODIES)
            title = chance.choice(
                (f"{chance.choice(_REGIONS)} {modifier.title()} {noun.title()} {body}",
                 f"Exercise {name} {other}",
                 f"{name} {modifier.title()} {body}", f"{name}-{other} {noun.title()} {body}")
            )  # fmt: skip
        else:
            title = chance.choice(
                (f"{name}–{other} {modifier} {chance.choice(_EVENTS)}",
                 f"{name} {chance.choice(_EVENTS)} of {chance.randint(1945, 2025)}",
                 f"The {modifier} {chance.choice(_EVENTS)} at {name}")
            )  # fmt: skip
        if title not in seen:
            seen.add(title)
            yield title, kind


def _labels(chance: random.Random, title: str, kind: Kind, words: _Words) -> tuple[Label, ...]:
    """Return further names: initials of organisations, American spellings, now and then a synonym."""
    labels: list[Label] = []
    if kind is Kind.ORGANISATION:
        labels.append(Label("".join(part[0] for part in title.split()).upper(), LabelType.ABBREVIATION))
    spelt = title.lower()
    for british, american in _AMERICAN:
        spelt = spelt.replace(british, american)
    if spelt != title.lower():
        labels.append(Label(spelt.title(), LabelType.SPELLING))
    if chance.random() < 0.4:
        synonym = f"{chance.choice(words.names)} {chance.choice(_NOUNS)}"
        labels.append(Label(synonym, chance.choice((LabelType.SYNONYM, LabelType.FORMER, LabelType.SHORT))))
    return tuple(labels)


def _entry(
    chance: random.Random, words: _Words, title: str, kind: Kind, sections: list[str], earlier: list[str]
) -> SourceEntry:
    """Return one entry that names and relates to some of those before it."""
    number = len(earlier)
    sources = tuple(chance.sample(sections, chance.randint(1, 3)))
    mentioned = [chance.choice(earlier) for _ in range(2)] if earlier else []
    paragraphs = [" ".join(chance.choices(words.sentences, k=4)) for _ in range(2)]
    paragraphs[0] += "".join(f" See also {name}." for name in mentioned)
    related = {f"entry-{chance.randrange(number)}" for _ in range(2)} if number else set[str]()
    return SourceEntry(
        id=f"entry-{number}",
        kind=kind,
        title=title,
        definition=chance.choice(words.sentences),
        theme=chance.choice(_THEMES),
        body="\n\n".join(paragraphs),
        labels=_labels(chance, title, kind, words),
        importance=chance.choices((1, 2, 3), (1, 8, 3))[0],
        sources=sources,
        background=(SourceBackground(chance.choice(words.sentences), "a published register"),),
        claims=(SourceClaim(chance.choice(words.sentences), sources[0]),),
        relations={"part-of": tuple(sorted(related))},
        cards=(
            SourceCard(f"card-{number}-term", CardForm.TERM),
            SourceCard(
                f"card-{number}-why", CardForm.QUESTION, f"Why {title}, case {number}?", "Because it serves"
            ),
        ),
        type="forum" if kind is Kind.ORGANISATION else "",
        parties=(chance.choice(words.names), chance.choice(words.names)) if kind is Kind.CASE_STUDY else (),
        period=str(chance.randint(1945, 2025)) if kind is Kind.CASE_STUDY else "",
        lesson=chance.choice(words.sentences) if kind is Kind.CASE_STUDY else "",
    )
