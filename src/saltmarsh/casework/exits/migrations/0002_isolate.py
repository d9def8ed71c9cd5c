from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("exits", "0001_initial")]
    operations = [
        isolate("exits_closure"),
        isolate("exits_review"),
    ]
