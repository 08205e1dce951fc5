from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dayroom.apps.conversations import queries, rules
from dayroom.apps.conversations.actions import messages as acts
from dayroom.apps.conversations.forms import MessageForm
from dayroom.apps.conversations.presenters import marked
from dayroom.apps.people.queries import accepted_contacts, member_by_handle, member_cards
from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform.gates import members_only

if TYPE_CHECKING:
    from dayroom.apps.conversations.models import Conversation, Message
    from dayroom.apps.people.models import Member
    from dayroom.platform.keyset import Page


@members_only
def conversation_list(request: HttpRequest) -> HttpResponse:
    page = queries.conversations_of(request.user.pk, place=request.GET.get("place", ""))
    return render(
        request,
        "conversations/conversation_list.html",
        {
            "page": page,
            "contacts": sorted(handle for handle, _url in member_cards(accepted_contacts(request.user.pk)).values()),
            "older_url": f"?place={page.older}" if page.older else "",
        },
    )


@members_only
def conversation_page(request: HttpRequest, public_id: str) -> HttpResponse:
    conversation = queries.conversation_for(request.user.pk, public_id)
    page = queries.messages_of(conversation.pk, request.user.pk, place=request.GET.get("place", ""))
    acts.mark_read(conversation=conversation, reader_id=request.user.pk, now=timezone.now())
    other = queries.other_in(conversation, request.user.pk)
    return _show(request, other, conversation=conversation, page=page)


@members_only
def message_write(request: HttpRequest, handle: str) -> HttpResponse:
    """The conversation with one member: GET opens it, POST sends."""
    other = member_by_handle(handle)
    conversation = queries.between(request.user.pk, other.pk)
    if request.method != "POST":
        if conversation:
            return redirect("conversation-page", public_id=conversation.public_id)
        rules.check_may_write(queries.tie_of(request.user, other))
        return _show(request, other)
    return _send(request, other, conversation)


def _send(request: HttpRequest, other: Member, conversation: Conversation | None) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _show(request, other, conversation=conversation, form=form, status=422)
    body = form.cleaned_data["body"]
    answer = request.POST.get("answer", "")
    if answer == "mask":
        body = _masked(body, request.user.country)
    try:
        message, decision = acts.send_message(
            sender=request.user,
            to=other,
            body=body,
            now=timezone.now(),
            overridden=answer == "as-is",
            submit_key=form.cleaned_data["submit_key"],
        )
    except rules.GuardSpoke as spoke:
        return _show(request, other, conversation=conversation, form=form, spoke=spoke, body=body, status=422)
    except rules.NotContacts:
        raise
    except Invalid as fault:
        form.add_error("body", str(fault))
        return _show(request, other, conversation=conversation, form=form, status=fault.status)
    if message.held:
        messages.info(request, _("A person looks at this message before it goes out. You will see when it has gone."))
    if decision and decision.show_help:
        return redirect(f"/messages/c/{message.conversation.public_id}?help=1")
    return redirect("conversation-page", public_id=message.conversation.public_id)


def _masked(body: str, country: str) -> str:
    """Without what the guard points at; as it is when the guard cannot answer, because then the message is held."""
    context = guard.Context(place=guard.Place.DIRECT, country=country or settings.DEFAULT_COUNTRY)
    report, decision = examine(body, context=context)
    if report is None:
        return body
    pointed = [found for found in report.findings if found.rule_id in decision.reasons]
    # where nothing would be left the writer is asked once more, with the words as they are
    return guard.redact(body, report, style="mask", only=guard.removable([*pointed, *decision.must_mask])) or body


def _show(
    request: HttpRequest,
    other: Member | None,
    *,
    conversation: Conversation | None = None,
    page: Page[Message] | None = None,
    form: MessageForm | None = None,
    spoke: rules.GuardSpoke | None = None,
    body: str = "",
    status: int = 200,
) -> HttpResponse:
    if page is None and conversation is not None:
        page = queries.messages_of(conversation.pk, request.user.pk)
    may_write, why_not = True, ""
    try:
        if other is None:
            raise NotFound()
        rules.check_may_write(queries.tie_of(request.user, other))
    except (NotFound, rules.NotContacts) as fault:
        may_write = False
        why_not = str(fault) if isinstance(fault, rules.NotContacts) else _("You cannot write to this person any more.")
    return render(
        request,
        "conversations/conversation_page.html",
        {
            "other": other,
            "conversation": conversation,
            "page": page,
            "may_write": may_write,
            "why_not": why_not,
            "older_url": f"?place={page.older}" if page and page.older else "",
            "form": form or MessageForm(initial={"submit_key": secrets.token_urlsafe(18)}),
            "spoke": spoke,
            "marked": marked(body, spoke.findings) if spoke else "",
            "show_help": request.GET.get("help") == "1",
        },
        status=status,
    )


@require_POST
@members_only
def message_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    message = acts.withdraw_message(member=request.user, public_id=public_id, now=timezone.now())
    messages.success(request, _("Taken back. The other person no longer sees it here."))
    return redirect("conversation-page", public_id=message.conversation.public_id)
