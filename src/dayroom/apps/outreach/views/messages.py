"""Write a message, choose its channels, add pictures, remark on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.outreach.actions import messages as actions
from dayroom.apps.outreach.actions.drafts import forget_draft
from dayroom.apps.outreach.actions.permits import link_permit, unlink_permit
from dayroom.apps.outreach.actions.pictures import add_picture, remove_picture
from dayroom.apps.outreach.forms.messages import (
    ChannelsForm,
    MessageForm,
    PictureForm,
    RemarkForm,
    filled_channels,
    filled_message,
)
from dayroom.apps.outreach.presenters.campaigns import message_page
from dayroom.apps.outreach.queries import messages as queries
from dayroom.apps.outreach.views.drafts import keep_for_later, kept_for
from dayroom.apps.outreach.views.readers import desk_only
from dayroom.kernel.errors import Conflict, Invalid

GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
@desk_only
def message_new(request: HttpRequest, public_id: str = "") -> HttpResponse:
    campaign = queries.campaign_named(public_id) if public_id else None
    place = f"new:{public_id}" if public_id else "new"
    if keep_for_later(request, place, MessageForm):
        return redirect(request.path)
    kept, shown = kept_for(request, place)
    form = MessageForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.write_message(author=request.user, campaign=campaign, told=form.told(), now=timezone.now())
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            forget_draft(member_id=request.user.pk, place=place)
            return redirect("message-channels", row.public_id)
    return render(request, "outreach/message_edit.html", {"form": form, "campaign": campaign, **shown},
                  status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@desk_only
def message_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    row, place = queries.message_named(public_id), f"edit:{public_id}"
    if keep_for_later(request, place, MessageForm):
        return redirect(request.path)
    kept, shown = kept_for(request, place)
    if kept and kept.get("revision") != str(row.revision):
        # somebody else was quicker: their words stand in the form, one's own beside it
        kept, shown = {}, {**shown, "draft": None, "beside": shown["draft"]}
    form = MessageForm(request.POST or None, initial=filled_message(row) | kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_message(message=row, by=request.user, told=form.told(), now=timezone.now(),
                                 seen_revision=form.cleaned_data["revision"])
        except (Conflict, Invalid) as fault:
            form.add_error(None, str(fault))
        else:
            forget_draft(member_id=request.user.pk, place=place)
            messages.success(request, _("Saved."))
            return redirect("message-show", public_id)
    return render(request, "outreach/message_edit.html", {"form": form, "row": row, "campaign": row.campaign, **shown},
                  status=422 if form.errors else 200)


@require_safe
@desk_only
def message_show(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.message_named(public_id)
    page = message_page(row, reader=request.user, now=timezone.now())
    return render(request, "outreach/message_show.html", {
        "page": page, "row": row, "remark": RemarkForm(initial={"anchor": "body"}), "picture_form": PictureForm()})


@require_http_methods(GET_POST)
@desk_only
def message_channels(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.message_named(public_id)
    form = ChannelsForm(request.POST or None, initial=filled_channels(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_channels(message=row, by=request.user, chosen=form.chosen(), now=timezone.now())
        except (Conflict, Invalid) as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("message-show", public_id)
    from_advice = message_page(row, reader=request.user, now=timezone.now()).advice
    parts = [(form[f"{name}-on"], [field for field in form if field.name.startswith(f"{name}-")][1:],
              from_advice.get(name, "")) for name in form.names]
    return render(request, "outreach/message_channels.html", {"form": form, "row": row, "parts": parts},
                  status=422 if form.errors else 200)


@require_POST
@desk_only
def picture_add(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.message_named(public_id)
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        told = {key: value for key, value in form.cleaned_data.items() if key != "file"}
        try:
            add_picture(message=row, by=request.user, upload=form.cleaned_data["file"], told=told,
                        now=timezone.now())
        except (Conflict, Invalid) as fault:
            form.add_error("file" if isinstance(fault, Invalid) else None, str(fault))
            status = fault.status
        else:
            return redirect("message-show", public_id)
    else:
        status = 422
    page = message_page(row, reader=request.user, now=timezone.now())
    return render(request, "outreach/message_show.html", {
        "page": page, "row": row, "remark": RemarkForm(initial={"anchor": "body"}), "picture_form": form},
        status=status)


@require_POST
@desk_only
def picture_remove(request: HttpRequest, public_id: str, picture: str) -> HttpResponse:
    row = queries.message_named(public_id)
    remove_picture(message=row, by=request.user, public_id=picture, now=timezone.now())
    return redirect("message-show", public_id)


@require_POST
@desk_only
def message_permit(request: HttpRequest, public_id: str) -> HttpResponse:
    row, now = queries.message_named(public_id), timezone.now()
    chosen = request.POST.get("authorization", "")
    if request.POST.get("do") == "unlink":
        unlink_permit(message=row, public_id=chosen, by_id=request.user.pk, now=now)
    else:
        link_permit(message=row, member_id=request.user.pk, public_id=chosen, now=now)
    actions.save_message(message=row, by=request.user, told={}, now=now)
    return redirect("message-show", public_id)


@require_POST
@desk_only
def message_remark(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.message_named(public_id)
    form = RemarkForm(request.POST)
    if form.is_valid():
        actions.comment(message=row, by=request.user, anchor=form.cleaned_data["anchor"],
                        words=form.cleaned_data["words"], now=timezone.now())
    else:
        messages.error(request, _("Write a few words first."))
    return redirect("message-show", public_id)


@require_POST
@desk_only
def remark_settle(request: HttpRequest, public_id: str, comment_id: int) -> HttpResponse:
    row = queries.message_named(public_id)
    actions.settle_comment(message=row, comment_id=comment_id, by_id=request.user.pk, now=timezone.now())
    return redirect("message-show", public_id)
