from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("gathering", "0001_initial")]
    operations = [
        isolate("gathering_contact"),
        isolate("gathering_informationrequest"),
        isolate("gathering_requestlink"),
        isolate("gathering_reply"),
    ]
