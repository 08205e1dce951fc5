from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "dayroom.web"
    label = "web"
