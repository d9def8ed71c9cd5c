from django.db import migrations

from saltmarsh.foundation.partnerships.memory import revise


class Migration(migrations.Migration):
    dependencies = [
        ("desks", "0002_isolate"),
        ("accounts", "0002_isolate"),
        ("partnerships", "0002_revision"),
    ]
    operations = [
        revise("accounts_team"),
        revise("desks_desk"),
        revise("desks_rule"),
        revise("desks_ruledesk"),
    ]
