"""Copies of a station: restored ones and those carried over by hand, whether they may be worked in, and where a folder lies."""
