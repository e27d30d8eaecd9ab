"""One stylesheet made from tokens, for what Qt draws itself; our own widgets paint with the same tokens."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from .tokens import Tokens

_WORDS = """
QWidget { color: $text; }
QLabel, QCheckBox, QRadioButton { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 700; }
QLabel[role="heading"] { font-size: 14px; font-weight: 700; }
QLabel[role="strong"] { font-weight: 700; }
QLabel[role="context"] { font-size: 13px; color: $muted; }
QLabel[role="small"] { font-size: 12px; color: $muted; }
QLabel[role="fault"] { font-size: 12px; color: $danger; }
QLabel[role="brand"] { font-size: 15px; font-weight: 700; }
QLabel[role="figure"] { font-size: 24px; font-weight: 700; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px 8px; font-size: 13px; }
"""

_GROUNDS = """
QLabel#qt_msgbox_label { font-size: 16px; font-weight: 700; }
QLabel#qt_msgbox_informativelabel { min-width: 340px; }
QMainWindow, QDialog, QWidget[ground="page"] { background: $page; }
QWidget[ground="surface"] { background: $surface; }
QFrame#navigation { background: $sunken; border: none; border-right: 1px solid $line; }
QFrame#top_bar { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame#status_line { background: $surface; border: none; border-top: 1px solid $line; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[ground="clear"] { background: transparent; }
QAbstractItemView { background: $surface; border: none; outline: none; }
RowList { background: transparent; }
QHeaderView::section { background: $surface; color: $muted; font-size: 13px; border: none;
    border-bottom: 1px solid $line; padding: 7px 10px; }
QTableView { gridline-color: $line; selection-background-color: $accent_soft; selection-color: $text; }
QTableView::item { padding: 0 10px; }
QSplitter::handle { background: transparent; }
"""

_TYPING = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox { background: $surface; color: $text;
    border: 1px solid $control_line; border-radius: 8px; padding: 5px 10px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {
    border: 1px solid $accent; }
FieldBox QLineEdit, FieldBox QPlainTextEdit, FieldBox QLineEdit:focus, FieldBox QPlainTextEdit:focus {
    background: transparent; border: none; border-radius: 0; padding: 0; }
FieldBox QPlainTextEdit > QWidget { background: transparent; }
FieldBox QLabel { color: $muted; font-size: 13px; }
"""

_LISTS = """
QMenu { background: $surface; border: 1px solid $control_line; padding: 6px; }
QMenu::item { padding: 7px 28px 7px 14px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
SuggestionList { background: $surface; border: 1px solid $control_line; border-radius: 8px; padding: 4px; }
SuggestionList::item { padding: 6px 8px; border-radius: 6px; color: $text; }
SuggestionList::item:selected { background: $accent_soft; color: $text; }
QAbstractScrollArea::corner { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $control_line; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $sunken; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

_CALENDAR = """
QFrame#calendar_popup { background: $surface; border: 1px solid $control_line; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QCalendarWidget QToolButton { color: $text; background: transparent; border: none; border-radius: 6px;
    padding: 5px 8px; font-weight: 700; }
QCalendarWidget QToolButton:hover, QCalendarWidget QToolButton:focus { background: $accent_soft; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { background: $surface; color: $text; alternate-background-color: $surface;
    selection-background-color: $accent; selection-color: $on_accent; font-size: 13px; }
QCalendarWidget QAbstractItemView:disabled { color: $muted; }
"""

_BUTTONS = """
QPushButton { background: $surface; border: 1px solid $control_line; border-radius: 8px; padding: 6px 14px; }
QPushButton:hover { background: $hover; }
QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton:default:focus { border: 2px solid $text; padding: 5px 13px; }
QPushButton:disabled { color: $muted; background: $sunken; }
LinkButton { background: transparent; border: none; border-radius: 4px; padding: 1px 2px; color: $accent;
    text-decoration: underline; }
LinkButton:hover { background: transparent; color: $accent_strong; }
LinkButton:focus { border: 1px solid $accent; padding: 0 1px; }
QToolButton { background: transparent; border: none; border-radius: 6px; padding: 4px; }
QToolButton::menu-indicator { image: none; }
QToolButton:hover { background: $accent_soft; }
QToolButton:focus { border: 1px solid $accent; padding: 3px; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 14px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 700; }
QTabWidget::pane { border: none; }
"""


def stylesheet(colours: Tokens) -> str:
    """The whole stylesheet in the colours given."""
    sheet = _WORDS + _GROUNDS + _TYPING + _LISTS + _CALENDAR + _BUTTONS
    # `$name` and not format: a stylesheet is full of braces.
    return Template(sheet).substitute(asdict(colours))
