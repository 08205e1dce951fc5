from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy

from dayroom.kernel import errors
from dayroom.platform.caching import ensure_cache_table
from dayroom.platform.search import ensure_tables


class PlatformConfig(AppConfig):
    name = "dayroom.platform"
    label = "platform"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # what an error says is read in the reader's language, wherever it was raised
        errors.translate = gettext_lazy
        # plugs register themselves with the ports of lower apps, as admin modules do
        autodiscover_modules("plugs")
        autodiscover_modules("jobs")
        post_migrate.connect(ensure_tables, sender=self, dispatch_uid="search tables")
        post_migrate.connect(ensure_cache_table, sender=self, dispatch_uid="cache table")
