"""Rules on definitions: one sentence, and never in terms of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attache.content.checks.context import Context, names_of
from attache.content.problems import Finding, shortened

_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=[“‘\"'(\[]*[A-Z0-9])")
_SHORTENED_WORD = re.compile(
    r"(?:^|[\s(“‘.])(?:[A-Za-z]|e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|St|No|Art|vs|c|ca|cf|Gen|Lt|Col|Capt|Adm|Maj)$"
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
        ends = (match.start() for match in _SENTENCE_END.finditer(text))
        if any(not _SHORTENED_WORD.search(text[max(end - 8, 0) : end]) for end in ends):
            yield Finding(
                entry.file,
                line,
                "The definition is more than one sentence.",
                "Keep one sentence; move the rest to the explanation.",
            )


def circular(context: Context) -> Iterator[Finding]:
    """Find definitions that hold the entry's own title or one of its labels."""
    for entry in context.pack.entries:
        text = context.plain(entry.definition)
        name = next((name for name in names_of(entry) if name.stands_in(text)), None)
        if name:
            yield Finding(
                entry.file,
                entry.line("definition"),
                f"The definition holds “{shortened(name.text)}”, which it defines.",
                "Say what kind of thing it is, and what sets it apart, in other words.",
            )
