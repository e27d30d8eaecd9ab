"""The search index: what it finds is what a plain scan of the same text finds, after every insert and change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fengqiao_desk.store import search
from fengqiao_desk.store.database import Connections
from fengqiao_desk.store.folder import create_folder
from fengqiao_desk.store.grams import folded
from fengqiao_desk.values.text import clean, fold

FEW = "张三李邻里口罩买提·"
RARE = "𠮷𬱖𪚥𱍐㛃\ue000"
SIGNS = "，。“”（）—…%\"'*-^:+()AND 1234567890１２３ＡＢ ab🙂👮é"
TEXTS = st.text(st.sampled_from(FEW + RARE + SIGNS), min_size=1, max_size=12)
ANY_TEXTS = st.text(min_size=1, max_size=8)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Connections]:
    connections = create_folder(tmp_path)
    with connections.reading():
        yield connections


@pytest.fixture(scope="module")
def shared_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connections]:
    connections = create_folder(tmp_path_factory.mktemp("index"))
    with connections.reading():
        yield connections


def put(index: Connections, number: str, *texts: str) -> None:
    search.put(index, "disputes", number, "", [clean(text) for text in texts])


def found(index: Connections, text: str) -> set[str]:
    return {hit.number for hit in search.find(index, text, 1000).hits}


def scanned(records: dict[str, tuple[str, ...]], text: str) -> set[str]:
    """The plain scan: every word in some field of the record, number included."""
    words = [word for word in (fold(part) for part in clean(text).split()) if word]
    if not words:
        return set()
    return {
        number
        for number, texts in records.items()
        if all(any(word in fold(clean(field)) for field in (number, *texts)) for word in words)
    }


def records_in(index: Connections, *all_texts: list[list[str]]) -> dict[str, tuple[str, ...]]:
    """Empty the index, write every list of texts in turn over the one before."""
    index.run("DELETE FROM search_rows")
    records: dict[str, tuple[str, ...]] = {}
    for lists in all_texts:
        for position, texts in enumerate(lists):
            number = f"N{position}"
            put(index, number, *texts)
            records[number] = tuple(texts)
    return records


several_records = st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=6)
unhurried = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@unhurried
@given(first=several_records, second=several_records, data=st.data())
def test_it_finds_what_a_plain_scan_finds(
    shared_index: Connections,
    first: list[list[str]],
    second: list[list[str]],
    data: st.DataObject,
) -> None:
    records = records_in(shared_index, first, second)
    whole = data.draw(st.sampled_from([text for texts in records.values() for text in texts]))
    begin = data.draw(st.integers(0, len(whole) - 1))
    part = whole[begin : begin + data.draw(st.integers(1, 6))]
    for query in (part, data.draw(TEXTS), f"{part} {data.draw(TEXTS)}"):
        assert found(shared_index, query) == scanned(records, query), query


@unhurried
@given(
    texts=st.lists(st.text("张三1", min_size=1, max_size=9), min_size=1, max_size=5),
    query=st.text("张三1", min_size=3, max_size=6),
)
def test_pieces_of_a_word_lying_apart_are_no_hit(
    shared_index: Connections, texts: list[str], query: str
) -> None:
    records = records_in(shared_index, [[text] for text in texts])
    assert found(shared_index, query) == scanned(records, query)


@unhurried
@given(texts=st.lists(ANY_TEXTS, min_size=1, max_size=4), query=ANY_TEXTS)
def test_any_unicode_goes_in_and_is_found_as_by_a_scan(
    shared_index: Connections, texts: list[str], query: str
) -> None:
    records = records_in(shared_index, [[text] for text in texts])
    for wanted in (query, texts[0], texts[0][:1], texts[0][:2], texts[0][-1:]):
        assert found(shared_index, wanted) == scanned(records, wanted), wanted


@pytest.mark.parametrize("part", ["张", "阿", "买买提", "·", "1380", "00000", "138000", "Ａ1", "a１", "，"])
def test_any_part_is_found(index: Connections, part: str) -> None:
    put(index, "N1", "张三，13800000000 A1", "阿依古丽·买买提")
    assert found(index, part) == {"N1"}


@pytest.mark.parametrize("name", ["𠮷", "𬱖野", "㛃", "\U00030000", "\U000323af", "\ue000"])
def test_rare_characters_of_names_are_found(index: Connections, name: str) -> None:
    put(index, "N1", f"王{name}")
    assert found(index, name) == {"N1"}


@pytest.mark.parametrize("part", ["三阿", "0阿", "三 李"])
def test_no_hit_crosses_a_field_or_misses_a_word(index: Connections, part: str) -> None:
    put(index, "N1", "张三", "阿依古丽")
    assert found(index, part) == set()


def test_all_words_must_occur_in_any_order(index: Connections) -> None:
    put(index, "N1", "张三", "示例小区")
    put(index, "N2", "张三", "示例药房")
    assert found(index, "小区 张三") == {"N1"}


def test_what_was_changed_is_no_longer_found(index: Connections) -> None:
    put(index, "N1", "旧词")
    put(index, "N1", "新语")
    assert (found(index, "旧"), found(index, "新")) == (set(), {"N1"})


def test_a_row_indexed_by_the_first_version_is_indexed_anew(index: Connections) -> None:
    """It was given each token once; taken out with a token twice, the index called itself damaged."""
    index.run("DROP TRIGGER search_row_comes")
    body = folded(["JF2026-0001", "口罩口罩"])
    index.run(
        "INSERT INTO search_rows (kind, number, title, body) VALUES ('disputes', 'JF2026-0001', '', ?)", body
    )
    once = sorted({*"jf2026-0001口罩", "jf", "f2", "20", "02", "26", "6-", "-0", "00", "01", "口罩", "罩口"})
    digits = ["202", "026", "000", "001", "2026", "0001"]
    index.run("INSERT INTO search_index (rowid, tokens) VALUES (1, ?)", " ".join([*once, *digits]))
    put(index, "JF2026-0001", "酒精")
    assert [hit.number for hit in search.find(index, "酒精", 10).hits] == ["JF2026-0001"]


def test_the_newest_comes_first(index: Connections) -> None:
    for number in ("N1", "N2", "N3"):
        put(index, number, "口罩")
    assert [hit.number for hit in search.find(index, "口罩", 2).hits] == ["N3", "N2"]


def test_the_record_of_exactly_this_number_comes_before_the_newest(index: Connections) -> None:
    put(index, "181/25", "张三")
    put(index, "1181/25", "李四")
    assert [hit.number for hit in search.find(index, "181/25", 10).hits] == ["181/25", "1181/25"]


def test_the_total_counts_beyond_the_page(index: Connections) -> None:
    for number in range(5):
        put(index, f"N{number}", "口罩")
    assert search.find(index, "口罩", 2).total == 5


@pytest.mark.parametrize("text", ["", "   ", "　", "\n", "\x00", "\u200b"])
def test_nothing_to_look_for_finds_nothing(index: Connections, text: str) -> None:
    put(index, "N1", "张三")
    assert search.find(index, text, 10) == search.Findings(0, False, ())


@pytest.mark.parametrize(
    "text", ['"', "*", "AND", "OR NOT", "NEAR(a b)", "a:b", "^张", "-张", "';--", "张\x00三"]
)
def test_the_words_of_the_index_language_are_plain_text(index: Connections, text: str) -> None:
    put(index, "N1", f"前{clean(text)}后")
    assert found(index, text) == {"N1"}


def test_invisible_characters_in_a_query_hide_nothing(index: Connections) -> None:
    put(index, "N1", "阿依古丽")
    assert found(index, "阿\u200b依") == {"N1"}


def test_a_control_character_in_what_is_looked_for_parts_no_words(index: Connections) -> None:
    put(index, "N1", "A1·张三")
    assert found(index, "张\x1f三") == {"N1"}


def test_a_record_is_indexed_once_a_transaction_however_often_it_changes_in_it(index: Connections) -> None:
    asked: list[str] = []
    connection: Any = index.database.connection()  # type: ignore[no-untyped-call]
    connection.set_trace_callback(asked.append)
    with index.writing():
        put(index, "N1", "口罩")
        put(index, "N2", "酒精")
        put(index, "N1", "口罩三箱")
    connection.set_trace_callback(None)
    # The statement is told again for each of its triggers.
    assert len({sql for sql in asked if sql.startswith("INSERT INTO search_rows")}) == 2
    assert found(index, "三箱") == {"N1"}


def test_a_search_inside_a_transaction_finds_what_was_written_in_it(index: Connections) -> None:
    with index.writing():
        put(index, "N1", "口罩")
        assert found(index, "口罩") == {"N1"}
        search.remove(index, "disputes", "N1")
        assert found(index, "口罩") == set()


def test_of_a_part_that_is_undone_nothing_is_found_and_the_rest_is(index: Connections) -> None:
    with index.writing():
        put(index, "N1", "口罩")
        with pytest.raises(RuntimeError), index.writing():
            put(index, "N1", "酒精")
            # Written in the part that is undone, it has to be written again.
            assert found(index, "酒精") == {"N1"}
            raise RuntimeError
    assert (found(index, "口罩"), found(index, "酒精")) == ({"N1"}, set())


def test_nothing_of_an_undone_transaction_is_indexed_by_the_next(index: Connections) -> None:
    with pytest.raises(RuntimeError), index.writing():
        put(index, "N1", "口罩")
        raise RuntimeError
    with index.writing():
        put(index, "N2", "口罩")
    assert found(index, "口罩") == {"N2"}
