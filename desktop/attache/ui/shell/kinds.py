"""The names of the kinds of entries."""

from __future__ import annotations

from collections.abc import Mapping

from attache.base.vocabulary import Kind

KIND_WORDS: Mapping[Kind, str] = {
    Kind.CONCEPT: "Concept",
    Kind.ORGANISATION: "Organisation",
    Kind.CASE_STUDY: "Case study",
}
