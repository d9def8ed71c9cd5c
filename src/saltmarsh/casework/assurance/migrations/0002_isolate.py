from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("assurance", "0001_initial")]
    operations = [
        isolate("assurance_dipsample"),
        isolate("assurance_check"),
        isolate("assurance_addendum"),
        isolate("assurance_statement"),
        isolate("assurance_statementaddendum"),
    ]
