from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("links", "0001_initial")]
    operations = [
        isolate("links_link"),
    ]
