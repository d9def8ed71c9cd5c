from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("doors", "0001_initial")]
    operations = [
        isolate("doors_code"),
    ]
