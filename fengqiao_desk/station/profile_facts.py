"""The station's own facts as officers know them, declared once: wizard, settings and command read label, hint and rule here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..problems import Fault, FaultyEntry

if TYPE_CHECKING:
    from .profile import Profile

NO_HEAD, RED_HEAD = "不加版头", "红色版头"
SUMMARY_HEADS = (NO_HEAD, RED_HEAD)
"""How the summary begins: an internal report has no red head unless the station says so (docs/law.md §6.3)."""


@dataclass(frozen=True)
class FactWords:
    """A fact of `Profile`, its label, what is said in the empty field, what can be chosen, whether it is a whole number, and whether it must be told."""

    name: str
    label: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    whole: bool = False
    required: bool = False


NAMES: Final = (
    FactWords("parent", "上级公安机关", "如 合肥市公安局", required=True),
    FactWords("name", "派出所名称", "如 逍遥津派出所", required=True),
    FactWords("letterhead_organ", "公文版头机关", "不填则为全称"),
    FactWords("seal_organ", "落款用印机关", "不填则为全称"),
    FactWords("phone", "对外联系电话", "印在告知书上"),
)
TOKENS: Final = (
    FactWords("organ_token", "机关代字", "如 合公"),
    FactWords("unit_token", "单位代字", "如 逍"),
)
IDLE: Final = FactWords("idle_minutes", "无人操作几分钟后锁定", "分钟，0 为不锁定", whole=True)
MONTH: Final = FactWords(
    "month_begins", "统计月从几日开始", "1 为自然月，26 为上月26日至本月25日", whole=True
)
FORCE: Final = FactWords("force", "民警和辅警人数", "计算巡逻警力占比，0 为不计算", whole=True)
NUMBERS: Final = (IDLE, MONTH, FORCE)
HEAD: Final = FactWords("summary_head", "汇报版头", "内部汇报不加版头", SUMMARY_HEADS)
FACTS: Final = (*NAMES, *TOKENS, *NUMBERS, HEAD)
_SAMPLE_WORD, _SAMPLE_YEAR = "告", 2026


def label_of(name: str) -> str:
    """The label of a fact; KeyError for one that has none."""
    return {fact.name: fact.label for fact in FACTS}[name]


def read_fact(name: str, text: str) -> str | int:
    """The value of a fact as it is written on a command line; raises FaultyEntry for a fact or a number that is none."""
    fact = next((known for known in FACTS if known.name == name), None)
    if fact is None:
        known = "、".join(f"{each.name}（{each.label}）" for each in FACTS)
        raise FaultyEntry((Fault(name, f"没有“{name}”这一项，可用：{known}"),))
    if not fact.whole:
        return text.strip()
    if not (text.isascii() and text.isdigit()):
        raise FaultyEntry((Fault(name, f"“{fact.label}”应是 0 或大于 0 的整数，不能是“{text}”"),))
    return int(text)


def sample_number(profile: Profile) -> str:
    """How a document of this station would be numbered: `合公（逍）告字〔2026〕1号`."""
    return profile.number_pattern.format(
        organ=profile.organ_token,
        unit=profile.unit_token,
        word=_SAMPLE_WORD,
        year=_SAMPLE_YEAR,
        sequence=1,
    )
