from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_save


class LibraryConfig(AppConfig):
    name = "dayroom.apps.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # receivers need the models of other apps, which are there only now
        receivers = import_module("dayroom.apps.library.receivers")
        post_save.connect(receivers.wording_saved, sender="wagtailcore.Revision", dispatch_uid="wording saved")
        receivers.silence_editor_mails()
