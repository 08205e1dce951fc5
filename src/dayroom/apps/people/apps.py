from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "dayroom.apps.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # receivers need the models of other apps, which are there only now
        import_module("dayroom.apps.people.receivers")
