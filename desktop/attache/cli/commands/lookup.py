"""``attache lookup``: the best matches for a name, an abbreviation or any words."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from attache.app.library_file import open_library
from attache.app.options import Options
from attache.base.entry import Entry
from attache.base.ids import public
from attache.base.text import fold
from attache.base.vocabulary import EntryRow, Kind
from attache.cli.command import DONE, NO, Command
from attache.cli.terminal import Terminal

if TYPE_CHECKING:
    from attache.library.library import Library
    from attache.library.results import Hit

_MOST = 10_000


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("term", nargs="+", metavar="TERM", help="what to look up; several words are one term")
    parser.add_argument(
        "--limit", type=_limit, default=10, metavar="N", help="at most N matches (default 10)"
    )
    parser.add_argument("--kind", choices=[kind.value for kind in Kind], help="only entries of this kind")
    parser.add_argument("--json", action="store_true", help="print a JSON list")


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Print the matches, then what may have been meant; NO if there is neither."""
    term = " ".join(arguments.term)
    with open_library(options) as library:
        hits, suggestions, pair, left_out = _found(library, term, arguments.kind, arguments.limit)
        if arguments.json:
            dropped = {"left_out": list(left_out)} if left_out else {}
            found = [_as_json(library.entry(hit.row.id), hit) | dropped for hit in hits]
            meant = [_as_json(library.entry(hit.row.id), hit) | {"suggested": True} for hit in suggestions]
            terminal.json(found + meant)
        else:
            _print_left_out(left_out, terminal)
            _print(hits, terminal)
            _print_suggestions(suggestions, "" if hits else term, terminal)
            _print_pair(pair, terminal)
    if hits or suggestions:
        return DONE
    if not arguments.json:
        terminal.complain(f"No results for “{term}”.")
    return NO


def _found(
    library: Library, term: str, kind: str | None, limit: int
) -> tuple[tuple[Hit, ...], tuple[Hit, ...], tuple[EntryRow, ...], tuple[str, ...]]:
    """Return the hits, the suggestions that they leave room for, a pair that is named, words left out."""
    # Imported here because importing the command line loads neither library nor content.
    from attache.library.filters import Filters

    if not fold(term):
        return (), (), (), ()
    results = library.search(term, Filters(kind=Kind(kind) if kind else None), limit)
    room = limit
    if all(hit.where == "text" for hit in results.hits):
        # A name that the term nearly is says more than the last of many texts.
        room = max(limit - len(results.suggestions), 1)
    hits = results.hits[:room]
    return hits, results.suggestions[: limit - len(hits)], results.pair, results.left_out


def _as_json(entry: Entry, hit: Hit) -> dict[str, object]:
    """Return a match in the documented JSON form, with the alternative name that found it, if any."""
    via = {"via": {"text": hit.via.text, "type": hit.via.type.value}} if hit.via else {}
    return {
        "id": public(entry.id),
        "kind": entry.kind.value,
        "title": entry.title,
        "aliases": [label.text for label in entry.labels if label.type.is_own],
        "definition": entry.definition,
        **via,
    }


def _print_left_out(left_out: tuple[str, ...], terminal: Terminal) -> None:
    """Print which words the matches do not have, if any."""
    from attache.library.results import missing

    if left_out:
        terminal.wrapped(missing(left_out))
        terminal.line()


def _print_suggestions(suggestions: tuple[Hit, ...], unfound: str, terminal: Terminal) -> None:
    """Print what may have been meant under a heading; ``unfound`` is the term if it found nothing."""
    if not suggestions:
        return
    if unfound:
        from attache.library.results import meant_instead

        terminal.wrapped(meant_instead(unfound))
    else:
        terminal.heading("Did you mean:")
    terminal.line()
    _print(suggestions, terminal)


def _print_pair(pair: tuple[EntryRow, ...], terminal: Terminal) -> None:
    """Print how to read both of two entries that the term names."""
    if len(pair) > 1:
        terminal.line()
        terminal.wrapped("Compare: " + ", ".join(f"attache show {public(row.id)}" for row in pair))


def _print(hits: tuple[Hit, ...], terminal: Terminal) -> None:
    """Print each match as its name, its kind and id, and its definition."""
    for number, hit in enumerate(hits):
        if number:
            terminal.line()
        row = hit.row
        terminal.wrapped(f"{row.title} ({row.abbreviation})" if row.abbreviation else row.title)
        where = ", found in its text" if hit.where == "text" else ""
        terminal.wrapped(f"{row.kind.value.replace('-', ' ')}, {public(row.id)}{where}", 2)
        terminal.wrapped(row.definition, 2)


def _limit(text: str) -> int:
    """Return a number of matches, as argparse wants its types."""
    if not text.isdecimal() or not 1 <= int(text[:9]) <= _MOST or len(text) > 9:
        raise ArgumentTypeError(f"“{text}” is not a number from 1 to {_MOST:,}")
    return int(text)


COMMAND = Command(
    name="lookup",
    synopsis="TERM…",
    group="Look things up",
    summary="Find the entries that best match a name, an abbreviation or any words.",
    about="Case, accents and punctuation do not matter, and the last word may be incomplete. "
    "The term may be a question in words. If it names two entries, these are listed first. "
    "If there are few matches, entries with similar names are suggested below them (marked “suggested” in "
    "JSON). If no entry has all the words, some are left out, and a line (in JSON “left_out”) says which. "
    "In JSON “via” is the alternative name by which an entry was found. "
    "The exit status is 1 if nothing was found and nothing can be suggested.",
    configure=configure,
    run=run,
)
