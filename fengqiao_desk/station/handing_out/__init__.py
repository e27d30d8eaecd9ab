"""Handing out: what leaves the folder leaves a row on record, goes out whole, and is closed with a password on request."""

from .closed import CLOSABLE, must_be_strong
from .handed import Handed, HandedAs, Outlet, hand_out, hand_out_file, must_be_recordable
from .outgoing import Outgoing, outgoing

__all__ = [
    "CLOSABLE",
    "Handed",
    "HandedAs",
    "Outgoing",
    "Outlet",
    "hand_out",
    "hand_out_file",
    "must_be_recordable",
    "must_be_strong",
    "outgoing",
]
