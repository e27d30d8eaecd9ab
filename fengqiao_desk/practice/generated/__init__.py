"""A practice station of any size from one seed, entered through the verbs of an officer: for benches and for trying things out."""

from .generating import Generated, generate

__all__ = ["Generated", "generate"]
