"""Signing in: whether name and password fit, and whose password is whose to change."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ..problems import Fault, FaultyEntry, PasswordNotOwn
from ..store.database import Connections
from ..store.sealing.keyring import Keyring
from . import passwords
from .act import Act, put_on_record
from .officer import Officer
from .rights import Right, require
from .roll import Roll, subject_of
from .sealed.door import Entrant
from .sign_in_book import SignInBook
from .tables import OfficerRow


class SignIns(Roll):
    """One's own password is changed by oneself alone; who forgot it is given another, which he then has to change."""

    def __init__(self, connections: Connections, book: Path, keyring: Keyring | None = None) -> None:
        super().__init__(connections)
        self.book = SignInBook(book)
        self._keyring = keyring

    def sign_in(self, name: str, password: str, at: datetime) -> Officer:
        """The officer, when name and password fit; his sign-in is noted.

        Raises WrongPassword: in the same sentence for either being wrong, after five wrong ones with the time to wait.
        """
        officer = self._opened_by(name, password, at)
        self.book.right(name, at)
        return officer

    def prove(self, name: str, password: str, at: datetime) -> Officer:
        """As `sign_in`, for a command or a lock: wrong passwords count, a right one is no sign-in of its own."""
        officer = self._opened_by(name, password, at)
        self.book.forgive(name, at)
        return officer

    def let_in(self, entrant: Entrant, at: datetime, *, signing_in: bool) -> Officer:
        """Who has opened the sealed folder himself, as `sign_in` or as `prove` does; raises Unknown for who serves no more."""
        officer = self.named(entrant.name)
        if self._keyring is not None:
            self._keyring.make_own(entrant.name, entrant.password)
        note = self.book.right if signing_in else self.book.forgive
        note(entrant.name, at)
        return officer

    def _opened_by(self, name: str, password: str, at: datetime) -> Officer:
        self.book.refuse_while_waiting(name, at)
        if not self._fits(name, password):
            self.book.refuse(name, at)
        return self.named(name)

    def _fits(self, name: str, password: str) -> bool:
        stored = self._stored_password(name)
        if self._keyring is not None:
            # Asked first: how long the answer takes must not say who serves here.
            return self._keyring.opens(name, password) and stored is not None
        # Also without a row the hash is reckoned, for the same reason.
        return passwords.fits(stored, password)

    def _kept(self, name: str, password: str) -> str:
        """What the table keeps of a password inside the running transaction: in a sealed folder nothing, for there it opens the folder itself."""
        if self._keyring is None:
            return passwords.hashed(password)
        self._keyring.admit(name, password)
        return passwords.NO_PASSWORD

    def must_change_password(self, officer: Officer) -> bool:
        """Whether somebody else set the password, so that its owner has to choose another before anything else."""
        # Where nothing can be changed no password can: to look he may come in with the one he has.
        if self._connections.only_looked_at:
            return False
        serving = (OfficerRow.name == officer.name) & OfficerRow.left_on.is_empty()
        query = OfficerRow.select(OfficerRow.must_change).where(serving)
        return any(must_change for (must_change,) in self._connections.rows(query))

    def require_own_password(self, officer: Officer) -> None:
        """Nobody works with a password that somebody else knows; raises PasswordNotOwn until its owner changed it."""
        if self.must_change_password(officer):
            raise PasswordNotOwn(
                f"“{officer.name}”的密码是别人设的，请先改成自己的：在窗口登录时改，"
                "或用命令 officers password --new-password-file 新密码文件"
            )

    def reset_password(self, name: str, password: str, act: Act) -> None:
        """Give a new password to who forgot his; its owner chooses another at the next sign-in."""
        require(act, Right.MANAGE_PEOPLE)
        self._set_password(self.named(name), password, "重设密码", act, must_change=name != act.by.name)

    def change_own_password(self, password: str, act: Act) -> None:
        """Everybody changes his own, and nobody another's; the one in force is refused."""
        require(act, Right.CHANGE_OWN_PASSWORD)
        officer = self.named(act.by.name)
        if self._fits(officer.name, password):
            raise FaultyEntry((Fault("password", "新密码不能和现在的一样"),))
        self._set_password(officer, password, "更改密码", act, must_change=False)

    def regain(self, password: str, act: Act) -> None:
        """Who was let in by the recovery sheet sets a password of his own without the one he forgot; the tries of before are forgiven.

        Also in a copy that nobody has taken over: there the password opens it, and no record of it can be kept. Raises FaultyEntry.
        """
        require(act, Right.CHANGE_OWN_PASSWORD)
        officer = self.named(act.by.name)
        if self._keyring is not None and self._connections.only_looked_at:
            passwords.check_password(password, officer.name, officer.badge)
            self._keyring.admit(officer.name, password)
        else:
            self._set_password(officer, password, "用恢复单重设密码", act, must_change=False)
        self.book.forgive(officer.name, act.at)

    def _set_password(
        self, officer: Officer, password: str, verb: str, act: Act, *, must_change: bool
    ) -> None:
        passwords.check_password(password, officer.name, officer.badge)
        with self._connections.writing():
            stored = self._kept(officer.name, password)
            self._set(officer.name, {OfficerRow.password_hash: stored, OfficerRow.must_change: must_change})
            put_on_record(self._connections, act, verb, subject_of(officer.name), {})

    def _stored_password(self, name: str) -> str | None:
        """The hash of who serves under this name; None where nobody does."""
        serving = (OfficerRow.name == name) & OfficerRow.left_on.is_empty()
        rows = self._connections.rows(OfficerRow.select(OfficerRow.password_hash).where(serving))
        return str(rows[0][0]) if rows else None
