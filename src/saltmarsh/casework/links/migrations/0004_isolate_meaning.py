from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("links", "0003_meaning")]
    operations = [
        isolate("links_meaning"),
    ]
