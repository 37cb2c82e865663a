"""Every rule, by a pack that breaks it and nothing else, and by the one that breaks none."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from attache.content.checking import Problem, check
from attache.content.checks.table import RULES
from tests.content.packs import PACK, changed, line_of, write_pack

PACT = "concepts/pact.md"
VISIT = "concepts/visit.md"
LEAGUE = "organisations/league.md"
STORM = "case-studies/storm.md"
NOTE = "accuracy/league-age.md"
GUIDE = "guides/book.md"


@dataclass(frozen=True)
class Broken:
    """A passage replaced by one that breaks a rule; ``at`` stands on the line that is to be named."""

    rule: str
    file: str
    old: str
    new: str
    at: str = ""
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule}: {self.new.strip()[:40]!r}"


def question(prompt: str, answer: str, more: str = "") -> str:
    """Return a question card in one line, for the end of the visit's cards."""
    return f'  - {{id: new, form: question, prompt: "{prompt}", answer: "{answer}"{more}}}\n'


CARD = "accepted: [gratitude]}\n"
LEAGUE_CHOICE = "    distractors: [Pilot Guild, Lamp Crew, Tall Fleet]\n  - id: league-list"

CASES = [
    # What reading finds.
    Broken("yaml", PACT, "title: Pact\n", "title: Pact: again\n"),
    Broken("yaml", PACT, "title: Pact\n", "title: &a Pact\nseat: *a\n", at="seat:"),
    Broken("yaml", PACT, "title: Pact\n", "title: !!python/name:os.system Pact\n"),
    Broken("yaml", PACT, "title: Pact\n", "title: [[[[[[[[[[Pact]]]]]]]]]]\n"),
    Broken("yaml", PACT, "---\ntitle: Pact\n", "title: Pact\n"),
    Broken("yaml", VISIT, "---\nA ship calls", "A ship calls", at="---"),
    Broken("yaml", PACT, "---\ntitle: Pact\n", "---\n- a\n---\ntitle: Pact\n", at="- a"),
    Broken("yaml", "themes.yaml", "- {id: bodies", "---\n- {id: bodies"),
    Broken("yaml", GUIDE, "entries: [visit, guild, talk]", "entries: [visit, guild, talk",
           at="cards: [visit-typed"),
    Broken("duplicate-key", PACT, "importance: 1\n", "importance: 1\nimportance: 2\n", at="importance: 2"),
    Broken("unknown-key", PACT, "importance: 1\n", "importance: 1\nimportence: 2\n", at="importence"),
    Broken("unknown-key", PACT, "importance: 1\n", "importance: 1\nfounded: 1971\n", at="founded"),
    Broken("unknown-key", VISIT, "accepted: [gratitude]", "distractors: [gratitude]"),
    Broken("unknown-key", "themes.yaml", "about: Who does it", "about: Who does it, and how"),
    Broken("missing-key", PACT, "title: Pact\n", "", at="labels"),
    Broken("missing-key", STORM, "lesson: A lamp costs less than a ship.\n", "", at="title"),
    Broken("missing-key", LEAGUE, "type: alliance\n", "", at="title"),
    Broken("missing-key", LEAGUE, "    prompt: Which ports sat in it?\n", "", at="  - id: league-list"),
    Broken("missing-key", LEAGUE, "    items: [Northport, Southport]\n", "", at="  - id: league-list"),
    Broken("missing-key", "pack.yaml", "licence: MIT\n", "", at="id"),
    Broken("missing-key", NOTE, "basis: the charter of 1850\n", "basis:\n"),
    Broken("missing-key", GUIDE, "cards: [visit-typed, guild-or-crew, talk-q]\n", "", at="entries: [visit"),
    Broken(
        "missing-key", GUIDE, "\nHere the Pilot Guild has its day.\n\n- One list.\n", "", at="## The Pilots"
    ),
    Broken(
        "missing-definition",
        VISIT,
        "definition: Call of a ship at a harbour that is not its own.\n",
        "definition:\n",
    ),
    Broken("missing-explanation", "concepts/ghost.md", "\nNobody lit it.\n", "\n", at="title"),
    Broken("bad-value", "relations.yaml", "facts: [parent]", "facts: [parents]"),
    Broken("bad-value", "relations.yaml", "inverse: has-kind,", "inverse: kind-of,", at="- {id: kind-of"),
    Broken("unknown-key", "relations.yaml", "words: Contrasts with, symmetric: true",
           "words: Contrasts with, symmetric: true, acyclic: true"),
    Broken("bad-value", PACT, "importance: 1", "importance: high"),
    Broken("bad-value", PACT, "sources: [book/introduction, book/the-pilots-work]",
           "sources: book/introduction",
           also=("note-range",)),
    Broken("bad-value", PACT, "title: Pact\n", "title: [Pact]\n"),
    Broken("bad-value", PACT, "  - {text: it keeps the peace, in: book/introduction}",
           "  - it keeps the peace"),
    Broken("bad-value", LEAGUE, "founded: 1850", "founded: about 1850"),
    Broken("bad-value", LEAGUE, "partners: [Westport]", "partners: [[westport]]"),
    Broken("bad-value", LEAGUE, "    ordered: true", "    ordered: yes"),
    Broken("bad-value", NOTE, "sort: not right", "sort: wrong"),
    Broken("bad-value", NOTE, "certainty: certain", "certainty: sure"),
    Broken("bad-id", PACT, "  - id: pact-why", "  - id: Pact_Why", also=("unknown-card",)),
    Broken("bad-id", "pack.yaml", "id: harbour", "id: Harbour"),
    Broken("bad-id", "pack.yaml", "id: harbour", "id: note"),
    Broken("bad-id", "documents.yaml", "- id: book", "- id: Book", also=("unknown-section",
           "guide-document", "uncited-section", "missing-guide")),
    Broken("bad-id", "documents.yaml", "    - The Pilots’ Work\n", '    - The Pilots’ Work\n    - "—"\n',
           at="sections:", also=("guide-sections", "uncited-section")),
    Broken("unknown-type", LEAGUE, "type: alliance", "type: aliance"),
    Broken("unknown-label-type", PACT, "type: plural", "type: plurals"),
    Broken("unknown-form", VISIT, "form: typed", "form: typing"),
    Broken("accuracy-parts", NOTE, "right: It was", "It was", at="says:"),
    Broken("accuracy-parts", NOTE, "The Lamp Crew is older.", "right: The Lamp Crew is older."),
    Broken("accuracy-parts", NOTE, "says: The Harbour", "The Harbour"),
    Broken("huge-text", VISIT, "A ship calls", "A ship calls " * 2000),
    Broken("huge-text", VISIT, "title: Port visit", f"title: {'Port ' * 5000}",),
    Broken("huge-list", LEAGUE, "partners: [Westport]", f"partners: [{'Westport, ' * 1001}]"),
    # Ids and names.
    Broken("plain-name", PACT, "title: Pact\n", "title: Pact <img src=/tmp/x>\n"),
    Broken("plain-name", PACT, "title: Pact\n", "title: Pact &lt;\n"),
    Broken("plain-name", PACT, "title: Pact\n", "title: Pact [[visit]]\n"),
    Broken("plain-name", PACT, "title: Pact\n", "title: A **written** pact\n"),
    Broken("plain-name", PACT, "title: Pact\n", "title: |\n  Pact\n  again\n", at="title: |"),
    Broken("plain-name", PACT, "{text: pacts,", '{text: "![pacts](file:///tmp/x)",'),
    Broken("plain-name", NOTE, "title: The age", "title: The <b>age</b>"),
    Broken("plain-name", GUIDE, "title: Reading the", "title: Reading [the](book)"),
    Broken("plain-name", "pack.yaml", "title: The harbour", "title: The <i>harbour</i>"),
    Broken("plain-name", "pack.yaml", "about: A pack", "about: A <s>pack"),
    Broken("plain-name", "pack.yaml", "licence: MIT", "licence: <a href=x>MIT</a>"),
    Broken("plain-name", "documents.yaml", "  short: Book", '  short: "Book <img src=/tmp/x>"'),
    Broken("plain-name", "documents.yaml", "  note: It names", "  note: It <b>names"),
    Broken("plain-name", "documents.yaml", '    - "(introduction)"\n',
           '    - {id: introduction, title: (introduction), rest: "<hr>"}\n'),
    Broken("plain-name", "themes.yaml", "title: Bodies", 'title: "Bodies\\tand"'),
    Broken("plain-name", "themes.yaml", "about: Who", "about: <u>Who"),
    Broken("plain-name", "relations.yaml", "{id: uses, words: Uses,", "{id: uses, words: <b>Uses,"),
    Broken("plain-name", "relations.yaml", "inverse-words: Used by", "inverse-words: <b>Used by"),
    Broken("duplicate-card-id", VISIT, "id: visit-typed,", "id: talk-q,", also=("unknown-card",)),
    Broken("duplicate-id", "themes.yaml", "- {id: bodies, title: Bodies, about: Who does it}\n",
           "- {id: bodies, title: Bodies}\n- {id: ideas, title: More}\n", at="- {id: ideas, title: More}"),
    Broken("duplicate-id", "relations.yaml", "inverse: has-kind,", "inverse: uses,",
           at="- {id: uses"),
    Broken("duplicate-name", PACT, "{text: pacts,",
           "{text: PORT-visits, type: plural}\n  - {text: port visit,",
           at="{text: port visit"),
    Broken("duplicate-name", PACT, "{text: pacts,", "{text: PACT,"),
    Broken("nameless", PACT, "{text: pacts,", '{text: "—",'),
    # What names another thing.
    Broken("unknown-theme", PACT, "theme: ideas", "theme: idea"),
    Broken("unknown-relation-type", PACT, "  contrasts-with: [visit]\n",
           "  contrasts-with: [visit]\n  likes: [talk]\n", at="likes"),
    Broken("unknown-section", PACT, "book/the-pilots-work]", "book/the-pilot-s-work]"),
    Broken("unknown-section", PACT, "    sections: [book/introduction]\n", "    sections: [book]\n"),
    Broken("unknown-section", NOTE, "sections: [book/introduction]", "sections: [boot/introduction]"),
    Broken("unknown-entry", PACT, "  contrasts-with: [visit]\n",
           "  contrasts-with:\n    - visit\n    - visits\n",
           at="- visits"),
    Broken("unknown-entry", "organisations/guild.md", "pair: [guild, crew]", "pair: [guild, crow]"),
    Broken("unknown-entry", PACT, "    of: pact\n", "    of: pakt\n"),
    Broken("unknown-entry", NOTE, "entries: [league, pact]", "entries: [league, peace]",
           also=("card-note",)),
    Broken("unknown-entry", GUIDE, "entries: [pact, league]", "entries: [pact, league, north]"),
    Broken("unknown-card", GUIDE, "cards: [pact-why, league-choice]", "cards: [pact-why, league]"),
    Broken("unknown-member", LEAGUE, "Southport: 1861", "Eastport: 1861"),
    Broken("card-note", PACT, "    corrects: league-age", "    corrects: league-aged"),
    Broken("card-note", NOTE, "entries: [league, pact]", "entries: [league]", at=""),
    Broken("bad-value", LEAGUE, "Southport: 1861", "Southport: later"),
    Broken("bad-value", LEAGUE, "joined: {Pilot Guild: 1850, Southport: 1861, Northport: 1850}",
           "joined: [Northport]"),
    Broken("bad-value", PACT, "  - A. Keeper, Lamps and the Harbour League, 1990", "  - {book: Lamps}"),
    Broken("forbidden-markdown", PACT, "  - A. Keeper, Lamps", "  - A. Keeper, <i>Lamps</i>"),
    Broken("note-range", PACT, "Harbour League, 1990", "Harbour League, 1990[^1]"),
    Broken("unknown-link", PACT, "at a port]] renews", "at a port]] and [[vist]] renews", at="at a port]]"),
    Broken("unknown-link", PACT, "at a port]] renews", "at a port renews", at="[[visit|calling"),
    Broken("unknown-link", LEAGUE, 'parent: "[[crew]]"', 'parent: "[[crow]]"'),
    Broken("unknown-link", PACT, "[[league|leaguers]]", "[[League]]"),
    Broken("unknown-link", NOTE, "The Lamp Crew is older.", "The [[lamp]] is older."),
    Broken("unknown-link", GUIDE, "- One list.", "- One [[lost]]."),
    Broken("unknown-link", GUIDE, "- One list.", "- One [[other:pact]]."),
    Broken("unknown-link", GUIDE, "- One list.", "- One [[harbour:lost]]."),
    Broken("unknown-link", GUIDE, "- One list.", "- One [[note:lost]]."),
    # What a text may hold.
    Broken("forbidden-markdown", PACT, "- It is **written**.", "- It is <b>written</b>."),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "\n<script>x</script>\n", at="<script>"),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "- It is ![read](aloud.png)."),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "# It is read aloud"),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "\nIt is read\n===", at="It is read"),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "\n| a | b |\n|---|---|\n| c | d |",
           at="| a |"),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "- It is [read](https://example.org)."),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "- It is <https://example.org>."),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "\n[read]: https://example.org", at="[read]:"),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "- It is `read` aloud."),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "- It is &#x202e;read aloud."),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "\n> It is read aloud."),
    Broken("forbidden-markdown", PACT, "- It is read aloud.", "\n***\n", at="***"),
    Broken("forbidden-markdown", PACT, "signed in 1850", "signed in <i>1850</i>"),
    Broken("forbidden-markdown", PACT, "answer: So that neither can forget it",
           "answer: So that `neither` can"),
    Broken("note-range", PACT, "renews it.[^3]", "renews it.[^4]"),
    Broken("note-range", PACT, "renews it.[^3]", "renews it.[^x]"),
    Broken("note-range", PACT, "answer: So that neither can forget it", 'answer: "So that neither can.[^1]"'),
    Broken("note-range", NOTE, "The Lamp Crew is older.", "The Lamp Crew is older.[^1]"),
    # Definitions.
    Broken("definition-sentence", VISIT, "not its own.", "not its own"),
    Broken("definition-sentence", VISIT, "not its own.", "not its own. It stays."),
    Broken("definition-sentence", VISIT, "not its own.", "not its own. École.", at="definition"),
    Broken("definition-sentence", VISIT, "not its own.", "not its own. it stays.", at="definition"),
    Broken("definition-kind", VISIT, "definition: Call of a ship", "definition: It is when a ship calls"),
    Broken("definition-kind", VISIT, "definition: Call of a ship", "definition: Where a ship calls"),
    Broken("circular-definition", VISIT, "definition: Call of", "definition: Port-visit of"),
    Broken("circular-definition", LEAGUE, "Union of nine ports,", "Union of nine ports, or HL,"),
    # Relations.
    Broken("relation-twice", VISIT, "theme: ideas\n", "theme: ideas\nrelations: {used-by: [crew]}\n",
           at=""),
    Broken("relation-twice", VISIT, "theme: ideas\n", "theme: ideas\nrelations: {contrasts-with: [pact]}\n",
           at="relations"),
    Broken("relation-twice", PACT, "contrasts-with: [visit]", "contrasts-with: [visit, visit]"),
    Broken("relation-circle", STORM, "  led-to: [pact]\n", "  led-to: [pact]\n  followed-from: [pact]\n",
           at="followed-from"),
    Broken("incomplete-list", LEAGUE, 'members: ["[[guild]]", Northport', "members: [Northport",
           also=("unknown-member",)),
    Broken("relation-to-itself", PACT, "contrasts-with: [visit]", "contrasts-with: [visit, pact]"),
    # What an entry rests on, and when.
    Broken("claim-source", LEAGUE, "obeys it, in: book/introduction", "obeys it, in: book/the-pilots-work"),
    Broken("card-source", VISIT, CARD,
           CARD + question("Who pays for the stay?", "The host", ", sections: [book/introduction]"),
           at="id: new"),
    Broken("source-twice", VISIT, "sources: [book/the-pilots-work]",
           "sources: [book/the-pilots-work, book/the-pilots-work]"),
    Broken("outside-documents", "concepts/talk.md", "sources: [book/the-pilots-work]\n", "", at="title"),
    Broken("outside-documents", "concepts/ghost.md", "outside-documents: true\n",
           "outside-documents: true\nsources: [book/introduction]\n", at="sources"),
    Broken("outside-documents", "concepts/ghost.md",
           'background:\n  - {fact: seen in 1901, basis: "a letter of that year"}\n', "", at="outside"),
    Broken("outside-documents", "concepts/ghost.md", "answer: In 1901}",
           "answer: In 1901, sections: [book/introduction]}", at="  - {id: ghost-year"),
    Broken("bad-date", PACT, "{on: 1850,", "{on: 1850-13,"),
    Broken("bad-date", PACT, "{on: 1850,", "{on: in 1850,"),
    Broken("bad-date", PACT, "until: 1851-04-30", "until: 1851-02-29"),
    Broken("bad-date", PACT, "until: 1851-04-30", "until: 1851-03"),
    Broken("bad-date", LEAGUE, "dissolved: 1901", "dissolved: 1849"),
    # How a card asks.
    Broken("term-in-prompt", LEAGUE, "prompt: Which of these lit", "prompt: Which harbor league lit"),
    Broken("term-in-prompt", VISIT, CARD, CARD + question("What is the HL called?", "Harbour League"),
           at="id: new"),
    Broken("term-in-prompt", "organisations/guild.md", "This body knows the channel,",
           "The Pilot Guild’s lot knows it,"),
    Broken("term-in-prompt", PACT, "of two ports bound in writing", "of two ports in the harbour league"),
    Broken("term-in-prompt", PACT, "  - id: pact-term\n",
           "  - id: pact-term\n    prompt: It is no mere pact\n",
           at="prompt: It is"),
    Broken("yes-no", VISIT, CARD, CARD + question("Does the guest pay?", "The host does"), at="id: new"),
    Broken("yes-no", VISIT, CARD, CARD + question("What if the guest is asked to pay?", "No"), at="id: new"),
    Broken("same-prompt", VISIT, CARD, CARD + question("WHY do ports write such a promise — down?",
           "To keep it"), at="id: new"),
    Broken("same-prompt", PACT, "  - id: pact-cloze", "  - {id: again, form: definition, answer: A deal}\n"
           "  - id: pact-cloze", at="{id: again"),
    # What a card takes for right.
    Broken("long-answer", VISIT, "answer: Thanks", f"answer: {'thanks ' * 16}"),
    Broken("cloze-not-found", PACT, "    cloze: lamps", "    cloze: lamp"),
    Broken("cloze-repeated", PACT, "share their lamps with", "share Lamps and share their lamps with",
           at="    cloze: lamps"),
    Broken("cloze-filler", PACT, "    cloze: lamps", "    cloze: with one"),
    Broken("cloze-filler", PACT, "their lamps with one another.\n    cloze: lamps",
           "no lamps with one another.\n    cloze: no", at="cloze: no"),
    Broken("cloze-markup", PACT, "their lamps with one another.\n    cloze: lamps",
           "their [[visit]] with one another.\n    cloze: visit", at="cloze: visit"),
    Broken("cloze-markup", PACT, "their lamps with one another.\n    cloze: lamps",
           "their *lamps* with one another.\n    cloze: '*lamps*'", at="cloze: '*"),
    Broken("cloze-context", PACT, "Two ports that sign it must always share their lamps with one another.",
           "They must share lamps."),
    Broken("few-distractors", LEAGUE, LEAGUE_CHOICE,
           "    distractors: [Pilot Guild, Lamp Crew]\n  - id: league-list"),
    Broken("same-distractor", LEAGUE, LEAGUE_CHOICE,
           "    distractors: [Pilot Guild, Lamp Crew, Tall Fleet, pilot guild]\n  - id: league-list"),
    Broken("same-distractor", LEAGUE, LEAGUE_CHOICE,
           "    distractors: [Pilot Guild, Lamp Crew, Tall Fleet, Harbour-League]\n  - id: league-list"),
    Broken("same-distractor", LEAGUE, LEAGUE_CHOICE,
           "    distractors: [Pilot Guild, Lamp Crew, Tall Fleet, The HL]\n  - id: league-list",
           also=("distractor-kind",)),
    Broken("same-distractor", LEAGUE, LEAGUE_CHOICE,
           "    distractors: [Pilot Guild, Lamp Crew, Tall Fleet, A pilot guild]\n  - id: league-list",
           also=("distractor-kind",)),
    Broken("same-distractor", LEAGUE, LEAGUE_CHOICE,
           "    distractors: [Pilot Guild, Lamp Crew, Tall Fleet]\n    accepted: [the lamp crew, Lamp Crew]\n"
           "  - id: league-list", at="Tall Fleet]\n    accepted"),
    Broken("distractor-kind", LEAGUE, LEAGUE_CHOICE,
           "    distractors: [Pilot Guild, Lamp Crew, Port visit]\n  - id: league-list"),
    Broken("distractor-kind", LEAGUE, LEAGUE_CHOICE,
           "    distractors: [Pilot Guild, Lamp Crew, The mayor]\n  - id: league-list"),
    Broken("distractor-right", "organisations/fleet.md", "relations:\n", "relations:\n  kind-of: [pact]\n",
           at=""),
    Broken("example-answer", LEAGUE, "  example-of: [pact]\n", "  example-of: [storm]\n", at="",
           also=("few-relations",)),
    Broken("example-answer", PACT, "    answer: Harbour League\n", "    answer: The Hanse\n"),
    Broken("confusable-pair", "organisations/guild.md", "answer: Pilot Guild", "answer: Tall Fleet"),
    Broken("confusable-pair", "organisations/guild.md", "pair: [guild, crew]", "pair: [guild]"),
    Broken("short-list", LEAGUE, "items: [Northport, Southport]", "items: [Northport]"),
    Broken("short-list", LEAGUE, "items: [Northport, Southport]", "items: [Northport, Southport, northport]"),
    # Guides.
    Broken("guide-document", GUIDE, "document: book", "document: boot", also=("missing-guide",)),
    Broken("guide-sections", GUIDE, "## The Pilots’ Work", "## The Pilots"),
    Broken("guide-sections", "documents.yaml", '    - "(introduction)"\n',
           '    - "(introduction)"\n    - Its Lamps\n', at="", also=("uncited-section",)),
    Broken("guide-cards", GUIDE, "cards: [pact-why, league-choice]", "cards: [pact-why]"),
    Broken("guide-cards", GUIDE, "cards: [pact-why, league-choice]", "cards: [pact-why, crew-q]"),
    # What is lacking.
    Broken("uncited-section", "documents.yaml", "    - The Pilots’ Work\n",
           "    - The Pilots’ Work\n    - The End\n", at="- id: book", also=("guide-sections",)),
    Broken("missing-guide", "documents.yaml", "    - The Pilots’ Work\n",
           "    - The Pilots’ Work\n- {id: tale, title: A Tale, sections: [All]}\n", at="- {id: tale",
           also=("uncited-section",)),
    Broken("few-relations", STORM, "  uses: [visit, talk]\n", "", at="relations"),
    Broken("tier-size", VISIT, CARD, CARD.replace("}", ", value: 1}"), at=""),
    Broken("bad-value", "pack.yaml", "core: [1, 1]", "core: 1", at="tiers:"),
    Broken("bad-value", "pack.yaml", "core: [1, 1]", "best: [1, 1]", at="tiers:"),
    Broken("asks-of-document", VISIT, CARD, CARD + question("Which aims does the document name?", "Peace"),
           at="id: new"),
    Broken("no-sentence", "organisations/guild.md", "This body knows the channel, not the lamps.",
           "Channel, not lamps"),
    Broken("no-sentence", "organisations/guild.md", "This body knows the channel, not the lamps.",
           "Body for the channel, not for light."),
    Broken("asked-twice", VISIT, CARD,
           CARD + question("Which number of ships was lost by Northport and Southport?", "Eleven"),
           at="id: new"),
    Broken("no-card", "organisations/crew.md",
           "cards:\n  - {id: crew-q, form: question, prompt: What does it trim?, answer: Wicks}\n", "",
           at="title"),
]  # fmt: skip


def found(folder: Path) -> tuple[Problem, ...]:
    return check(folder).problems


def test_a_faultless_pack_has_no_problem(pack_folder: Path) -> None:
    report = check(pack_folder)
    assert report.problems == ()
    assert dict(report.counts.entries) == {"concept": 4, "organisation": 4, "case-study": 1}
    assert (report.counts.cards, report.counts.guides, report.counts.accuracy_notes) == (14, 1, 1)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_what_breaks_it(case: Broken, tmp_path: Path) -> None:
    files = changed(case.file, case.old, case.new)
    problems = found(write_pack(tmp_path, files))
    assert {problem.rule for problem in problems} == {case.rule, *case.also}
    first = next(problem for problem in problems if problem.rule == case.rule)
    assert first.message
    assert first.advice
    if first.file == case.file:
        marker = case.at or case.new.strip("\n").split("\n")[0]
        assert first.line == line_of(files[case.file], marker)


def whole_file_cases() -> dict[str, tuple[str, str]]:
    """Return, for rules about whole files, what stands under which name."""
    tide = PACK["concepts/ghost.md"].replace("Ghost light", "Tide").replace("see the light?", "see it?")
    return {
        "deleted-card": ("concepts/tide.md", tide.replace("ghost-year", "gone-year")),
        "unknown-file": ("concepts/pact.txt", "x"),
        "missing-file": ("themes.yaml", ""),
        "duplicate-id": ("organisations/pact.md", PACK[PACT].replace("title: Pact", "title: Deal")),
        "bad-id": ("concepts/Not_An_Id.md", PACK["concepts/ghost.md"].replace("Ghost light", "Marsh light")),
        "huge-file": ("concepts/big.md", "x" * (1 << 20) + "x"),
        "not-text": ("concepts/bell.md", "---\ntitle: Bell\a\n---\n"),
    }


@pytest.mark.parametrize("rule", whole_file_cases())
def test_a_rule_on_files_finds_what_breaks_it(rule: str, tmp_path: Path) -> None:
    file, text = whole_file_cases()[rule]
    folder = write_pack(tmp_path, PACK)
    if text:
        write_pack(folder, {file: text})
    else:
        (folder / file).unlink()
    problems = [problem for problem in found(folder) if problem.rule == rule]
    assert [problem.file for problem in problems] == [file]


def test_links_are_not_followed(pack_folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(PACK["concepts/ghost.md"], encoding="utf-8")
    (pack_folder / "concepts/ghost.md").unlink()
    (pack_folder / "concepts/ghost.md").symlink_to(outside)
    (pack_folder / "guides/more").symlink_to(tmp_path)
    assert [(problem.file, problem.rule) for problem in found(pack_folder)] == [
        ("concepts/ghost.md", "symbolic-link"),
        ("guides/more", "symbolic-link"),
    ]


def test_a_pipe_is_not_waited_for(pack_folder: Path) -> None:
    os.mkfifo(pack_folder / "concepts/pipe.md")
    assert [(problem.file, problem.rule) for problem in found(pack_folder)] == [
        ("concepts/pipe.md", "unreadable-file")
    ]


def test_every_rule_is_broken_by_a_test() -> None:
    tested = {case.rule for case in CASES} | set(whole_file_cases()) | {"symbolic-link", "unreadable-file"}
    assert tested == {rule.id for rule in RULES}


def test_what_is_lacking_is_passed_over_until_a_pack_says_it_is_complete(tmp_path: Path) -> None:
    files = changed("pack.yaml", "complete: true\n", "")
    del files["guides/book.md"]
    files = changed("organisations/crew.md", "  uses: [visit, talk]\n", "", files)
    assert found(write_pack(tmp_path, files)) == ()


def test_what_cannot_be_read_is_not_said_to_be_lacking(tmp_path: Path) -> None:
    files = {**PACK, "organisations/crew.md": "no head"}
    assert [problem.rule for problem in found(write_pack(tmp_path, files))] == ["yaml"]


def test_prompts_that_default_to_one_text_are_told_apart_by_their_form(tmp_path: Path) -> None:
    card = "  - {id: fleet-q,"
    files = changed(
        "organisations/fleet.md", card, f"  - {{id: fleet-d, form: definition, answer: Empty ships}}\n{card}"
    )
    assert found(write_pack(tmp_path, files)) == ()


def test_two_gaps_in_one_sentence_are_two_prompts(tmp_path: Path) -> None:
    cloze = "  - id: pact-cloze\n"
    second = (
        "  - {id: pact-ports, form: cloze, cloze: Two ports,\n"
        "     prompt: Two ports that sign it must always share their lamps with one another.}\n"
    )
    assert found(write_pack(tmp_path, changed(PACT, cloze, second + cloze))) == ()


@pytest.mark.parametrize(
    "definition",
    [
        "Call of a ship, e.g. The Swan, at a harbour.",
        "Call of a ship under Art. 5 of the code.",
        "Call of a U.S. Navy ship at a harbour.",
        "Call of a ship (“visit”).",
    ],
)
def test_a_shortened_word_ends_no_sentence(definition: str, tmp_path: Path) -> None:
    old = "Call of a ship at a harbour that is not its own."
    assert found(write_pack(tmp_path, changed(VISIT, old, definition))) == ()


def test_an_abbreviation_counts_by_its_own_letters_only(tmp_path: Path) -> None:
    files = changed(LEAGUE, "Union of nine ports,", "Union, hl or not, of nine ports,")
    assert found(write_pack(tmp_path, files)) == ()
