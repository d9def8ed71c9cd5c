from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [
        isolate("meetings_series"),
        isolate("meetings_seat"),
        isolate("meetings_meeting"),
        isolate("meetings_item"),
        isolate("meetings_attendee"),
        isolate("meetings_minute"),
        isolate("meetings_addendum"),
    ]
