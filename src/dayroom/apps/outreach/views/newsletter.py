"""Ask for news, confirm, leave; and the desk's side of it."""

from __future__ import annotations

import json

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.outreach.actions import subscribing as actions
from dayroom.apps.outreach.actions.webhooks import add_webhook, stop_webhook
from dayroom.apps.outreach.forms.newsletter import BouncesForm, NewsletterForm, WebhookForm
from dayroom.apps.outreach.queries.desk import own_notice_wish, webhooks
from dayroom.apps.outreach.queries.letters import CONFIRM_SALT, LEAVE_SALT, subscription_counts, subscription_for
from dayroom.apps.outreach.views.readers import desk_only
from dayroom.kernel.errors import DayroomError, Invalid, NotFound
from dayroom.platform.gates import members_only, open_to_all
from dayroom.platform.pushing import is_set_up

GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
@open_to_all("anybody can ask for news; nothing follows without a second yes")
def newsletter(request: HttpRequest) -> HttpResponse:
    member = request.user if request.user.is_authenticated else None
    initial = {"language": get_language() or "en"}
    form = NewsletterForm(request.POST or None, initial=initial)
    asked = False
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        try:
            actions.ask_for_news(email=got["email"], language=got["language"], country=got["country"],
                                 interests=got["interests"], member=member, now=timezone.now())
            asked = True
        except Invalid as fault:
            form.add_error("email", str(fault))
    return render(request, "outreach/newsletter.html", {
        "form": form, "asked": asked, "wish": own_notice_wish(member),
        "push_key": settings.VAPID_PUBLIC_KEY if is_set_up() else "",
    }, status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@open_to_all("whoever holds the link from the first mail")
def newsletter_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A look changes nothing, since mail programs open links by themselves; the button does."""
    if request.method == "POST":
        actions.confirm_news(token=token, now=timezone.now())
    elif subscription_for(token, CONFIRM_SALT) is None:
        raise NotFound(_("This link is not complete, or it is older than a week. Please ask once more."))
    return render(request, "outreach/newsletter_confirm.html", {"done": request.method == "POST"})


@csrf_exempt  # a mail program presses this button without a page of ours (RFC 8058); the token is what counts
@require_http_methods(GET_POST)
@open_to_all("whoever holds the link of a mail can leave, without signing in")
def newsletter_leave(request: HttpRequest, token: str) -> HttpResponse:
    if request.method == "POST":
        actions.leave_news(token=token, now=timezone.now())
    elif subscription_for(token, LEAVE_SALT) is None:
        raise NotFound(_("This link is not complete. Please copy the whole link from the mail."))
    return render(request, "outreach/newsletter_leave.html", {"done": request.method == "POST"})


@require_POST
@members_only
def news_notices(request: HttpRequest) -> HttpResponse:
    actions.choose_notices(member=request.user, wanted=request.POST.get("do") == "on", now=timezone.now(),
                           interests=request.POST.getlist("interests"))
    messages.success(request, _("Saved."))
    return redirect("newsletter")


@require_POST
@open_to_all("a browser that asks for signs about news; nothing about a person is kept with it")
def news_device(request: HttpRequest) -> HttpResponse:
    try:
        told = json.loads(request.body)
        endpoint, keys = str(told["endpoint"]), told["keys"]
        p256dh, auth = str(keys["p256dh"]), str(keys["auth"])
    except (ValueError, KeyError, TypeError) as fault:
        raise Invalid() from fault
    actions.add_news_device(
        member=request.user if request.user.is_authenticated else None, endpoint=endpoint, p256dh=p256dh, auth=auth,
        language=get_language() or "en", now=timezone.now())
    return JsonResponse({"kept": True}, status=201)


@require_safe
@open_to_all("a script without anybody's data: the browser fetches it by itself, without a person")
def news_worker(request: HttpRequest) -> HttpResponse:
    return render(request, "outreach/news_worker.js", content_type="text/javascript; charset=utf-8")


@require_http_methods(GET_POST)
@desk_only
def newsletter_desk(request: HttpRequest) -> HttpResponse:
    """How many get it, and which mails came back."""
    form = BouncesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known, unknown = actions.note_bounces(addresses=form.listed(), by_id=request.user.pk, now=timezone.now())
        messages.success(request, _("Known addresses: %(known)d. Unknown: %(unknown)d.")
                         % {"known": known, "unknown": unknown})
        return redirect("newsletter-desk")
    return render(request, "outreach/newsletter_desk.html", {"form": form, "counts": subscription_counts()},
                  status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@desk_only
def webhook_list(request: HttpRequest) -> HttpResponse:
    form, secret = WebhookForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _row, secret = add_webhook(by=request.user, label=form.cleaned_data["label"],
                                       address=form.cleaned_data["address"], now=timezone.now())
            form = WebhookForm()
        except DayroomError as fault:
            form.add_error("address", str(fault))
    return render(request, "outreach/webhook_list.html", {"form": form, "rows": webhooks(), "secret": secret},
                  status=422 if form.errors else 200)


@require_POST
@desk_only
def webhook_stop(request: HttpRequest, public_id: str) -> HttpResponse:
    stop_webhook(public_id=public_id, by=request.user, now=timezone.now())
    messages.success(request, _("It is told nothing any more."))
    return redirect("webhook-list")
