from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]
    operations = [
        isolate("content_confirmation"),
        isolate("content_pageversion"),
    ]
