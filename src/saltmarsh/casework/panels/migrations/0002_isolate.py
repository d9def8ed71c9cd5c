from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("panels", "0001_initial")]
    operations = [
        isolate("panels_paneldecision"),
    ]
