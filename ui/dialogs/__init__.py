"""Dialogs: what has to be answered before the page goes on, always opened, never waited for."""
