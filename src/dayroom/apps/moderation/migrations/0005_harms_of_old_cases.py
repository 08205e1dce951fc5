"""Cases and decisions from before have their harm and category from the reasons they were opened for."""

from django.db import migrations

from dayroom.apps.moderation.rules import harm_of
from dayroom.apps.moderation.rules.categories import category_of


def fill(apps, schema_editor):
    Case, Decision = apps.get_model("moderation", "Case"), apps.get_model("moderation", "Decision")
    for case in Case.objects.iterator():
        codes = case.reasons.split()
        tier = 3 if case.priority == 0 else 0
        Case.objects.filter(pk=case.pk).update(harm=harm_of(codes).value, tier=tier)
        category, keywords = category_of(codes)
        Decision.objects.filter(case_id=case.pk, category="").update(
            category=category, category_specification=" ".join(keywords))


class Migration(migrations.Migration):

    dependencies = [("moderation", "0004_the_desk")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
