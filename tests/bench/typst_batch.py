"""The same notices by the `typst` package: same text, fonts, sizes, margins and distances, its fastest settings."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from tests.bench.round_of_notices import DAY, ORGAN, TITLE, Notice

HEAD = """#set document(title: "告知书")
#set page(width: 210mm, height: 297mm, margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  numbering: "— 1 —", number-align: right)
#set text(font: "Noto Serif SC", size: 16pt, tracking: -0.207pt, lang: "zh", region: "cn",
  cjk-latin-spacing: none, top-edge: 16pt, bottom-edge: 0pt)
#set par(leading: 12.991pt, spacing: 12.991pt, justify: true, first-line-indent: (amount: 2em, all: true))
#let headline(body) = align(center, text(size: 22pt, stroke: 0.45pt, tracking: 0pt, body))
"""


class TypstBatch:
    """The compiler with its fonts read; each call compiles a text it has not seen."""

    def __init__(self) -> None:
        folder = Path(pylopdf_fonts_zh_cn.serif_path()).parent
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )

    def pdf(self, notices: list[Notice]) -> bytes:
        """One file of all notices."""
        source = HEAD + "#pagebreak()\n#counter(page).update(1)\n".join(map(_marked_up, notices))
        made = typst.Compiler(source.encode(), font_paths=self._fonts).compile(format="pdf", pdf_tags=False)
        assert isinstance(made, bytes)
        return made


def _marked_up(notice: Notice) -> str:
    body = "\n\n".join(f"#{_quoted(paragraph)}" for paragraph in notice.paragraphs)
    day = f"{DAY.year}年{DAY.month}月{DAY.day}日"
    return f"""#headline[#{_quoted(TITLE)}]
#align(right)[#{_quoted(notice.number)}]
#v(28.991pt)
#par(first-line-indent: 0em)[#{_quoted(notice.addressee)}：]

{body}

#v(57.982pt)
#align(right, pad(right: 3em, align(center, box[#{_quoted(ORGAN)} \\ #{_quoted(day)}])))
"""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
