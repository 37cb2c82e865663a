"""The text of the Help page, section by section; the keys come from the commands themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from attache.study.fit import LEAST
from attache.study.memory import Rating, Recall
from attache.study.settings import DEFAULTS
from attache.ui.shell.commands import keys_text
from attache.ui.widgets.words import RATING_WORDS, RECALL_WORDS, share


class Section(NamedTuple):
    """A section: its anchor, its title, its paragraphs as HTML, and rows of a table that follows them."""

    id: str
    title: str
    text: str
    """The paragraphs, with an empty line between them."""
    rows: Sequence[tuple[str, str]] = ()


_FIRST_STEPS = """
<b>Look something up.</b> Type the first letters of a name, an abbreviation or a question into the search
field at the top ({search}). Enter opens the selected entry. Underlined words are links to other entries.

<b>Read.</b> “Documents” has a guide to each document, section by section. You answer its check questions in
the text, and they come back as cards. N goes on to the next section.

<b>Study.</b> “Study” shows the cards that are due today. Think of the answer, press Space to see it, and
rate how well you knew it. You can stop at any card: every answer is saved immediately.

<b>Test yourself.</b> “Quiz” asks questions about what you choose. It does not change your schedule. Choose
an option with its number. G, F and C say how sure you are: guessing, fairly sure or certain. B goes back, S
skips a question. The results list your mistakes. You can repeat them, or add the missed cards to today.

<b>Make it yours.</b> Bookmark an entry ({bookmark}) or write a note on it ({note}). {undo} undoes the last
change to a bookmark, a note or a setting.

<b>Find anything else.</b> {palette} searches commands, settings and entries. {find} finds words in the page.
Esc and {back} go back to where you came from.
"""
_RATINGS = """
After the answer you rate how well you knew it. Each button shows when the card comes back. If you knew the
answer and cannot decide between the buttons, choose Good.
"""
_MEANINGS: Mapping[Rating, str] = {
    Rating.AGAIN: "You did not know the answer. The card is shown again soon.",
    Rating.HARD: "You knew the answer, but it took effort. If you did not know it, choose Again.",
    Rating.GOOD: "You knew the answer.",
    Rating.EASY: "You knew the answer immediately, without effort.",
}
_SCHEDULING = """
A card comes back shortly before you would forget it. Each time you remember it, the interval grows: first
days, then weeks, then months. When you forget it, the interval becomes short again.

The intervals are calculated by FSRS, which estimates from your answers how well you remember each card. The
desired retention in <a href="#page-settings">Settings</a> is the share of due cards that you want to
remember, {retention} at first. A higher value means more reviews.

In Settings you can also limit the minutes, new cards and reviews per day. Cards that do not fit into a day
wait. After an absence, Today offers a catch-up plan, which spreads the cards that are due over several days.

<a href="#page-exam">Exam date and breaks</a> plans for a date: you say what the exam covers, what share of it
you want to know and how many minutes a day you have, and the page says what you can reach. Cards of the exam
come first. In the last week before it, cards that you would forget by the exam day are shown early. If you
miss days, the plan adapts. Breaks can be planned as well: cards that are due in them are moved to the days
before and after.

New cards come first from your exam, then from sections that you have read, then from the core cards, which
are the most important ones. If you have only a week, begin with the core cards. Extra cards are the least
important: dates, places and other details. You study them only if you turn them on in Settings.

After {least} reviews, the schedule can be optimised for your memory (FSRS). This happens after a session,
unless you turn it off in Settings, and only if it improves the predictions. Practice does not change the
schedule.

If you confuse two similar entries, a further question asks you to tell them apart. It is repeated once a day
until you have answered it correctly on three days. It does not change the schedule either.
"""
_STATES = """
The list in the Glossary shows how well you remember each entry.
"""
_STATE_MEANINGS: Mapping[Recall, str] = {
    Recall.NEW: "You have not started any of its cards.",
    Recall.LEARNING: "At least one of its cards is still in its learning steps.",
    Recall.KNOWN: "You will probably remember it.",
    Recall.FADING: "You are likely to forget it soon."
    " The recall of at least one of its cards is below your desired retention.",
}
_DATA = """
Your answers, settings, bookmarks, notes and recently viewed entries are in one file on this computer,
progress.db. <a href="#page-about">About Attaché</a> shows in which folder.

Nothing is sent anywhere. The program never opens a network connection. “Delete all my data” in <a
href="#page-settings">Settings</a> deletes everything after you confirm it, and the backups if you want.

A backup is made on each day you study, and before the file is replaced. <a
href="#page-backups">Backups</a> lists them and can restore any of them.
"""
_TRUST = """
Every entry names the document sections that it is based on. Where the documents contradict one another, are
out of date or wrong, an accuracy note says what is right, and how certain that is. What no document states
is marked as background.

If you find an error, open the entry and choose “Report an error in this entry” in the Entry menu or with
{palette}. The program writes the report, and you send it: by email, as a file, or by pasting it.
"""


def sections() -> Sequence[Section]:
    """Return the sections that are read; the tables of keys follow them."""
    named = {
        "search": "Ctrl+L",
        "bookmark": "Ctrl+D",
        "note": "Ctrl+Shift+N",
        "undo": "Ctrl+Z",
        "palette": "Ctrl+K",
        "find": "Ctrl+F",
        "back": "Alt+Left",
    }
    keys = {name: escape(keys_text(key)) for name, key in named.items()}
    ratings = [(f"{int(rating)}  {RATING_WORDS[rating]}", words) for rating, words in _MEANINGS.items()]
    states = [(RECALL_WORDS[recall], words) for recall, words in _STATE_MEANINGS.items()]
    scheduling = _SCHEDULING.format(retention=share(DEFAULTS.desired_retention), least=LEAST)
    return (
        Section("first-steps", "First steps", _FIRST_STEPS.format_map(keys)),
        Section("ratings", "What the ratings mean", _RATINGS, ratings),
        Section("scheduling", "How scheduling works", scheduling),
        Section("states", "What the states of an entry mean", _STATES, states),
        Section("data", "Where your data is stored", _DATA),
        Section("trust", "How reliable an entry is", _TRUST.format_map(keys)),
    )
