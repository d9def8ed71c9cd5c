from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("likenesses", "0001_initial")]
    operations = [
        isolate("likenesses_likeness"),
        isolate("likenesses_answer"),
    ]
