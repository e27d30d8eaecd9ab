"""Invented people and firms: valid numbers by the standards, some without a card, some who come again."""

from __future__ import annotations

from datetime import date, timedelta

from ...fields import Row
from ...values.credit_code import credit_code
from ...values.identity import check_character
from .chance import Chance
from .words import words

_REGIONS = ("340103", "340104", "340111", "341502", "320102", "410102", "650104")
_COME_AGAIN = 12
"""One in so many parties was a party before."""
_REMEMBERED = 400


class People:
    """Draws parties and names; remembers some, so that people come again as they do at a station."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._met: list[Row] = []

    def parties(self, roles: tuple[str, ...], day: date) -> list[Row]:
        """A party of each role as an entry, no name twice; one in twelve was a party before."""
        found: dict[str, Row] = {}
        for role in roles:
            party = self._party(role, day)
            while party["name"] in found:
                party = self._new_party(role, day)
            found[party["name"]] = party
        return list(found.values())

    def _party(self, role: str, day: date) -> Row:
        if self._met and self._chance.happens(1, _COME_AGAIN):
            return {**self._chance.one_of(self._met), "role": role}
        found = self._new_party(role, day)
        if len(self._met) < _REMEMBERED:
            self._met.append(found)
        else:
            self._met[self._chance.between(0, _REMEMBERED - 1)] = found
        return found

    def name(self, sex: str = "") -> str:
        """A name of two to four characters, now and then a rare or a long one."""
        chance, people = self._chance, words().people
        if chance.happens(1, 60):
            return str(chance.one_of(people["rare"]))
        given = people["female" if (sex or chance.one_of("男女")) == "女" else "male"]
        surnames = people["double_surnames" if chance.happens(1, 80) else "surnames"]
        return str(chance.one_of(surnames)) + "".join(
            chance.one_of(given) for _ in range(1 if chance.happens(1, 3) else 2)
        )

    def phone(self) -> str:
        return f"1{self._chance.one_of('35789')}{self._chance.digits(9)}"

    def address(self) -> str:
        chance, places = self._chance, words().places
        return (
            f"{chance.one_of(places['compounds'])}{chance.between(1, 30)}栋{chance.between(1, 28)}"
            f"{chance.between(1, 4):02d}室"
        )

    def credit_code(self) -> str:
        """A code whose two check characters are right (GB 32100, GB 11714)."""
        return credit_code("91340103", "MA" + self._chance.digits(6))

    def _new_party(self, role: str, day: date) -> Row:
        chance = self._chance
        sex = chance.one_of("男女")
        minor = chance.happens(1, 50)
        born = day - timedelta(
            days=365 * chance.between(*((14, 17) if minor else (19, 78))) + chance.between(10, 300)
        )
        carries_card = not chance.happens(1, 12)
        return {
            "role": role,
            "name": self.name(sex),
            "sex": sex,
            "birth_date": born.isoformat(),
            "id_kind": "居民身份证",
            "id_number": self._identity(born, sex) if carries_card else None,
            "id_missing_reason": None if carries_card else "未携带",
            "phone": self.phone(),
            "address": self.address(),
            "employer": "在校学生" if minor else chance.one_of(words().people["employers"]),
            "guardian": self.name() if minor else None,
            "guardian_phone": self.phone() if minor else None,
        }

    def _identity(self, born: date, sex: str) -> str:
        chance = self._chance
        last = chance.one_of("13579" if sex == "男" else "02468")
        number = f"{chance.one_of(_REGIONS)}{born:%Y%m%d}{chance.digits(2)}{last}"
        return number + check_character(number)
