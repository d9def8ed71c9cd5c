from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]
    operations = [
        isolate("assessments_assessment"),
        isolate("assessments_need"),
        isolate("assessments_addendum"),
    ]
