from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        isolate("cases_case"),
        isolate("cases_basis"),
        isolate("cases_stagechange"),
        isolate("cases_lead"),
        isolate("cases_grant"),
    ]
