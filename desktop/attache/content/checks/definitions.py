"""Rules on definitions: one sentence, and never in terms of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attache.base.vocabulary import LabelType
from attache.content.checks.context import Context, names_of
from attache.content.problems import Finding, shortened

_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=[“‘\"'(\[]*[^\W_])")
_WHEN = re.compile(r"\b(?:is|are|means|occurs) (?:when|where)\b|^\W*(?:when|where)\b", re.IGNORECASE)
_SHORTENED_WORD = re.compile(
    r"(?:^|[\s(“‘.])(?:[A-Za-z]|e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|St|[Nn]os?|[Aa]rts?|vs|c|ca|cf|al|approx|incl?|[Ff]ig|[Vv]ol|"
    r"pp|par|sec|viz|Gen|Lt|Col|Capt|Adm|Maj|Brig|Cdr|Sgt|Gov|Sen|Prof|Jr|Sr|Inc|Ltd|Co|Corp|Dept)$"
)


def not_one_sentence(context: Context) -> Iterator[Finding]:
    """Find definitions that are not one sentence, ended by a full stop."""
    for entry in context.pack.entries:
        text = context.plain(entry.definition)
        if not text:
            continue
        line = entry.line("definition")
        if not text.endswith((".", ".”", ".’")):
            yield Finding(entry.file, line, "The definition does not end in a full stop.", "End it with one.")
        ends = (match for match in _SENTENCE_END.finditer(text))
        second = next(
            (
                text[end.end() :]
                for end in ends
                if not _SHORTENED_WORD.search(text[max(end.start() - 10, 0) : end.start()])
            ),
            "",
        )
        if second:
            yield Finding(
                entry.file,
                entry.line_of(second, text, "definition"),
                "The definition is more than one sentence.",
                "Keep one sentence; move the rest to the explanation.",
            )


def is_when(context: Context) -> Iterator[Finding]:
    """Find definitions that tell when or where, instead of saying what kind of thing it is."""
    for entry in context.pack.entries:
        found = _WHEN.search(context.plain(entry.definition))
        if found:
            yield Finding(
                entry.file,
                entry.line_of(found.group(), entry.definition, "definition"),
                f"The definition uses “{shortened(found.group())}” instead of naming the kind of thing.",
                "Begin with the kind of thing, such as “Agreement by which …”.",
            )


def circular(context: Context) -> Iterator[Finding]:
    """Find definitions that hold the entry's own title or a label; related things may stand in them."""
    for entry in context.pack.entries:
        text = context.plain(entry.definition)
        names = (name for name in names_of(entry) if name.type is not LabelType.RELATED)
        name = next((name for name in names if name.stands_in(text)), None)
        if name:
            yield Finding(
                entry.file,
                entry.line_of(name.text, entry.definition, "definition"),
                f"The definition contains “{shortened(name.text)}”, which it defines.",
                "Say what kind of thing it is, and what sets it apart, in other words.",
            )
