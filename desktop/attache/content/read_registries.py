"""Reading the four YAML files at a pack's root."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attache.base.ids import RESERVED
from attache.content.fields import Fields, bounded_items, nearest
from attache.content.nodes import Items, Node, Table
from attache.content.pack import (
    ID,
    NAMING_FIELDS,
    TIERS,
    SourceDocument,
    SourceRelationType,
    SourceSection,
    SourceTheme,
    section_id,
)
from attache.content.problems import Problem, shortened


@dataclass(frozen=True, slots=True)
class PackHead:
    """What ``pack.yaml`` says of the pack as a whole."""

    id: str = ""
    title: str = ""
    version: str = ""
    language: str = ""
    licence: str = ""
    about: str = ""
    complete: bool = False
    tiers: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def read_pack_head(file: str, node: Node | None, problems: list[Problem]) -> PackHead:
    """Return what ``pack.yaml`` says."""
    if not isinstance(node, Table):
        problems.append(Problem(file, 1, "bad-value", "The file has no keys.", "Write them as key: value."))
        return PackHead()
    fields = Fields(file, node, problems)
    head = PackHead(
        fields.id(),
        fields.name("title", required=True),
        fields.name("version", required=True),
        fields.name("language", required=True),
        fields.name("licence", required=True),
        fields.name("about", required=True),
        fields.flag("complete"),
        _tiers(fields),
    )
    if head.id == RESERVED:
        fields.problem(
            fields.line_of("id"), "bad-id", f"No pack is called “{RESERVED}”.", "Choose another id."
        )
    fields.done()
    return head


def _tiers(fields: Fields) -> dict[str, tuple[int, int]]:
    """Return the least and the most cards of each tier that is named; anything else is reported."""
    found: dict[str, tuple[int, int]] = {}
    for tier, sizes in fields.table_of_texts("tiers").items():
        if tier in TIERS.values() and len(sizes) == 2 and all(size.isdecimal() for size in sizes):
            found[tier] = int(sizes[0]), int(sizes[1])
        else:
            message = f"“{shortened(tier)}” is not a tier with its least and its most cards."
            fields.problem(fields.line_of("tiers"), "bad-value", message, "Write core: [130, 160].")
    return found


def read_documents(file: str, node: Node | None, problems: list[Problem]) -> tuple[SourceDocument, ...]:
    """Return the documents with their sections."""
    found: list[SourceDocument] = []
    for fields in _tables(file, node, problems):
        sections = fields.texts_or_tables("sections")
        title = fields.name("title", required=True)
        found.append(
            SourceDocument(
                fields.id(),
                title,
                fields.name("short") or title,
                fields.name("note"),
                tuple(_section(fields, section) for section in sections if section),
                fields.line,
            )
        )
        fields.done()
    return tuple(found)


def _section(fields: Fields, section: str | Fields) -> SourceSection:
    if isinstance(section, Fields):
        parts = (section.name("title", required=True), section.name("rest"))
        known = SourceSection(section.id(), " ".join(part for part in parts if part), parts[0])
        section.done()
        return known
    title = section
    fields.check_name(fields.line_of("sections"), title)
    found = section_id(title)
    if not ID.fullmatch(found):
        fields.problem(
            fields.line_of("sections"),
            "bad-id",
            f"No id can be made of the section title “{shortened(title)}”.",
            "Give the section a title with Latin letters or digits.",
        )
    return SourceSection(found, title)


def read_themes(file: str, node: Node | None, problems: list[Problem]) -> tuple[SourceTheme, ...]:
    """Return the themes in order."""
    found: list[SourceTheme] = []
    for fields in _tables(file, node, problems):
        found.append(
            SourceTheme(fields.id(), fields.name("title", required=True), fields.name("about"), fields.line)
        )
        fields.done()
    return tuple(found)


def read_relation_types(
    file: str, node: Node | None, problems: list[Problem]
) -> tuple[SourceRelationType, ...]:
    """Return the relation types, each with its inverse."""
    found: list[SourceRelationType] = []
    for fields in _tables(file, node, problems):
        name = fields.id()
        words = fields.name("words", required=True)
        if fields.flag("symmetric"):
            found.append(SourceRelationType(name, words, name, words, fields.line))
        else:
            inverse = fields.id("inverse")
            inverse_words = fields.name("inverse-words", required=True)
            acyclic = fields.flag("acyclic")
            facts, inverse_facts = _facts(fields, "facts"), _facts(fields, "inverse-facts")
            if name and inverse == name:
                fields.problem(
                    fields.line_of("inverse"),
                    "bad-value",
                    f"“{shortened(name)}” is given as its own inverse.",
                    "Write symmetric: true instead, or give the inverse an id of its own.",
                )
            found.append(
                SourceRelationType(
                    name, words, inverse, inverse_words, fields.line, acyclic, facts, inverse_facts
                )
            )
        fields.done(("inverse", "inverse-words", "acyclic", "facts", "inverse-facts"))
    return tuple(found)


def _facts(fields: Fields, key: str) -> tuple[str, ...]:
    """Return the fields of entries that a relation type names; any other word is reported."""
    found = fields.texts(key)
    for name in found:
        if name and name not in NAMING_FIELDS:
            fields.problem(
                fields.line_of(key),
                "bad-value",
                f"“{shortened(name)}” is not a field that names entries.",
                nearest(name, NAMING_FIELDS),
            )
    return found


def _tables(file: str, node: Node | None, problems: list[Problem]) -> list[Fields]:
    if node is None:
        return []
    if not isinstance(node, Items):
        problems.append(
            Problem(file, 1, "bad-value", "The file is not a list.", "Begin each item with a hyphen.")
        )
        return []
    found: list[Fields] = []
    for number, item in enumerate(bounded_items(file, node.line, node.items, problems), 1):
        if isinstance(item, Table):
            found.append(Fields(file, item, problems, f"item {number}: "))
        else:
            problems.append(
                Problem(
                    file, item.line, "bad-value", f"Item {number} has no keys.", "Write it as key: value."
                )
            )
    return found
