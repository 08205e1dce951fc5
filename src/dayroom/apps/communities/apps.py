from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommunitiesConfig(AppConfig):
    name = "dayroom.apps.communities"
    label = "communities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # receivers need the models of other apps, which are there only now
        receivers = import_module("dayroom.apps.communities.receivers")
        post_migrate.connect(receivers.fill_moderators, sender=self, dispatch_uid="moderators marked")
