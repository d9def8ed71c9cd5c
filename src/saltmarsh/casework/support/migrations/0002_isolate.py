from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial")]
    operations = [
        isolate("support_plan"),
        isolate("support_action"),
        isolate("support_aim"),
        isolate("support_noaction"),
        isolate("support_finding"),
    ]
