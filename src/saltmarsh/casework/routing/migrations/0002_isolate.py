from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("routing", "0001_initial")]
    operations = [
        isolate("routing_delivery"),
        isolate("routing_link"),
        isolate("routing_ring"),
        isolate("routing_proof"),
    ]
