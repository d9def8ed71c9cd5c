from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("desks", "0001_initial")]
    operations = [
        isolate("desks_desk"),
        isolate("desks_rule"),
        isolate("desks_ruledesk"),
    ]
