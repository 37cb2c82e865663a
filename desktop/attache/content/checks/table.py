"""Every rule of a pack by the name that problems carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from attache.content.checks import (
    answers,
    cloze,
    completeness,
    deck,
    definitions,
    giving_away,
    guides,
    kinship,
    lists,
    names,
    prompts,
    references,
    sources,
    texts,
    yes_no,
)
from attache.content.checks.context import Context
from attache.content.problems import Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: ``prevents`` compiling, holds only ``when_complete``; no ``find`` if reading finds it."""

    id: str
    about: str
    find: Callable[[Context], Iterator[Finding]] | None = None
    prevents: bool = False
    when_complete: bool = False


RULES = (
    Rule("unreadable-file", "A file can be read.", prevents=True),
    Rule("huge-file", "A file has at most 1 MiB.", prevents=True),
    Rule("huge-text", "A text has at most 20,000 characters.", prevents=True),
    Rule("huge-list", "A list has at most 1,000 items.", prevents=True),
    Rule("not-text", "A file is UTF-8 text without control characters.", prevents=True),
    Rule("symbolic-link", "Links are never followed.", prevents=True),
    Rule("unknown-file", "A pack holds the files of the pack format and no others."),
    Rule("missing-file", "The four YAML files are there.", prevents=True),
    Rule("yaml", "Front matter is YAML without aliases, tags or deep nesting.", prevents=True),
    Rule("duplicate-key", "A key is written once.", prevents=True),
    Rule("unknown-key", "A key is one that the format knows in this place.", prevents=True),
    Rule("missing-key", "What is required is there.", prevents=True),
    Rule("missing-definition", "An entry has a definition.", prevents=True),
    Rule("missing-explanation", "An entry has an explanation."),
    Rule("bad-value", "A value is of the type that the format says.", prevents=True),
    Rule("bad-id", "An id is made of small letters, digits and hyphens.", prevents=True),
    Rule("plain-name", "A name is one line without markup."),
    Rule("unknown-type", "An organisation's type is one of the known.", prevents=True),
    Rule("unknown-label-type", "A label's type is one of the known.", prevents=True),
    Rule("unknown-form", "A card's form is one of the known.", prevents=True),
    Rule("accuracy-parts", "An accuracy note has a part “says:” and a part “right:”.", prevents=True),
    Rule("duplicate-id", "An id stands for one thing.", names.duplicate_ids, prevents=True),
    Rule("duplicate-card-id", "A card's id is unique.", names.duplicate_card_ids, prevents=True),
    Rule("deleted-card", "The id of a deleted card is not used again.", names.deleted_card_ids),
    Rule("duplicate-name", "A name belongs to one entry.", names.duplicate_names),
    Rule("nameless", "A name can be typed.", names.nameless, prevents=True),
    Rule("unknown-theme", "A theme is declared.", references.unknown_themes, prevents=True),
    Rule(
        "unknown-relation-type",
        "A relation's type is declared.",
        references.unknown_relation_types,
        prevents=True,
    ),
    Rule("unknown-section", "A cited section is declared.", references.unknown_sections, prevents=True),
    Rule("unknown-entry", "An id names an entry.", references.unknown_entries, prevents=True),
    Rule("unknown-card", "A check question is a card.", references.unknown_cards, prevents=True),
    Rule("unknown-member", "Who joined is a member.", references.unknown_members),
    Rule("card-note", "A card's accuracy note is shown with its entry.", references.unfit_corrections),
    Rule("unknown-link", "A link leads to an entry.", references.unknown_links, prevents=True),
    Rule("forbidden-markdown", "A text contains only supported markup.", texts.forbidden_markdown),
    Rule("note-range", "A mark stands for a source.", texts.note_out_of_range, prevents=True),
    Rule("definition-sentence", "A definition is one sentence.", definitions.not_one_sentence),
    Rule("definition-kind", "A definition names a kind of thing.", definitions.is_when),
    Rule("circular-definition", "A definition does not contain its term.", definitions.circular),
    Rule("relation-twice", "A relation is written at one end.", kinship.relation_twice),
    Rule("relation-circle", "An acyclic relation has no cycles.", kinship.relation_circle),
    Rule("incomplete-list", "A list of members names all that are related as such.", kinship.incomplete_list),
    Rule("relation-to-itself", "No entry is related to itself.", kinship.relation_to_itself),
    Rule("claim-source", "A claim's section is a source.", sources.claim_without_source, prevents=True),
    Rule("card-source", "A card's section is a source.", sources.card_without_source),
    Rule("source-twice", "A source is listed once.", sources.source_twice),
    Rule("outside-documents", "An entry rests on the documents or says so.", sources.outside_documents),
    Rule("bad-date", "A date exists.", sources.bad_dates, prevents=True),
    Rule("term-in-prompt", "A prompt does not contain what it asks for.", giving_away.term_in_prompt),
    Rule("yes-no", "Nothing can be answered by yes or no.", yes_no.yes_or_no),
    Rule("same-prompt", "No two cards have the same prompt.", prompts.same_prompt),
    Rule("long-answer", "An answer has at most 15 words.", answers.long_answer),
    Rule("cloze-not-found", "What a cloze hides is in its prompt.", cloze.not_found, prevents=True),
    Rule("cloze-repeated", "What a cloze hides is there once.", cloze.repeated),
    Rule("cloze-filler", "A cloze hides a key word.", cloze.filler),
    Rule("cloze-markup", "A cloze hides words alone.", cloze.markup, prevents=True),
    Rule("cloze-context", "A cloze leaves enough words.", cloze.too_little_context),
    Rule("few-distractors", "A choice offers three others or more.", answers.few_distractors),
    Rule("same-distractor", "Distractors differ from all else.", answers.same_distractor),
    Rule("distractor-kind", "Distractors are of the answer's kind.", answers.other_kind),
    Rule("distractor-right", "No distractor is also right.", answers.also_right),
    Rule("example-answer", "An example's answer is an instance.", answers.no_instance),
    Rule("confusable-pair", "A confusable's answer is of its pair.", answers.answer_outside_pair),
    Rule("short-list", "A list has two items or more.", lists.short_list),
    Rule("guide-document", "A guide is named after its document.", guides.other_document, prevents=True),
    Rule("guide-sections", "A guide follows its document.", guides.other_sections, prevents=True),
    Rule("guide-cards", "A section asks two or three questions.", guides.check_questions),
    Rule("uncited-section", "Every section is cited.", completeness.uncited_sections, when_complete=True),
    Rule("missing-guide", "Every document has a guide.", completeness.missing_guides, when_complete=True),
    Rule("few-relations", "An entry has three relations.", completeness.few_relations, when_complete=True),
    Rule("no-card", "An entry has a card.", completeness.no_cards, when_complete=True),
    Rule("tier-size", "Each tier has its number of cards.", deck.tier_sizes, when_complete=True),
    Rule(
        "asks-of-document",
        "A prompt asks about the subject, unless the answer corrects a document.",
        deck.asks_of_a_document,
        when_complete=True,
    ),
    Rule("no-sentence", "A prompt is a question or a sentence.", deck.no_sentence, when_complete=True),
    Rule("asked-twice", "No two cards ask nearly the same.", deck.asked_twice, when_complete=True),
)

PREVENTING = frozenset(rule.id for rule in RULES if rule.prevents)
"""The rules without which no sound library can be made."""
