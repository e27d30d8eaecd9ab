"""Pure rules about single values: reading what an officer typed, refusing it in Chinese, printing it."""

from fengqiao_desk.values.not_valid import NotValid, WrongCheckCharacter

__all__ = ["NotValid", "WrongCheckCharacter"]
