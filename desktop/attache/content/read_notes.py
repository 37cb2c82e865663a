"""Reading accuracy notes and study guides."""

from __future__ import annotations

import re

from attache.base.entry import AccuracySort, Certainty
from attache.content.fields import Fields, bounded
from attache.content.front_matter import Divided
from attache.content.nodes import Table
from attache.content.pack import SourceAccuracy, SourceGuide, SourceGuideSection
from attache.content.plain_yaml import YamlFault, parse_yaml
from attache.content.problems import Problem, shortened

_PART = re.compile(r"(says|right):[ \t]*", re.IGNORECASE)
_HEADING = re.compile(r"##[ \t]+(.+?)[ \t#]*")
_KEY_LINE = re.compile(r"[A-Za-z-]+:( |$)")


def read_accuracy(file: str, divided: Divided, problems: list[Problem]) -> SourceAccuracy:
    """Return one accuracy note; blank wherever the file is at fault."""
    fields = Fields(file, divided.head, problems)
    parts, part_lines = _parts(file, divided, problems)
    note = SourceAccuracy(
        id=file.rsplit("/", 1)[-1].removesuffix(".md"),
        title=fields.name("title", required=True),
        sort=fields.choice("sort", AccuracySort, AccuracySort.DOUBTFUL),
        certainty=fields.choice("certainty", Certainty, Certainty.OPEN),
        basis=fields.text("basis", required=True),
        says=parts.get("says", ""),
        right=parts.get("right", ""),
        sections=fields.texts("sections", required=True),
        entries=fields.texts("entries", required=True),
        file=file,
        head=divided.head,
        parts={"body": divided.body_line, **part_lines},
    )
    fields.done()
    return note


def _parts(file: str, divided: Divided, problems: list[Problem]) -> tuple[dict[str, str], dict[str, int]]:
    """Return the two parts of a note by name, and the lines on which they begin."""
    texts: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    name = ""
    for number, line in enumerate(divided.body.split("\n"), divided.body_line):
        begins = _PART.match(line)
        if begins and begins.group(1).lower() not in texts:
            name = begins.group(1).lower()
            texts[name] = [line[begins.end() :]]
            lines[name] = number
        elif name:
            if begins:
                problems.append(
                    Problem(
                        file, number, "accuracy-parts", f"A second part “{begins.group(1)}:” begins here.",
                        "Make one part of the two.",
                    )
                )  # fmt: skip
            texts[name].append(line)
        elif line.strip():
            problems.append(
                Problem(
                    file, number, "accuracy-parts", "There is text before the first part.",
                    "Begin the text with “says:”.",
                )
            )  # fmt: skip
            name = "says"
            texts[name] = [line]
            lines[name] = number
    parts = {
        part: bounded(file, lines[part], "\n".join(found).strip(), problems) for part, found in texts.items()
    }
    problems.extend(
        Problem(
            file,
            lines.get(part, divided.body_line),
            "accuracy-parts",
            f"The part “{part}:” is missing.",
            f"Add a paragraph that begins “{part}:”.",
        )
        for part in ("says", "right")
        if not parts.get(part)
    )
    return parts, lines


def read_guide(file: str, divided: Divided, problems: list[Problem]) -> SourceGuide:
    """Return one study guide; blank wherever the file is at fault."""
    fields = Fields(file, divided.head, problems)
    opening, sections = _sections(file, divided, problems)
    guide = SourceGuide(
        document=fields.text("document", required=True),
        title=fields.name("title", required=True),
        text=opening,
        sections=sections,
        file=file,
        head=divided.head,
        parts={"body": divided.body_line},
    )
    fields.done()
    return guide


def _sections(
    file: str, divided: Divided, problems: list[Problem]
) -> tuple[str, tuple[SourceGuideSection, ...]]:
    """Return a guide's opening text and its sections."""
    opening: list[str] = []
    blocks: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(divided.body.split("\n"), divided.body_line):
        heading = _HEADING.fullmatch(line.rstrip())
        if heading:
            blocks.append((heading.group(1), number, []))
        elif blocks:
            blocks[-1][2].append(line)
        else:
            opening.append(line)
    sections = tuple(_section(file, title, line, lines, problems) for title, line, lines in blocks)
    return bounded(file, divided.body_line, "\n".join(opening).strip(), problems), sections


def _section(
    file: str, title: str, line: int, lines: list[str], problems: list[Problem]
) -> SourceGuideSection:
    start = next((number for number, text in enumerate(lines) if text.strip()), len(lines))
    end = start
    if start < len(lines) and _KEY_LINE.match(lines[start]):
        end = next((number for number in range(start, len(lines)) if not lines[number].strip()), len(lines))
    head = _section_head(file, "\n".join(lines[start:end]), line + 1 + start, problems)
    entries = cards = tuple[str, ...]()
    if head is not None:
        fields = Fields(file, head, problems, f"{shortened(title)}: ")
        entries, cards = fields.texts("entries", required=True), fields.texts("cards", required=True)
        fields.done()
    while end < len(lines) and not lines[end].strip():
        end += 1
    text = "\n".join(lines[end:]).strip()
    if text:
        text = bounded(file, line, text, problems)
    else:
        problems.append(
            Problem(file, line, "missing-key", f"The section “{shortened(title)}” has no text.", "Write it.")
        )
    return SourceGuideSection(
        title,
        text,
        entries,
        cards,
        file=file,
        head=head,
        parts={"text": line + 1 + end},
        first_line=line,
    )


def _section_head(file: str, text: str, line: int, problems: list[Problem]) -> Table | None:
    """Return the keys directly under a heading, None if they cannot be read."""
    try:
        node = parse_yaml(text, line)
    except YamlFault as fault:
        problems.append(Problem(file, fault.line, "yaml", fault.message, fault.advice))
        return None
    return node if isinstance(node, Table) else Table({}, line)
