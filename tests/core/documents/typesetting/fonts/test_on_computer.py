"""The computer's own fonts are found by the names they give themselves, used in the order of the chain, never against their licence."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pdfplumber
import pypdf
import pytest
from fontTools.fontBuilder import FontBuilder

from fengqiao_desk.documents.typesetting import (
    FontChoice,
    FontProblem,
    Paragraph,
    Sheet,
    SystemFonts,
    Title,
    describe,
    typeset,
)
from fengqiao_desk.documents.typesetting.fonts.chains import FontRole
from fengqiao_desk.documents.typesetting.fonts.on_computer import font_folders, fonts_in

ENGLISH, CHINESE = 0x409, 0x804
Make = Callable[..., Sheet]


@pytest.fixture
def make_font(tmp_path: Path) -> Callable[..., Path]:
    """Makes a font file of some families (English and Chinese names) that draws some characters as squares."""

    def make(file: str, *families: str, characters: str = "国", fs_type: int = 0, weight: int = 400) -> Path:
        glyphs = [".notdef", *(f"c{ord(c):X}" for c in characters)]
        builder = FontBuilder(1000, isTTF=True)
        builder.setupGlyphOrder(glyphs)
        builder.setupCharacterMap({ord(c): f"c{ord(c):X}" for c in characters})
        builder.setupGlyf(dict.fromkeys(glyphs, square()))
        builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 100)))
        builder.setupHorizontalHeader(ascent=880, descent=-120)
        builder.setupNameTable({"licenseDescription": "试验许可"})
        for family in families:
            builder.font["name"].setName(family, 1, 3, 1, ENGLISH if family.isascii() else CHINESE)
        builder.font["name"].setName(families[0].replace(" ", ""), 6, 3, 1, ENGLISH)
        builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, fsType=fs_type, usWeightClass=weight)
        builder.setupPost()
        path = tmp_path / "fonts" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        builder.save(path)
        return path

    return make


def square() -> object:
    """A square glyph."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 700), (900, 700), (900, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


@pytest.fixture
def found(tmp_path: Path) -> Callable[[], SystemFonts]:
    """The fonts found in the test's folder, looked for anew each time."""

    def look() -> SystemFonts:
        fonts_in.cache_clear()
        return fonts_in((tmp_path / "fonts",))

    return look


Font = Callable[..., Path]
Found = Callable[[], SystemFonts]


def fonts_of(pdf: bytes, words: str) -> set[str]:
    """The fonts the characters of some words are set in."""
    page = pdfplumber.open(io.BytesIO(pdf)).pages[0]
    start = "".join(c["text"] for c in page.chars).index(words)
    return {c["fontname"].split("+")[1] for c in page.chars[start : start + len(words)]}


def test_a_folder_without_fonts_gives_none(found: Found) -> None:
    assert found() == SystemFonts()


@pytest.mark.parametrize(
    ("family", "role"),
    [
        ("仿宋_GB2312", "body"),
        ("FangSong", "body"),
        ("方正仿宋_GBK", "body"),
        ("STFangsong", "body"),
        ("Zhuque Fangsong (technical preview)", "body"),
        ("方正小标宋_GBK", "title"),
        ("方正小标宋简体", "title"),
        ("华文中宋", "title"),
        ("SimHei", "heading"),
        ("楷体", "kai"),
        ("LXGW WenKai", "kai"),
    ],
)
def test_a_family_of_the_trade_is_found_for_its_role(
    family: str, role: str, make_font: Font, found: Found
) -> None:
    path = make_font("a.ttf", family)
    assert vars(found()) == {**vars(SystemFonts()), role: path}


def test_the_official_family_comes_before_the_others(make_font: Font, found: Found) -> None:
    make_font("a.ttf", "STFangsong", "华文仿宋")
    best = make_font("b.ttf", "FangSong_GB2312", "仿宋_GB2312")
    assert found().body == best


def test_of_a_family_the_regular_weight_is_taken(make_font: Font, found: Found) -> None:
    make_font("a.ttf", "LXGW WenKai", weight=300)
    regular = make_font("b.ttf", "LXGW WenKai", weight=400)
    assert found().kai == regular


def test_fonts_for_rare_characters_are_found_in_their_order(make_font: Font, found: Found) -> None:
    babel = make_font("a.ttf", "BabelStone Han")
    extended = make_font("sub/b.ttf", "SimSun-ExtB")
    assert found().rare == (extended, babel)


@pytest.mark.parametrize("fs_type", [0x0002, 0x0100, 0x0200, 0x0104])
def test_a_font_whose_licence_forbids_embedding_is_passed_over(
    fs_type: int, make_font: Font, found: Found
) -> None:
    make_font("a.ttf", "仿宋", fs_type=fs_type)
    assert found().body is None


@pytest.mark.parametrize("fs_type", [0x0000, 0x0004, 0x0008])
def test_a_font_whose_licence_allows_embedding_is_taken(fs_type: int, make_font: Font, found: Found) -> None:
    path = make_font("a.ttf", "仿宋", fs_type=fs_type)
    assert found().body == path


def test_a_forbidden_font_the_station_chose_is_told(make_font: Font, sheet: Make) -> None:
    path = make_font("a.ttf", "仿宋", fs_type=0x0002)
    with pytest.raises(FontProblem, match="不允许嵌入"):
        typeset(sheet(Paragraph("国")), FontChoice(body=path))


def test_a_font_cut_short_anywhere_is_never_fatal(make_font: Font, found: Found, sheet: Make) -> None:
    path = make_font("a.ttf", "仿宋")
    whole = path.read_bytes()
    for length in range(0, len(whole) - 8, 7):
        path.with_name(f"cut{length}.ttf").write_bytes(whole[:length])
    path.unlink()
    pdf = typeset(sheet(Paragraph("国")), FontChoice(system=found())).pdf
    assert fonts_of(pdf, "国") == {"NotoSerifSC-Regular"}


def damage_outlines(path: Path) -> None:
    """Overwrite the outlines of a font file; its names stay whole."""
    data = bytearray(path.read_bytes())
    entry = data.index(b"glyf", 12)
    start, length = (int.from_bytes(data[entry + n : entry + n + 4], "big") for n in (8, 12))
    data[start : start + length] = b"\xff" * length
    path.write_bytes(data)


def test_a_font_with_damaged_outlines_is_passed_over(make_font: Font, found: Found, sheet: Make) -> None:
    damage_outlines(make_font("a.ttf", "FangSong"))
    pdf = typeset(sheet(Paragraph("国")), FontChoice(system=found())).pdf
    assert fonts_of(pdf, "国") == {"NotoSerifSC-Regular"}


def test_damaged_outlines_in_the_stations_own_font_are_told(make_font: Font, sheet: Make) -> None:
    path = make_font("a.ttf", "FangSong")
    damage_outlines(path)
    with pytest.raises(FontProblem, match="已损坏"):
        typeset(sheet(Paragraph("国")), FontChoice(body=path))


def test_a_file_that_only_looks_like_a_font_is_passed_over(tmp_path: Path, found: Found) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "仿宋.ttf").write_text("仿宋", encoding="utf-8")
    assert found() == SystemFonts()


def test_the_systems_font_is_used_before_the_packaged_one(make_font: Font, found: Found, sheet: Make) -> None:
    make_font("a.ttf", "FangSong")
    pdf = typeset(sheet(Paragraph("国")), FontChoice(system=found())).pdf
    assert fonts_of(pdf, "国") == {"FangSong"}


def test_the_stations_font_is_used_before_the_systems(make_font: Font, found: Found, sheet: Make) -> None:
    make_font("a.ttf", "FangSong", characters="国家")
    own = make_font("b.ttf", "Our Own")
    pdf = typeset(sheet(Paragraph("国家")), FontChoice(body=own, system=found())).pdf
    assert (fonts_of(pdf, "国"), fonts_of(pdf, "家")) == ({"OurOwn"}, {"FangSong"})


def test_a_rare_character_comes_from_the_font_for_rare_ones(
    make_font: Font, found: Found, sheet: Make
) -> None:
    make_font("a.ttf", "SimSun-ExtB", characters="𪚥国")
    pdf = typeset(sheet(Paragraph("国𪚥")), FontChoice(system=found())).pdf
    assert (fonts_of(pdf, "国"), fonts_of(pdf, "𪚥")) == ({"NotoSerifSC-Regular"}, {"SimSun-ExtB"})


def test_a_name_the_systems_font_lacks_a_part_of_is_set_whole_in_the_next(
    make_font: Font, found: Found, sheet: Make
) -> None:
    make_font("a.ttf", "FangSong", characters="当事人王到场")
    made = sheet(Paragraph("当事人王喆到场"), names=("王喆",))
    pdf = typeset(made, FontChoice(system=found())).pdf
    assert (fonts_of(pdf, "王喆"), fonts_of(pdf, "当事人")) == ({"NotoSerifSC-Regular"}, {"FangSong"})


def is_stroked(pdf: bytes) -> bool:
    """Whether the first page fills and strokes its type."""
    contents = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert contents is not None
    return b" 2 Tr " in contents.get_data()


def test_a_title_in_a_font_of_its_own_needs_no_stroke(make_font: Font, found: Found, sheet: Make) -> None:
    make_font("a.ttf", "方正小标宋_GBK")
    assert not is_stroked(typeset(sheet(Title("国")), FontChoice(system=found())).pdf)


def test_a_title_in_the_packaged_font_is_made_heavier_by_a_stroke(sheet: Make) -> None:
    assert is_stroked(typeset(sheet(Title("国"))).pdf)


def test_the_packaged_fonts_cover_the_whole_general_standard() -> None:
    assert {(use.covered, use.standard) for use in describe()} == {(8105, 8105)}


def test_the_settings_are_told_every_role_with_its_first_font(make_font: Font, found: Found) -> None:
    path = make_font("a.ttf", "FangSong", "仿宋")
    first = {use.role: use for use in describe(FontChoice(system=found())) if use.place == 1}
    body = first[FontRole.BODY]
    assert (body.origin, body.family, body.path) == ("本机系统", "仿宋", path)
    assert {use.origin for role, use in first.items() if role is not FontRole.BODY} == {"随程序安装"}


def test_the_settings_are_told_the_licence_and_the_coverage(make_font: Font, found: Found) -> None:
    make_font("a.ttf", "仿宋", characters="国家A")
    (use,) = (
        use for use in describe(FontChoice(system=found())) if use.origin == "本机系统" and use.place == 1
    )
    assert (use.licence, use.covered) == ("试验许可", 2)


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("linux", "/usr/share/fonts"),
        ("linux", "/home/officer/.fonts"),
        ("linux", "/usr/local/share/fonts"),
        ("darwin", "/home/officer/Library/Fonts"),
        ("win32", "D:\\Windows/Fonts"),
    ],
)
def test_each_platform_has_its_folders(platform: str, expected: str) -> None:
    folders = font_folders(platform, Path("/home/officer"), {"SYSTEMROOT": "D:\\Windows"})
    assert PurePosixPath(expected) in [PurePosixPath(folder) for folder in folders]
