"""A small pack, compiled once, and the command run in this process on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from attache.cli.main import main
from attache.content.compile import build

PACK = {
    "pack.yaml": "id: attache\ntitle: Small\nversion: 1\nlanguage: en-GB\nlicence: MIT\nabout: For tests.\n",
    "documents.yaml": "- id: asia\n  title: Diplomacy in Asia\n  short: Asia\n  note: No author.\n"
    "  sections: ['(introduction)', Regional Bodies]\n",
    "themes.yaml": "- {id: forums, title: Forums, about: Where states meet}\n"
    "- {id: ideas, title: Ideas, about: What is thought}\n",
    "relations.yaml": "- {id: kind-of, words: Is a kind of, inverse: has-kind, inverse-words: Has kinds}\n"
    "- {id: contrasts-with, words: Stands in sharp contrast with, symmetric: true}\n",
    "organisations/five-power-defence-arrangements.md": """---
title: Five Power Defence Arrangements
labels:
  - {text: FPDA, type: abbreviation}
  - {text: Five Power Defense Arrangements, type: spelling}
  - {text: FDPA, type: misspelling}
  - {text: Exercise Suman Warrior, type: narrower}
  - {text: East of Suez, type: related}
type: arrangement
theme: forums
definition: Understandings of 1971 by which five governments consult once two of them are attacked.
founded: 1971
members: [Australia, Malaysia, New Zealand, Singapore, United Kingdom]
members-as-of: 2025
read-next:
  - Communiqué of the five-power ministerial meeting on defence, London, 16 April 1971
sources: [asia/regional-bodies]
background:
  - {fact: in force since 1 November 1971, basis: House of Commons written answer}
claims:
  - {text: a success in the region, in: asia/regional-bodies}
relations:
  contrasts-with: [collective-defence]
cards:
  - id: fpda-duty
    form: question
    prompt: What must Australia, New Zealand and the United Kingdom do when Malaysia or Singapore is attacked?
    answer: Consult at once
    why: Nobody has promised to fight.
  - id: fpda-members
    form: list
    prompt: Name the five members of the arrangements of 1971.
    items: [Australia, Malaysia, New Zealand, Singapore, United Kingdom]
---
Consulting is all that is *promised*. The five train together every year.

- in the air
- at sea

The rest is habit.
""",
    "concepts/collective-defence.md": """---
title: collective defence
theme: ideas
definition: A promise by which each member answers an attack on another as one on itself.
sources: [asia/introduction]
cards:
  - id: collective-defence-duty
    form: question
    prompt: What does an attack on one member mean to the others there?
    answer: An attack on themselves
---
It needs a treaty, which the FPDA is not.
""",
    "concepts/neutrality.md": """---
title: neutrality
theme: ideas
definition: A state's standing aside from the wars of others.
outside-documents: true
background:
  - {fact: codified at The Hague in 1907, basis: Hague Convention V}
---
A neutral state lets neither side use its land.
""",
    "concepts/military-attache.md": """---
title: military attaché
labels:
  - {text: defence attaché, type: synonym}
theme: ideas
definition: An officer who serves at an embassy and speaks for the armed forces of the sending state.
sources: [asia/introduction]
cards:
  - id: attache-place
    form: question
    prompt: Where does the officer who speaks for the forces abroad serve?
    answer: At an embassy
---
Attachés report what they may see.
""",
    "accuracy/fpda-as-alliance.md": """---
title: Called an alliance
sort: not right
sections: [asia/regional-bodies]
entries: [five-power-defence-arrangements]
certainty: certain
basis: communiqué of 16 April 1971
---
says: The arrangements are an alliance.

right: They bind nobody to fight.
""",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command has left: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """Return the output, read as JSON."""
        return json.loads(self.out)


Attache = Callable[..., Ran]


def write_pack(folder: Path) -> Path:
    """Write the small pack into a folder."""
    for name, text in PACK.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The small pack, to be spoilt."""
    return write_pack(tmp_path / "pack")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small pack, compiled."""
    folder = tmp_path_factory.mktemp("small")
    build(write_pack(folder / "pack"), folder / "small.db")
    return folder / "small.db"


@pytest.fixture
def attache(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Attache:
    """Run a command line on the small library and return what came of it."""
    monkeypatch.setenv("ATTACHE_LIBRARY", str(library))
    monkeypatch.setenv("ATTACHE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: str) -> Ran:
        capsys.readouterr()
        status = main(words)
        written = capsys.readouterr()
        return Ran(status, written.out, written.err)

    return run
