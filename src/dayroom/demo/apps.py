from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "dayroom.demo"
    label = "demo"
