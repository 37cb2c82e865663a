"""The rule that nothing can be answered by yes or no."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attache.base.text import fold, words
from attache.base.vocabulary import CardForm
from attache.content.checks.context import Context
from attache.content.problems import Finding

_ASKING = (CardForm.QUESTION, CardForm.TYPED, CardForm.CHOICE)
_DESCRIBING = (CardForm.TERM, CardForm.CONFUSABLE)
"""Forms whose prompt asks only if it ends in a question mark; else it tells what the answer is."""

_AUXILIARIES = frozenset(
    words(
        """
        am is are was were do does did has have had can could will would shall should may might must
        cannot isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt cant couldnt wont wouldnt
        shant shouldnt mightnt mustnt neednt
        """
    )
)
_CONDITIONAL = frozenset(words("were should had"))
"""What may open a condition without "if": "Should Malaysia be attacked, …"."""
_ASKS = frozenset(words("what which who whom whose how why when where"))
_NEVER_RELATIVE = frozenset(words("what how why"))
_JOINING = frozenset(words("and but or so then"))
_LEADING = frozenset(
    words(
        """
        according after against although among as at because before besides between beyond by despite
        during even following for from given if in inside into like next now of on once outside over
        since so still than then though through throughout to today toward towards under unless until
        when where whereas whether while with within without
        """
    )
)
"""What may open a part of the sentence that stands before the question itself."""
_COMMAND = re.compile(
    r"^(?:please )?(?:state|say|tell|decide|judge|indicate|consider) (?:\w+ ){0,2}(?:whether|if)\b"
)
_EITHER = re.compile(r"\b(?:true or false|false or true|yes or no|right or wrong|correct or incorrect)\b")
_ANSWERED = re.compile(r"\s*[“\"'‘(]?(?:yes\b|(?:no|true|false)\s*(?:[^\w\s]|$))", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.?!]*(?:[.?!]+(?=\s|$|[”’\"')])|$)|[^.?!]*[.?!]")


def yes_or_no(context: Context) -> Iterator[Finding]:
    """Find cards that can be answered by yes or no."""
    for placed in context.cards:
        form = placed.card.form
        asked = context.plain(placed.prompt) if form in (*_ASKING, *_DESCRIBING) else ""
        found = _asks_yes_or_no(asked, only_questions=form in _DESCRIBING)
        if found:
            yield placed.finding(
                "prompt",
                f"the prompt asks with “{found}” and can be answered by yes or no.",
                "Ask what, which, who, why or how.",
                found,
            )
        # What a cloze hides is judged by the rule against fillers.
        elif form is not CardForm.CLOZE and _ANSWERED.match(context.plain(placed.answer)):
            yield placed.finding("answer", "the answer is yes or no.", "Ask for the reason or the thing.")


def _asks_yes_or_no(prompt: str, only_questions: bool) -> str:
    """Return the word or words by which a prompt asks for yes or no, blank if it does not."""
    either = _EITHER.search(fold(prompt))
    if either:
        return either.group()
    sentences = [part.strip(" \n“”‘’\"'()") for part in _SENTENCE.findall(prompt)]
    sentences = [part for part in sentences if part]
    for sentence in sentences:
        command = _COMMAND.match(fold(sentence))
        if command:
            return command.group()
    questions = [part for part in sentences if part.endswith("?")]
    if questions:
        return _asks_without_what(questions[-1])
    return "" if only_questions or not sentences else _asks_without_what(sentences[0])


def _asks_without_what(sentence: str) -> str:
    """Return the auxiliary by which a sentence asks, blank if it asks what, which, who, how or why."""
    clauses = [words(clause) for clause in re.split(r"[,;:–—]", sentence)]
    clauses = [clause for clause in clauses if clause]
    for index, clause in enumerate(clauses):
        start = _question_word(clause)
        if start:
            return ""
        auxiliary = _auxiliary(clause)
        if auxiliary:
            return "" if _asks_later(auxiliary, clauses, index) else auxiliary
        if clause[0] not in _LEADING and not clause[0].endswith("ly"):
            break
    said = [word for clause in clauses for word in clause]
    if sentence.endswith("?") and _ASKS.isdisjoint(said):
        return next((word for word in said if word in _AUXILIARIES), "")
    return ""


def _question_word(clause: Sequence[str]) -> str:
    """Return the word with which a clause asks, after at most a joining word and a preposition."""
    for index, word in enumerate(clause[:3]):
        if word in _ASKS:
            # "When Singapore is attacked, …" leads up to a question; "When was it …" is one.
            leads = word in ("when", "where") and not index and not _AUXILIARIES & set(clause[1:2])
            return "" if leads else word
        if word not in _LEADING and word not in _JOINING:
            return ""
    return ""


def _auxiliary(clause: Sequence[str]) -> str:
    """Return the auxiliary with which a clause asks, blank if it begins otherwise."""
    if clause[0] in _JOINING:
        clause = clause[1:]
    # "In 1999 did …", where the comma was left out.
    if len(clause) > 2 and clause[0] in _LEADING and clause[1].isdigit():
        clause = clause[2:]
    if not clause or clause[0] not in _AUXILIARIES:
        return ""
    # "Will of the people", "May 1945": nouns, as what follows shows.
    noun = len(clause) > 1 and (clause[1] == "of" or clause[1].isdigit())
    return "" if noun else clause[0]


def _asks_later(auxiliary: str, clauses: Sequence[Sequence[str]], index: int) -> bool:
    """Return whether what follows a clause that begins with an auxiliary asks more than yes or no."""
    if clauses[-1][-1] in _ASKS:
        return True
    for number, clause in enumerate(clauses[index + 1 :], index + 1):
        word = _question_word(clause)
        if word in _NEVER_RELATIVE or (word and clause[0] in _JOINING):
            return True
        # A relative clause in the middle ("…, which had no fleet, …") asks nothing.
        if word and auxiliary in _CONDITIONAL and number == len(clauses) - 1:
            return True
    return False
