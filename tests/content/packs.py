"""A small pack without a fault, complete and with every form of card, for tests to break."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PACK: Mapping[str, str] = {
    "pack.yaml": """\
id: harbour
title: The harbour
version: 1
language: en-GB
licence: MIT
about: A pack for tests.
complete: true
tiers: {core: [1, 1], standard: [5, 20], extra: [0, 2]}
""",
    "deleted-cards.txt": """\
# Cards of earlier versions.
gone-year
pact-old  # asked what the document says
""",
    "documents.yaml": """\
- id: book
  title: The Book of the Harbour
  short: Book
  note: It names no author.
  sections:
    - "(introduction)"
    - The Pilots’ Work
""",
    "themes.yaml": """\
- {id: ideas, title: Ideas, about: What it rests on}
- {id: bodies, title: Bodies, about: Who does it}
""",
    "relations.yaml": """\
- {id: kind-of, words: Is a kind of, inverse: has-kind, inverse-words: Has kinds}
- {id: example-of, words: Example of, inverse: has-example, inverse-words: Examples}
- {id: uses, words: Uses, inverse: used-by, inverse-words: Used by}
- {id: led-to, words: Led to, inverse: followed-from, inverse-words: Result of, acyclic: true}
- {id: contrasts-with, words: Contrasts with, symmetric: true}
- {id: confused-with, words: Often confused with, symmetric: true}
- {id: part-of, words: Part of, inverse: has-part, inverse-words: Has parts, facts: [parent]}
- {id: member-of, words: Member of, inverse: has-member, inverse-words: Members, inverse-facts: [members]}
""",
    "concepts/pact.md": """\
---
title: Pact
labels:
  - {text: pacts, type: plural}
  - {text: lamp oath, type: narrower}
  - {text: Harbour Law, type: related}
theme: ideas
importance: 1
definition: Written promise by which two ports share their lamps and their boats.
sources: [book/introduction, book/the-pilots-work]
background:
  - {fact: "the oldest was signed in 1850", basis: "the town archive, folio 3"}
claims:
  - {text: it keeps the peace, in: book/introduction}
relations:
  contrasts-with: [visit]
dates:
  - {on: 1850, what: the first is signed}
  - {on: 1851-04, until: 1851-04-30, what: the second is argued over}
read-next:
  - "*The Pact of the Ports*, 1850, article 3"
  - A. Keeper, Lamps and the Harbour League, 1990
cards:
  - id: pact-why
    form: question
    prompt: Why do ports write such a promise down?
    answer: So that neither can forget it
    why: A spoken one has been forgotten twice, as with the [[league|leaguers]].
    value: 1
    sections: [book/introduction]
    corrects: league-age
  - id: pact-term
    form: term
    accepted: [covenant]
  - id: pact-definition
    form: definition
    answer: A written promise to share lamps and boats
  - id: pact-cloze
    form: cloze
    prompt: Two ports that sign it must always share their lamps with one another.
    cloze: lamps
  - id: pact-example
    form: example
    of: pact
    prompt: Which of these is an instance of two ports bound in writing?
    answer: Harbour League
    distractors: [Pilot Guild, Lamp Crew, Tall Fleet]
---
A promise is *kept* where both sides gain by it.[^1] The Harbour League shows it, and [[visit|calling
at a port]] renews it.[^3]

- It is **written**.
- It is read aloud.
""",
    "concepts/visit.md": """\
---
title: Port visit
theme: ideas
definition: Call of a ship at a harbour that is not its own.
sources: [book/the-pilots-work]
cards:
  - {id: visit-typed, form: typed, prompt: What is owed to the host?, answer: Thanks, accepted: [gratitude]}
---
A ship calls, and its people see the town.
""",
    "concepts/talk.md": """\
---
title: Staff talk
theme: ideas
definition: Meeting of officers at which nothing is decided.
sources: [book/the-pilots-work]
cards:
  - {id: talk-q, form: question, prompt: What do officers decide there?, answer: Nothing}
---
Officers meet. A pact may follow.
""",
    "concepts/ghost.md": """\
---
title: Ghost light
theme: ideas
definition: Lamp that is seen where none was lit.
outside-documents: true
background:
  - {fact: seen in 1901, basis: "a letter of that year"}
cards:
  - {id: ghost-year, form: question, prompt: In which year did somebody first see the light?, answer: In 1901}
---
Nobody lit it.
""",
    "organisations/league.md": """\
---
title: Harbour League
labels:
  - {text: HL, type: abbreviation}
  - {text: Harbor League, type: spelling}
  - {text: Habour Leage, type: misspelling}
type: alliance
theme: bodies
definition: Union of nine ports, formed in 1850, that light one another's ships home.
founded: 1850
dissolved: 1901
members: ["[[guild]]", Northport, Southport]
partners: [Westport]
members-as-of: 1900
joined: {Pilot Guild: 1850, Southport: 1861, Northport: 1850}
parent: "[[crew]]"
seat: Northport
sources: [book/introduction]
claims:
  - {text: the Pilot Guild obeys it, in: book/introduction}
relations:
  example-of: [pact]
  uses: [visit, talk]
  part-of: [crew, fleet]
cards:
  - id: league-choice
    form: choice
    prompt: Which of these lit the ships of nine ports home?
    answer: Harbour League
    distractors: [Pilot Guild, Lamp Crew, Tall Fleet]
  - id: league-list
    form: list
    prompt: Which ports sat in it?
    items: [Northport, Southport]
    ordered: true
---
Nine ports lit one another's ships home. HL had no fleet.
""",
    "organisations/guild.md": """\
---
title: Pilot Guild
type: committee
theme: bodies
definition: Body of those who know the channel.
sources: [book/the-pilots-work]
relations:
  uses: [visit, talk]
  confused-with: [league]
  member-of: [league]
cards:
  - id: guild-or-crew
    form: confusable
    pair: [guild, crew]
    prompt: This body knows the channel, not the lamps.
    answer: Pilot Guild
---
They know the channel.
""",
    "organisations/crew.md": """\
---
title: Lamp Crew
type: committee
theme: bodies
definition: Body of those who trim the wicks.
sources: [book/the-pilots-work]
relations:
  uses: [visit, talk]
  contrasts-with: [guild]
cards:
  - {id: crew-q, form: question, prompt: What does it trim?, answer: Wicks}
---
They trim the wicks.
""",
    "organisations/fleet.md": """\
---
title: Tall Fleet
type: operation
theme: bodies
definition: Ships that carry no cargo.
sources: [book/the-pilots-work]
relations:
  uses: [visit, talk]
  contrasts-with: [crew]
cards:
  - {id: fleet-q, form: question, prompt: What do its ships carry?, answer: No cargo}
---
They carry nothing.
""",
    "case-studies/storm.md": """\
---
title: Storm of 1849
theme: ideas
definition: Loss of eleven ships in one night, after which the ports agreed to light one another's channels.
sources: [book/introduction]
parties: ["[[guild]]", Northport]
period: 1849–1850
place: Northport
done: The ports lit every lamp.
outcome: No ship was lost in the next storm.
lesson: A lamp costs less than a ship.
relations:
  led-to: [pact]
  uses: [visit, talk]
cards:
  - {id: storm-q, form: question, prompt: How many ships did Northport and Southport lose?, answer: Eleven}
---
Eleven ships were lost.
""",
    "accuracy/league-age.md": """\
---
title: The age of the league
sort: not right
sections: [book/introduction]
entries: [league, pact]
certainty: certain
basis: the charter of 1850
---
says: The Harbour League is offered as *ancient*; the Storm of 1849 is not named.

right: It was founded in 1850.

The Lamp Crew is older.
""",
    "guides/book.md": """\
---
document: book
title: Reading the book
---
The book is short. It praises every pact.

## (introduction)
entries: [pact, league]
cards: [pact-why, league-choice]

What it says of the Harbour League is thin.

## The Pilots’ Work
entries: [visit, guild, talk]
cards: [visit-typed, guild-or-crew, talk-q]

Here the Pilot Guild has its day.

- One list.
""",
}


def write_pack(folder: Path, files: Mapping[str, str] = PACK) -> Path:
    """Write a pack's files in the order in which they come, and return its folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def changed(file: str, old: str, new: str, files: Mapping[str, str] = PACK) -> dict[str, str]:
    """Return a pack with one passage, which must stand in the file once, replaced."""
    assert files[file].count(old) == 1, f"{old!r} stands {files[file].count(old)} times in {file}"
    return {**files, file: files[file].replace(old, new)}


def line_of(text: str, passage: str) -> int:
    """Return the line on which a passage first stands."""
    return text.count("\n", 0, text.index(passage)) + 1
