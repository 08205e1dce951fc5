"""What a notice is about: the app that owns the subject says its title and address to its reader."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from dayroom.platform.ports import Port


class NoticeSubject(Protocol):
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        """Subject id → (title, address), for those the reader may see; one query, not one each."""


NOTICE_SUBJECTS: Port[NoticeSubject] = Port("notice subjects")


@dataclass(frozen=True, slots=True)
class Scope:
    """A place for which a member can choose how to be told."""

    id: int
    public_id: str
    name: str


class Scopes(Protocol):
    def of_member(self, member_id: int) -> list[Scope]:
        """The places this member belongs to, by name; one query."""


SCOPES: Port[Scopes] = Port("scopes of notices")


class MailLink(Protocol):
    """For the few kinds that are mailed with a link of their own."""

    def link(self, subject_id: int, member_id: int) -> str:
        """The path that opens the subject from a mail, also without signing in where the law asks for it; or ""."""


class MailPages(Protocol):
    """For the few kinds that are about pages for everybody: these links may be passed on."""

    def pages(self, subject_id: int, language: str) -> list[str]:
        """Paths of public pages, the most important first."""


MAIL_PAGES: Port[MailPages] = Port("public pages in mails")
MAIL_LINKS: Port[MailLink] = Port("links in mails")
