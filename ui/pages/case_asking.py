"""What is asked of a kind's page from elsewhere: a record, a step of it, or a new one."""

from __future__ import annotations

from .case_page import NEW_RECORD, CasePage

__all__ = ["NEW_RECORD", "ask"]


def ask(page: CasePage, record: str) -> None:
    """`JF2026-0001` shows it, `JF2026-0001 agreement` begins that step, `new` a new one; what is not there is told."""
    page.open_record(record)
