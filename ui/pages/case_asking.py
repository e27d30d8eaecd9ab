"""What is asked of a kind's page from elsewhere: a record, a step of it, or a new one."""

from __future__ import annotations

from .case_page import CasePage

NEW_RECORD = "new"


def ask(page: CasePage, record: str) -> None:
    """`JF2026-0001` shows it, `JF2026-0001 agreement` begins that step, `new` a new one; raises Unknown."""
    if record == NEW_RECORD:
        page.begin_new()
        return
    number, _, step = record.partition(" ")
    page.show_record(number)
    if step:
        page.open_form(f"{page.kind.key} {number} {step}")
