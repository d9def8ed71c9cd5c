from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("inbox", "0001_initial")]
    operations = [
        isolate("inbox_savedfilter"),
    ]
