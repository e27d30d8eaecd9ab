"""Fonts: which are here, what they can draw, and how they go into a file."""
