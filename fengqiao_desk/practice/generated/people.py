"""Invented people and firms: valid numbers by the standards, some without a card, some who come again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from ...cases.parties import Party
from ...values.credit_code import credit_code
from ...values.identity import check_character
from ..entries import row
from .chance import Chance
from .words import words

# Real division codes of several provinces, an autonomous region among them: cards are checked by them.
_REGIONS = ("340103", "340104", "340111", "341502", "320102", "410102", "650104")
_COME_AGAIN = 12
"""One in so many parties was a party before."""
_REMEMBERED = 400
_CARD = "居民身份证"
P = TypeVar("P", bound=Party)


@dataclass(frozen=True)
class Person:
    """Somebody invented; `id_number` is None where the card was not carried, a guardian is there for a minor."""

    name: str
    sex: str
    born: date
    id_number: str | None
    phone: str
    address: str
    employer: str
    guardian: str | None
    guardian_phone: str | None

    def as_party(self, record: type[P], role: str) -> P:
        """The party that somebody is in a matter of a kind, in this role."""
        return row(
            record,
            record.role.becomes(role),
            record.name.becomes(self.name),
            record.sex.becomes(self.sex),
            record.birth_date.becomes(self.born),
            record.id_kind.becomes(_CARD),
            record.id_number.becomes(self.id_number),
            record.id_missing_reason.becomes(None if self.id_number else "未携带"),
            record.phone.becomes(self.phone),
            record.address.becomes(self.address),
            record.employer.becomes(self.employer),
            record.guardian.becomes(self.guardian),
            record.guardian_phone.becomes(self.guardian_phone),
        )


class People:
    """Draws parties and names; remembers some, so that people come again as they do at a station."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._met: list[Person] = []

    def parties(self, record: type[P], roles: Sequence[str], day: date) -> list[P]:
        """A party of each role, no name twice, for clauses name parties by it; one in twelve was a party before."""
        found: dict[str, P] = {}
        for role in roles:
            person = self._person(day)
            while person.name in found:
                person = self._new_person(day)
            found[person.name] = person.as_party(record, role)
        return list(found.values())

    def _person(self, day: date) -> Person:
        if self._met and self._chance.happens(1, _COME_AGAIN):
            return self._chance.one_of(self._met)
        found = self._new_person(day)
        # Not everybody of fifty thousand disputes is held: a new one takes the place of one of them by chance.
        if len(self._met) < _REMEMBERED:
            self._met.append(found)
        else:
            self._met[self._chance.between(0, _REMEMBERED - 1)] = found
        return found

    def name(self, sex: str = "") -> str:
        """A name of two to four characters, now and then a rare or a long one."""
        chance, people = self._chance, words().people
        if chance.happens(1, 60):
            return chance.one_of(people.rare)
        given = people.female if (sex or chance.one_of("男女")) == "女" else people.male
        surnames = people.double_surnames if chance.happens(1, 80) else people.surnames
        return chance.one_of(surnames) + "".join(
            chance.one_of(given) for _ in range(1 if chance.happens(1, 3) else 2)
        )

    def phone(self) -> str:
        """A number of eleven digits, as mobile numbers have."""
        return f"1{self._chance.one_of('35789')}{self._chance.digits(9)}"

    def address(self) -> str:
        """`枫林苑3栋12层04室` in one of the invented compounds."""
        chance, places = self._chance, words().places
        return (
            f"{chance.one_of(places.compounds)}{chance.between(1, 30)}栋{chance.between(1, 28)}"
            f"{chance.between(1, 4):02d}室"
        )

    def credit_code(self) -> str:
        """A code whose two check characters are right (GB 32100, GB 11714)."""
        return credit_code("91340103", "MA" + self._chance.digits(6))

    def _new_person(self, day: date) -> Person:
        """Somebody as old as people in disputes are on this day, one in fifty a minor, one in twelve without a card."""
        chance = self._chance
        sex = chance.one_of("男女")
        minor = chance.happens(1, 50)
        youngest, oldest = (14, 17) if minor else (19, 78)
        # A year is taken for 365 days: with the odd days no age comes near the border of 18 (docs/law.md §7).
        born = day - timedelta(days=365 * chance.between(youngest, oldest) + chance.between(10, 300))
        carries_card = not chance.happens(1, 12)
        # Drawn in this order: another one would give other people for the same seed.
        return Person(
            name=self.name(sex),
            sex=sex,
            born=born,
            id_number=self._identity(born, sex) if carries_card else None,
            phone=self.phone(),
            address=self.address(),
            employer="在校学生" if minor else chance.one_of(words().people.employers),
            guardian=self.name() if minor else None,
            guardian_phone=self.phone() if minor else None,
        )

    def _identity(self, born: date, sex: str) -> str:
        """A card number whose check character is right; its 17th digit is odd for a man (GB 11643)."""
        chance = self._chance
        last = chance.one_of("13579" if sex == "男" else "02468")
        number = f"{chance.one_of(_REGIONS)}{born:%Y%m%d}{chance.digits(2)}{last}"
        return number + check_character(number)
