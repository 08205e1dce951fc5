"""Words of the directory of services: kinds of help, and when a line has to be checked again."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

SERVICE_KIND = "service"  # subject of audit and search
STALE_MONTHS = 12  # after that the line says that it may be out of date; our own choice, 2026-11-21
UNLISTED_MONTHS = 24  # after that it is no longer shown; our own choice, 2026-11-21
SHOWN = 40  # on one page


class ServiceKind(models.TextChoices):
    """What kind of help it is."""

    CLINIC = "CLINIC", _("clinic or practice")
    HELPLINE = "HELPLINE", _("telephone or chat line")
    GROUP = "GROUP", _("support group")
    REHAB = "REHAB", _("rehabilitation and movement")
    COURSE = "COURSE", _("course or program")
    SMOKING = "SMOKING", _("help to stop smoking")
    VACCINATION = "VACCINATION", _("vaccination")
    TRANSPORT = "TRANSPORT", _("rides")
    MONEY = "MONEY", _("money and rights")
    OTHER = "OTHER", _("other help")


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for; empty fields ask nothing."""

    words: str = ""
    kind: str = ""
    place: str = ""
    condition: str = ""
    online_only: bool = False
