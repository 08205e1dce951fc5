from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_guardians'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='about_hidden',
            field=models.BooleanField(default=False),
        ),
    ]
