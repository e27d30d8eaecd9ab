"""Who had a document in hand and what became of it, as it reads beside the paper."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from fengqiao_desk.documents.register import BASIS_CHANGED, IssuedDocument
from fengqiao_desk.documents.signing import Draft
from fengqiao_desk.store.audit import AuditEntry
from fengqiao_desk.values.days import day_words
from fengqiao_desk.values.json_text import from_json

SELF_APPROVED = "自拟自签"
SELF_APPROVED_SENTENCE = "自拟自签：拟稿和签发是同一人，没有他人核稿"
NOT_CHECKED = "未经核稿"
BASIS_SENTENCE = f"{BASIS_CHANGED}：签发以后，案件里它所依据的内容更正或者撤回过"


class _PrintNote(TypedDict):
    """What the audit keeps of a print, beside when and by whom."""

    copies: int


def hands_of(document: IssuedDocument) -> str:
    """`拟稿 辅警丙 · 核稿 所长戊 · 签发 民警甲`."""
    checked = f"核稿 {document.checked_by}" if document.checked_by else NOT_CHECKED
    return f"拟稿 {document.drafted_by} · {checked} · 签发 {document.issued_by}"


def draft_words(draft: Draft, today: date) -> str:
    """`拟稿 辅警丙 11月20日 16:30 · 未经核稿`."""
    drafted = f"拟稿 {draft.drafted_by} {day_words(draft.drafted_at, today)}"
    if draft.checked_by is None or draft.checked_at is None:
        return f"{drafted} · {NOT_CHECKED}"
    return f"{drafted} · 核稿 {draft.checked_by} {day_words(draft.checked_at, today)}"


def fate_of(document: IssuedDocument, replaced_by: str) -> str:
    """What it took the place of, what took its place, why it is void or stands nevertheless; empty for most."""
    words = []
    if document.replaces:
        words.append(f"替换 {document.replaces}")
    if replaced_by:
        words.append(f"已由 {replaced_by} 替换")
    if document.void_reason:
        words.append(f"作废原因：{document.void_reason}（{document.void_by}）")
    if document.basis_confirmed_why:
        words.append(f"确认仍然有效：{document.basis_confirmed_why}（{document.basis_confirmed_by}）")
    return "；".join(words)


def prints_words(prints: list[AuditEntry], today: date) -> str:
    """`还没有打印`, `打印 2 次，共 5 份，最近 11月21日 14:02 民警甲`."""
    if not prints:
        return "还没有打印"
    notes: list[_PrintNote] = [from_json(found.changes) for found in prints]
    copies = sum(note["copies"] for note in notes)
    # ISO moments stand in the order of time as text.
    last = max(prints, key=lambda found: found.at)
    return f"打印 {len(prints)} 次，共 {copies} 份，最近 {day_words(last.at, today)} {last.officer}"


def replacements(documents: list[IssuedDocument]) -> dict[str, str]:
    """The number that took the place of a number."""
    return {found.replaces: found.number for found in documents if found.replaces}
