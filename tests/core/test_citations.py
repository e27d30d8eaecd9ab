"""What code, data, tests and documents cite is there: a section of docs/, never a file that is not in the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PLACES = ("fengqiao_desk", "ui", "resources", "tests", "docs", "README.md", "main.py")
WRITTEN = (".py", ".toml", ".md", ".sql", ".csv")
CITED = re.compile(r"docs/(\w+\.md)((?:,? ?(?:、|and )?§?\d+(?:\.\d+)?(?!\d))*)")
SECTION = re.compile(r"\d+(?:\.\d+)?")
NOT_OURS = re.compile(r"(?<![\w/])(?:domain|stack|peers|command_line)\.md|shared/")


def texts() -> Iterator[tuple[str, int, str]]:
    """Every line that can cite: file, number, text; this file, which names what must not be cited, is left out."""
    for place in PLACES:
        for path in [ROOT / place] if place.endswith((".md", ".py")) else sorted((ROOT / place).rglob("*")):
            if path.suffix in WRITTEN and path != Path(__file__):
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                    yield str(path.relative_to(ROOT)), number, line


@cache
def anchors(document: str) -> frozenset[str]:
    """The numbers of a document's sections: its explicit anchors."""
    path = DOCS / document
    found = re.findall(r'<a id="([\d.]+)"></a>', path.read_text(encoding="utf-8")) if path.is_file() else []
    return frozenset(found)


def citations() -> Iterator[tuple[str, str, str]]:
    """Where, which document, which section (empty for the whole document)."""
    for file, number, line in texts():
        for document, sections in CITED.findall(line):
            for section in SECTION.findall(sections) if "§" in sections else [""]:
                yield f"{file}:{number}", document, section


def test_the_law_is_cited_at_all() -> None:
    """A pattern that finds nothing would keep every other test here quiet."""
    assert len([where for where, document, section in citations() if document == "law.md" and section]) > 80


def test_every_citation_of_a_document_finds_its_section() -> None:
    lost = [
        f"{where}: docs/{document} §{section}"
        for where, document, section in citations()
        if not (DOCS / document).is_file() or (section and section not in anchors(document))
    ]
    assert lost == []


def test_nothing_is_cited_that_is_not_in_the_tree() -> None:
    assert [f"{file}:{number}" for file, number, line in texts() if NOT_OURS.search(line)] == []


@pytest.mark.parametrize("document", ["law.md", "stack.md"])
def test_a_section_has_the_number_its_anchor_says(document: str) -> None:
    text = (DOCS / document).read_text(encoding="utf-8")
    for heading, anchor in re.findall(r"^#+ ([\d.]+) .*<a id=\"([\d.]+)\"></a>$", text, re.MULTILINE):
        assert heading == anchor


def test_what_is_believed_keeps_its_mark() -> None:
    """The marks came with the facts; a fact without one would pass for read."""
    assert (DOCS / "law.md").read_text(encoding="utf-8").count("BELIEVED") >= 60
