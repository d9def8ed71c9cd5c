from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("likenesses", "0003_asking")]
    operations = [
        isolate("likenesses_asking"),
    ]
