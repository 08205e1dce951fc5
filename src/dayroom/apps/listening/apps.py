from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "dayroom.apps.listening"
    label = "listening"
    default_auto_field = "django.db.models.BigAutoField"
