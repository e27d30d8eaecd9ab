"""Says over a case which of its papers rest on facts that were changed since, and leads to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from fengqiao_desk.cases import Case
from fengqiao_desk.documents.register import BASIS_CHANGED

from ...look import Tone
from ...widgets import Banner

SETTLE = "去处理"


def basis_banners(case: Case, show: Callable[[str], object]) -> list[Banner]:
    """A banner a marked paper; its act shows the paper of that number, where it is replaced, voided or let stand."""
    banners = []
    for paper in (paper for paper in case.documents if paper.basis_changed):
        words = f"{BASIS_CHANGED}：《{paper.title}》{paper.number} 签发以后，它所依据的内容改过。"
        banner = Banner(words, Tone.WARNING, act=SETTLE)
        banner.acted.connect(partial(show, paper.number))
        banners.append(banner)
    return banners
