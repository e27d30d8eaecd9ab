"""The words for the station's own facts, typed once: the wizard and the settings read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fengqiao_desk.station.profile import SUMMARY_HEADS, Profile


@dataclass(frozen=True)
class FactWords:
    """A fact of `Profile`, its label, what is said in the empty field, and what can be chosen."""

    name: str
    label: str
    hint: str = ""
    choices: tuple[str, ...] = ()


NAMES: Final = (
    FactWords("parent", "上级公安机关", "如 合肥市公安局"),
    FactWords("name", "派出所名称", "如 逍遥津派出所"),
    FactWords("letterhead_organ", "公文版头机关", "不填则为全称"),
    FactWords("seal_organ", "落款用印机关", "不填则为全称"),
    FactWords("phone", "对外联系电话", "印在告知书上"),
)
TOKENS: Final = (
    FactWords("organ_token", "机关代字", "如 合公"),
    FactWords("unit_token", "单位代字", "如 逍"),
)
IDLE: Final = FactWords("idle_minutes", "无人操作几分钟后锁定", "分钟，0 为不锁定")
MONTH: Final = FactWords("month_begins", "统计月从几日开始", "1 为自然月，26 为上月26日至本月25日")
FORCE: Final = FactWords("force", "民警和辅警人数", "计算巡逻警力占比，0 为不计算")
NUMBERS: Final = (IDLE, MONTH, FORCE)
HEAD: Final = FactWords("summary_head", "汇报版头", "内部汇报不加版头", SUMMARY_HEADS)
FACTS: Final = (*NAMES, *TOKENS, *NUMBERS, HEAD)
_SAMPLE_WORD, _SAMPLE_YEAR = "告", 2026


def label_of(name: str) -> str:
    """The label of a fact; KeyError for one that has none."""
    return {fact.name: fact.label for fact in FACTS}[name]


def sample_number(profile: Profile) -> str:
    """How a document of this station would be numbered: `合公（逍）告字〔2026〕1号`."""
    return profile.number_pattern.format(
        organ=profile.organ_token,
        unit=profile.unit_token,
        word=_SAMPLE_WORD,
        year=_SAMPLE_YEAR,
        sequence=1,
    )
