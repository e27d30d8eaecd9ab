"""How people come to the station, change and leave it; everyone stays on record for ever."""

from __future__ import annotations

from ..problems import FaultyEntry, Refused, Unknown
from ..values.json_text import to_json
from . import passwords
from .act import Act, put_on_record
from .officer import Officer, Role
from .people_rules import check_badge, check_name, check_roles, in_normal_form
from .rights import Right, require
from .roll import subject_of
from .sign_ins import SignIns
from .tables import DraftSignatures, HalfFilledRow, OfficerRow, ThrownAwayRow


class Officers(SignIns):
    """The people of the station: the verbs of who may manage them."""

    def add(self, officer: Officer, password: str, act: Act, *, shared: bool = False) -> Officer:
        """Add an officer, the name in its normal form; raises FaultyEntry.

        Who is added by somebody else chooses another password when he first signs in, unless it is `shared` by all (practice).
        At set-up the first 管理员 adds himself.
        """
        require(act, Right.MANAGE_PEOPLE)
        officer = in_normal_form(officer)
        faults = (
            *check_name(officer.name, self.names_ever()),
            *check_roles(officer.roles),
            *check_badge(officer, self.all()),
        )
        if faults:
            raise FaultyEntry(faults)
        passwords.check_password(password, officer.name, officer.badge, shared=shared)
        must_change = not shared and officer.name != act.by.name
        with self._connections.writing():
            self._insert(officer, self._kept(officer.name, password), must_change=must_change)
            changes = {"role": [None, officer.roles_in_words], "badge": [None, officer.badge]}
            put_on_record(self._connections, act, "增加人员", subject_of(officer.name), changes)
        return officer

    def remember(self, officer: Officer, act: Act) -> None:
        """Put a name on record that old papers bear; it cannot sign in until it is given a password."""
        require(act, Right.MANAGE_PEOPLE)
        if officer.name in self.names_ever():
            return
        with self._connections.writing():
            self._insert(officer, passwords.NO_PASSWORD, must_change=True)
            put_on_record(self._connections, act, "由文书重建", subject_of(officer.name), {})

    def leave(self, name: str, act: Act) -> None:
        """The officer serves no longer from the day of the act on; records keep the name. Refused for the last 管理员.

        In a sealed folder his password opens nothing any more; what he copied before it still opens, until the master is changed.
        """
        require(act, Right.MANAGE_PEOPLE)
        leaving = self.named(name)
        self._keep_an_administrator(leaving, "离任")
        with self._connections.writing():
            self._set(name, {OfficerRow.left_on: act.day.isoformat()})
            if self._keyring is not None:
                self._keyring.dismiss(name)
            changes = {"left_on": [None, act.day.isoformat()]}
            put_on_record(self._connections, act, "人员离任", subject_of(name), changes)

    def come_back(self, name: str, act: Act) -> Officer:
        """Who has left serves again, the same person with the same records; a new password is chosen at the next sign-in.

        In a sealed folder he is given a password first (`reset_password`): the one he had opens nothing any more.
        """
        require(act, Right.MANAGE_PEOPLE)
        former = next((each for each in self.left() if each.officer.name == name), None)
        if former is None:
            if name in {officer.name for officer in self.all()}:
                raise Refused(f"“{name}”没有离任")
            raise Unknown(self._gone(name))
        faults = check_badge(former.officer, self.all())
        if faults:
            raise FaultyEntry(faults)
        with self._connections.writing():
            self._set(name, {OfficerRow.left_on: None, OfficerRow.must_change: True})
            put_on_record(
                self._connections, act, "人员返岗", subject_of(name), {"left_on": [former.left_on, None]}
            )
        return former.officer

    def change(self, name: str, changed: Officer, act: Act) -> Officer:
        """Give an officer other roles, badge or name from the day of the act on; raises FaultyEntry, Refused for the last 管理员.

        Of the cases and their papers it says nothing: `cases.people.change_officer` does both in one transaction.
        """
        require(act, Right.MANAGE_PEOPLE)
        before = self.known(name)
        changed = self.checked_change(before, changed)
        changes = {
            "name": [before.name, changed.name],
            "role": [before.roles_in_words, changed.roles_in_words],
            "badge": [before.badge, changed.badge],
        }
        changes = {what: values for what, values in changes.items() if values[0] != values[1]}
        if changes:
            with self._connections.writing():
                if changed.name != name:
                    self._take_name(name, changed.name, act)
                self._set(
                    changed.name,
                    {
                        OfficerRow.role: changed.role.value,
                        OfficerRow.badge: changed.badge,
                        OfficerRow.also: to_json(list(changed.also)),
                    },
                )
                put_on_record(self._connections, act, "更改人员", subject_of(changed.name), changes)
        return changed

    def checked_change(self, before: Officer, changed: Officer) -> Officer:
        """The change in its normal form, without making it; raises as `change` does."""
        changed = in_normal_form(changed)
        others = [officer for officer in self.all() if officer.name != before.name]
        own_names = set(self.names_of(before.name))
        faults = (
            *check_name(changed.name, self.names_ever() - own_names),
            *check_roles(changed.roles),
            *(check_badge(changed, others) if changed.badge != before.badge else ()),
        )
        if faults:
            raise FaultyEntry(faults)
        # Who has left is none of those who serve, and may lose the role he had.
        if Role.ADMINISTRATOR not in changed.roles and before in self.all():
            self._keep_an_administrator(before, "改成别的身份")
        return changed

    def _keep_an_administrator(self, officer: Officer, what: str) -> None:
        """A station without one could add nobody and reset no password."""
        others = [
            each for each in self.all() if Role.ADMINISTRATOR in each.roles and each.name != officer.name
        ]
        if Role.ADMINISTRATOR in officer.roles and not others:
            raise Refused(
                f"“{officer.name}”是唯一的{Role.ADMINISTRATOR}，不能{what}；请先让别人担任{Role.ADMINISTRATOR}"
            )

    def _take_name(self, old: str, new: str, act: Act) -> None:
        """The new name is a row with all that belongs to the person; the old one stays for the records that hold it."""
        row, execute = OfficerRow, self._connections.execute
        ((role, badge, stored, left_on, also, must_change),) = self._connections.rows(
            row.select(row.role, row.badge, row.password_hash, row.left_on, row.also, row.must_change).where(
                row.name == old
            )
        )
        # A former name that is taken again is a row already: it stops pointing at another before others point at it.
        if new in self.names_ever():
            self._set(new, {row.now_called: None})
        else:
            self._insert(Officer(new, Role(role), badge), stored, must_change=bool(must_change))
        self._set(
            new,
            {
                row.password_hash: stored,
                row.left_on: left_on,
                row.also: also,
                row.must_change: must_change,
            },
        )
        if self._keyring is not None:
            self._keyring.rename(old, new)
        # Every earlier name points at the present one itself, so that no chain of names has to be followed.
        execute(row.update({row.now_called: new}).where(row.now_called == old))
        self._set(
            old,
            {
                row.password_hash: passwords.NO_PASSWORD,
                row.left_on: act.day.isoformat(),
                row.now_called: new,
            },
        )
        following = (
            HalfFilledRow.officer,
            ThrownAwayRow.officer,
            DraftSignatures.drafted_by,
            DraftSignatures.checked_by,
        )
        for column in following:
            execute(column.model.update({column: new}).where(column == old))
