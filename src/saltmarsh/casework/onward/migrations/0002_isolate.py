from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("onward", "0001_initial")]
    operations = [
        isolate("onward_onwardreferral"),
    ]
