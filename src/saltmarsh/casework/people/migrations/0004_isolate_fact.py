from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("people", "0003_fact")]
    operations = [
        isolate("people_fact"),
    ]
