"""The newsletter: to those who asked for it and said so twice, by mail or as a notice here.

Sending an issue means writing down whom it goes to; the mails leave in small parts by jobs, one row for each person.
"""

from __future__ import annotations

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.actions.letters import start_run, stop_run
from dayroom.apps.outreach.adapters.channels.fitting import fitted
from dayroom.apps.outreach.queries.letters import subject_says_too_much
from dayroom.apps.outreach.vocabulary.channels import (
    NOT_THERE,
    Asked,
    ChannelError,
    ChannelKind,
    Limits,
    Outgoing,
    Preview,
    Sent,
)


class NewsletterChannel:
    label = _("The newsletter")
    kind = ChannelKind.DIRECT
    limits = Limits(text_most=10_000, hashtags_most=10, pictures_most=8, video_seconds_most=0, stands="WEBSITE",
                    public=False)

    def ready(self) -> bool:
        return True

    def places(self) -> list[tuple[str, str]]:
        return []

    def preview(self, post: Outgoing) -> Preview:
        """The subject names no illness: whoever sees the mailbox must not learn what somebody reads about. Where the
        title would, a neutral subject stands in its place."""
        found = fitted(post, self.limits)
        note = _t("Subject: %(subject)s") % {"subject": subject_of(post.title)}
        return Preview(text=f"{note}\n\n{found.text}", used=found.used, limits=found.limits, faults=found.faults)

    def send(self, post: Outgoing) -> Sent:
        """One run for each delivery, however often it is asked for."""
        if not post.delivery_id:
            raise ChannelError("no-delivery", permanent=True)
        start_run(post.delivery_id)
        return Sent(address=post.address)

    def find(self, post: Outgoing) -> Asked:
        return NOT_THERE

    def withdraw(self, post: Outgoing, sent: Sent) -> bool:
        """What has not left stays here; what is in somebody's mailbox is theirs."""
        return stop_run(post.delivery_id) == 0


def subject_of(title: str) -> str:
    return _t("News for you") if subject_says_too_much(title) else title
