from __future__ import annotations

from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

from attache.ui.pages.glossary.error_report import ErrorReport

REPORT = ErrorReport("attache:nato", "NATO", "Military diplomacy, version 3", "0.4.0")
FULL = REPORT._replace(passage="founded in 1948", words="  It was 1949.\nSee “Article 5” & 100 %.\n")


def test_it_names_the_entry_and_the_versions() -> None:
    assert REPORT.text == (
        "Error in “NATO”\n\nEntry: NATO (nato)\nLibrary: Military diplomacy, version 3\n"
        "Program: Attaché 0.4.0\n"
    )


def test_it_quotes_the_passage_and_what_the_user_writes() -> None:
    assert FULL.text.endswith("Passage: “founded in 1948”\n\nIt was 1949.\nSee “Article 5” & 100 %.\n")


def test_a_long_passage_is_cut() -> None:
    text = REPORT._replace(passage="word " * 1000).text
    assert "word …”" in text
    assert len(text) < 600


def test_the_email_holds_the_subject_and_the_whole_text() -> None:
    address = urlsplit(FULL.mail_address)
    assert (address.scheme, address.path, address.netloc) == ("mailto", "", "")
    assert address.query.isascii()
    assert "+" not in address.query, "mail programs show it as a plus"
    parts = parse_qs(address.query, strict_parsing=True)
    assert parts["subject"] == ["Error in “NATO”"]
    assert parts["body"] == [FULL.text.replace("\n", "\r\n")]
    message = EmailMessage()
    message["Subject"] = parts["subject"][0]  # refuses line breaks
    message.set_content(parts["body"][0])


def test_a_report_that_is_too_long_for_an_address_has_none() -> None:
    assert REPORT._replace(words="much " * 200).mail_address != ""
    assert REPORT._replace(words="much " * 400).mail_address == ""


def test_half_a_character_breaks_nothing() -> None:
    report = FULL._replace(words="half \ud83d of it", title="\ud83d")
    report.text.encode()
    assert report.mail_address.isascii()
