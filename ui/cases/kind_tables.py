"""What a page does with Excel: import, export with its purpose, the template, the imports of before; one menu, all by keyboard."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.cases.saving.checking import Tell
from fengqiao_desk.exchange import sheets
from fengqiao_desk.exchange.exporting import Exported, export
from fengqiao_desk.exchange.importing import Imported
from fengqiao_desk.problems import Fault, FaultyEntry, Problem
from fengqiao_desk.station.handing_out import Outgoing
from fengqiao_desk.station.station import EntryChoices
from fengqiao_desk.store.targets import FileTarget

from ..actions import TABLE_ACTS, bind_to, offered
from ..background import Cancelled
from ..context import WindowContext
from ..dialogs.asking import AskingDialog
from ..imports.dialog import ImportDialog
from ..imports.imports_on_record import ImportList
from ..imports.work import ImportWork
from ..saving import ask_outgoing, ask_target
from ..widgets import LineEditor
from ..widgets.editors.labelled_rows import LabelledRows

_FORMS: Final = "Excel 表格 (*.xlsx);;CSV (*.csv)"


class KindTables(QObject):
    """The tables of one kind, from its page."""

    def __init__(self, context: WindowContext, kind: CaseKind, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._kind, self._page = context, kind, page
        self.work = ImportWork(context, page)

    def open(self) -> None:
        """The menu at the top of the page; its entries have keys of their own."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in offered(TABLE_ACTS, self._context.officer):
            bind_to(act, menu, getattr(self, act.slot)).setText(act.menu_words)
        # Opened by Alt+T the first entry is chosen at once, so that Enter and the arrows work.
        menu.setActiveAction(menu.actions()[0])
        # At the right, under the button that opens it, wherever the mouse is.
        menu.popup(self._page.mapToGlobal(QPoint(self._page.width() - menu.sizeHint().width(), 0)))

    def begin_import(self) -> ImportDialog | None:
        """Opens the import, which goes its steps by itself; None where nothing can be changed, which is told."""
        if not self._context.may_change():
            return None
        dialog = ImportDialog(self._context, self._kind, self._page)
        dialog.imported.connect(self._tell_imported)
        dialog.open()
        return dialog

    def show_imports(self) -> None:
        """Opens the imports of before, of all kinds."""
        ImportList(self._context, self._page).open()

    def ask_purpose(self) -> None:
        """An export leaves the house: what for is asked and logged."""
        editors = {"purpose": ("用途", LineEditor("如：上报分局"))}
        words = f"导出全部{self._kind.noun}，身份证号和电话不遮盖；依法封存的不导出。用途会留下记录。"
        AskingDialog("导出到表格", words, editors, "选择文件…", self._ask_export_file, self._page).open()

    def export_to(self, purpose: str, out: Outgoing) -> None:
        """Writes the file; a place that cannot be written leaves no trace of an export."""
        station, kind, act = self._context.station, self._kind, self._context.act()

        def work(tell: Tell) -> Exported:
            """On the worker's thread."""
            return export(station, kind, purpose, act, out, tell)

        self.work.run("正在导出……", work, self._tell_exported, self._failed)

    def ask_template(self) -> None:
        """Asks where the empty table with the columns of this kind is to go."""
        name = f"{self._kind.title}导入模板.xlsx"
        ask_target(self._context, self._page, "另存导入模板", name, "Excel 表格 (*.xlsx)", self.save_template)

    def save_template(self, target: FileTarget) -> None:
        """Writes the template with the words of the station as they are now."""
        station, act = self._context.station, self._context.act()

        def work() -> None:
            with station.reading():
                target.write_unrecorded(sheets.template(self._kind, EntryChoices(station, act)))

        self._context.background.run(self, lambda _: work(), lambda _: None, self._context.messages.problem)

    def _ask_export_file(self, rows: LabelledRows) -> None:
        purpose = rows.text("purpose")
        if not purpose.strip():
            raise FaultyEntry((Fault("purpose", "请写明导出的用途"),))
        day = self._context.now().date().isoformat()
        name, written = f"{self._kind.title} {day}.xlsx", partial(self.export_to, purpose)
        ask_outgoing(self._context, self._page, "导出到表格", name, _FORMS, written)

    def _tell_imported(self, done: Imported) -> None:
        words = f"{len(done.numbers)} {self._kind.measure}{self._kind.noun}：{done.numbers[0]} 至 {done.numbers[-1]}。"
        self._context.messages.tell("已导入", f"{words}导错了可以在“表格 · 导入记录”里整批撤销。")

    def _failed(self, problem: Problem) -> None:
        # Who stopped it himself needs not be told.
        if not isinstance(problem, Cancelled):
            self._context.messages.problem(problem)

    def _tell_exported(self, made: Exported) -> None:
        sealed = f"；依法封存的 {made.sealed} 件没有导出" if made.sealed else ""
        self._context.messages.tell(
            "已导出", f"{made.cases} {self._kind.measure}{self._kind.noun}：{made.path}{sealed}。"
        )
