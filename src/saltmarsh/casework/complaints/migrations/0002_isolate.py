from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]
    operations = [
        isolate("complaints_complaint"),
        isolate("complaints_addendum"),
    ]
