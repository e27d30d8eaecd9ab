"""The steps of the first start: names, number tokens, areas, people, where the folder lies, and its recovery sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fengqiao_desk.problems import Fault
from fengqiao_desk.station import Officer, Role
from fengqiao_desk.station.areas import LEVELS, Area
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.station.profile import Profile
from fengqiao_desk.station.profile_facts import NAMES, TOKENS, sample_number
from fengqiao_desk.store.sealing.recovery import Recovery

from ..actions import CHOOSE_FOLDER, set_key
from ..look import Space, Tone
from ..widgets import (
    Banner,
    Card,
    ChoiceEditor,
    FlagEditor,
    HairLine,
    LineEditor,
    QuietButton,
    ScrollingColumn,
    SegmentedEditor,
    label,
)
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.password_editor import PasswordEditor
from ..widgets.editors.row_table import RowTable, TableColumn
from .new_station import Founding
from .recovery_form import RecoveryForm, SheetPaper

_NEW, _PRACTICE = "正式使用", "先练习"
NOT_SEALED = "不加密：拿到这台电脑、硬盘、U 盘或备份的人，不用密码就能读到所有案件和身份证号。以后可以在“设置 · 数据安全”里加密。"


class _AreaRow(NamedTuple):
    """What is typed of an area; its names are those of the table's columns."""

    name: str
    level: str
    parent: str


class _OfficerRow(NamedTuple):
    """What is typed of an officer, the first password too."""

    name: str
    role: str
    badge: str
    password: str


class WizardStep(QWidget):
    """One page of the wizard: what it is for, a card of fields."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.title = title
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        scrolling = ScrollingColumn()
        whole.addWidget(scrolling)
        self.card = Card()
        # As high as it needs: the rest of the step stays empty below.
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        scrolling.column.addWidget(label(words, "context", wrap=True))
        scrolling.column.addWidget(self.card)
        scrolling.column.addStretch()

    def complete(self) -> bool:
        """Whether the next step may be shown; what is missing is said beside its field."""
        return True

    def show_faults(self, faults: Iterable[Fault]) -> bool:
        """Shows the faults of this step's fields; whether there was one."""
        return False


class NamesStep(WizardStep):
    """The station's and the bureau's names and organs."""

    def __init__(self) -> None:
        super().__init__("本所是谁", "这些名称印在文书上。以后可以在“设置”里改，改动从指定的日期起生效。")
        self.rows = LabelledRows(120)
        for fact in NAMES:
            self.rows.add(fact.name, fact.label, LineEditor(fact.hint))
        self.card.body.addWidget(self.rows)
        self.setFocusProxy(self.rows.editors[NAMES[0].name])

    def complete(self) -> bool:
        """Whether bureau and station have their names."""
        missing = [name for name in ("parent", "name") if not self.rows.text(name)]
        words = {fact.name: fact.label for fact in NAMES}
        self.rows.show_faults(Fault(name, f"请填写{words[name]}") for name in missing)
        return not missing

    def show_faults(self, faults: Iterable[Fault]) -> bool:
        """Shows faults of the names; whether there was one."""
        # The core calls the station's own name `station`.
        found = [Fault("name" if f.field == "station" else f.field, f.message) for f in faults]
        return len(self.rows.show_faults(found)) < len(found)


class TokensStep(WizardStep):
    """The tokens in the numbers of documents, with a number as it will look."""

    def __init__(self) -> None:
        super().__init__(
            "文号怎么写", "代字由上级机关规定；先填了一个猜测，请核对。文号从 1 起每年连续，不空号。"
        )
        self.rows = LabelledRows(120)
        for fact in TOKENS:
            self.rows.add(fact.name, fact.label, LineEditor(fact.hint))
            self.rows.editors[fact.name].changed.connect(self._show_sample)
        self.sample = label("", "strong")
        self.card.body.addWidget(self.rows)
        self.card.body.addWidget(self.sample)
        self.setFocusProxy(self.rows.editors[TOKENS[0].name])

    def suggest(self, parent: str, name: str) -> None:
        """Fills empty tokens with what the core would take."""
        # The core guesses the tokens; nothing is made of this one.
        facts = NewStation(name, parent, "", "").facts()
        for fact in TOKENS:
            if not self.rows.text(fact.name):
                self.rows.editors[fact.name].set_value(str(facts[fact.name]))
        self._show_sample()

    def _show_sample(self) -> None:
        profile = Profile(organ_token=self.rows.text("organ_token"), unit_token=self.rows.text("unit_token"))
        self.sample.setText(f"例：{sample_number(profile)}")


class AreasStep(WizardStep):
    """社区, 网格 and 小区."""

    def __init__(self) -> None:
        super().__init__("辖区", "先填社区，再填它下面的网格和小区；可以只填几个，以后在“设置”里补。")
        self.table = RowTable(
            "areas",
            (
                TableColumn("name", "名称", LineEditor, 3),
                TableColumn("level", "级别", _levels, 3),
                TableColumn("parent", "上级", self._parents, 2),
            ),
            "添加区域",
        )
        self.table.add_row()
        # An area typed in one row can be the parent in the next.
        self.table.changed.connect(self._offer_parents)
        self.card.body.addWidget(self.table)
        self.setFocusProxy(self.table.editors_of("name")[0])

    def areas(self) -> tuple[Area, ...]:
        """The areas in the order of their rows, each with the name of the one above it or None."""
        return tuple(Area(row.name, row.level, row.parent or None) for row in self._rows())

    def show_faults(self, faults: Iterable[Fault]) -> bool:
        """Shows faults of areas in their rows; whether there was one."""
        own = [fault for fault in faults if fault.field.startswith("areas[")]
        self.table.show_faults(own)
        return bool(own)

    def _rows(self) -> list[_AreaRow]:
        return self.table.records(_AreaRow)

    def _parents(self) -> ChoiceEditor:
        return ChoiceEditor([row.name for row in self._rows()])

    def _offer_parents(self) -> None:
        names = [row.name for row in self._rows() if row.name]
        for parent in self.table.editors_of("parent"):
            if isinstance(parent, ChoiceEditor):
                parent.set_choices(names)


class PeopleStep(WizardStep):
    """The administrator, and the first officers."""

    def __init__(self) -> None:
        super().__init__(
            "人员", "管理员管人员和设置；办案和签发文书的是民警和所领导。密码只有本人知道，忘了由管理员重设。"
        )
        self.admin = LabelledRows(120)
        name = LineEditor()
        self._password, self._again = PasswordEditor("至少 10 位"), PasswordEditor()
        self.admin.add("admin", "管理员姓名", name)
        self.admin.add("password", "管理员密码", self._password)
        self.admin.add("again", "再输一次密码", self._again)
        self.table = RowTable(
            "officers",
            (
                TableColumn("name", "姓名", LineEditor, 2),
                TableColumn("role", "职务", _roles, 2),
                TableColumn("badge", "警号", LineEditor, 2),
                TableColumn("password", "初始密码", PasswordEditor, 2),
            ),
            "添加人员",
        )
        self.table.add_row()
        self.card.body.addWidget(self.admin)
        self.card.body.addWidget(label("其他人员", "heading"))
        self.card.body.addWidget(self.table)
        self.setFocusProxy(name)

    def complete(self) -> bool:
        """Whether both passwords are the same and every role is one."""
        same = self._password.value() == self._again.value()
        self.admin.show_faults([] if same else [Fault("again", "两次输入的密码不同，请再输一次")])
        roles = [role.value for role in Role]
        wrong = [
            # Said here: a role that is none cannot even be put into an Officer.
            Fault(f"officers[{number}].role", f"职务请从这四种里选：{'、'.join(roles)}")
            for number, row in enumerate(self._rows(), start=1)
            if row.role not in roles
        ]
        self.table.show_faults(wrong)
        return same and not wrong

    def officers(self) -> tuple[tuple[Officer, str], ...]:
        """Each officer with the first password, in the order of the rows."""
        return tuple((Officer(row.name, Role(row.role), row.badge), row.password) for row in self._rows())

    def show_faults(self, faults: Iterable[Fault]) -> bool:
        """Shows faults of the administrator and of officers in their rows; whether there was one."""
        found = tuple(faults)
        own = [fault for fault in found if fault.field.startswith("officers[")]
        self.table.show_faults(own)
        return bool(own) or len(self.admin.show_faults(found)) < len(found)

    def _rows(self) -> list[_OfficerRow]:
        return self.table.records(_OfficerRow)


class FolderStep(WizardStep):
    """Where everything is kept, and whether it is for practice."""

    def __init__(self, folder: Path) -> None:
        super().__init__("放在哪里", "数据库、签发的文书和备份都在这一个文件夹里，不联网。请选一个空的位置。")
        self.use = SegmentedEditor((_NEW, _PRACTICE))
        self.use.set_value(_NEW)
        self.path = LineEditor()
        self.path.set_value(str(folder))
        self.with_people = FlagEditor("练习时加入示例人员和社区")
        self.with_people.set_value(True)
        rows = LabelledRows(120)
        rows.add("use", "用途", self.use)
        rows.add("folder", "数据文件夹", self.path)
        rows.add("people", "", self.with_people)
        choose = QuietButton.of(CHOOSE_FOLDER)
        set_key(choose, CHOOSE_FOLDER)
        choose.clicked.connect(self.choose)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(choose)
        self.card.body.addWidget(rows)
        self.card.body.addLayout(row)
        self.card.body.setSpacing(Space.STEP * 3)
        self.setFocusProxy(self.path)

    def folder(self) -> Path:
        """Where the station is to be made; `~` is the officer's own folder."""
        return Path(str(self.path.value() or "")).expanduser()

    @property
    def practice(self) -> bool:
        """Whether it is for practice."""
        return self.use.value() == _PRACTICE

    def complete(self) -> bool:
        """Whether a folder is named; if it can be used the core says when it makes it."""
        self.path.set_fault(None if self.path.value() else "请选一个文件夹")
        return bool(self.path.value())

    def choose(self) -> None:
        """Asks where the station is to lie."""
        dialog = QFileDialog(self, "数据文件夹放在哪里")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.path.set_value)
        dialog.open()


class RecoveryStep(WizardStep):
    """The paper that opens the station when all passwords are forgotten; a working station is made only with it in the safe."""

    def __init__(self, paper: SheetPaper, station: Callable[[], str], today: Callable[[], date]) -> None:
        super().__init__(
            "恢复单",
            "数据要加密：拿到电脑、硬盘或 U 盘的人读不出来。密码都忘了时，只有这张恢复单能打开，谁也没有别的办法。"
            "请现在打印，由所领导封好放进保险柜。",
        )
        self.sheet = RecoveryForm(paper, station, today)
        self.plain = FlagEditor("不加密")
        self.plain.changed.connect(self._show_choice)
        self._warning = Banner(NOT_SEALED, Tone.DANGER)
        self.card.body.addWidget(self.sheet)
        self.card.body.addWidget(HairLine())
        self.card.body.addWidget(self.plain)
        self.card.body.addWidget(self._warning)
        self.card.body.setSpacing(Space.STEP * 3)
        self.setFocusProxy(self.sheet)
        self._show_choice()

    @property
    def is_plain(self) -> bool:
        """Whether somebody ticked that nothing is to be encrypted."""
        return self.plain.value() is True

    @property
    def recovery(self) -> Recovery | None:
        """The sheet of the station; None for a plain one."""
        return None if self.is_plain else self.sheet.recovery

    def complete(self) -> bool:
        """Whether two groups were typed back from the paper."""
        return self.is_plain or self.sheet.is_typed_back()

    def _show_choice(self) -> None:
        self.sheet.setEnabled(not self.is_plain)
        self.sheet.show_faults(())
        self._warning.setVisible(self.is_plain)


def gathered(
    names: NamesStep,
    tokens: TokensStep,
    areas: AreasStep,
    people: PeopleStep,
    place: FolderStep,
    sheet: RecoveryStep,
) -> Founding:
    """All steps as one."""
    station = NewStation(
        name=names.rows.text("name"),
        parent=names.rows.text("parent"),
        phone=names.rows.text("phone"),
        letterhead_organ=names.rows.text("letterhead_organ"),
        seal_organ=names.rows.text("seal_organ"),
        organ_token=tokens.rows.text("organ_token"),
        unit_token=tokens.rows.text("unit_token"),
        admin=people.admin.text("admin"),
        password=people.admin.text("password"),
        practice=place.practice,
        with_officers=place.practice and place.with_people.value() is True,
        recovery=None if place.practice else sheet.recovery,
        plain=sheet.is_plain,
    )
    return Founding(station, areas.areas(), people.officers())


def _levels() -> SegmentedEditor:
    levels = SegmentedEditor(LEVELS)
    levels.set_value(LEVELS[0])
    return levels


def _roles() -> ChoiceEditor:
    roles = ChoiceEditor([role.value for role in Role])
    roles.set_value(Role.OFFICER.value)
    return roles
