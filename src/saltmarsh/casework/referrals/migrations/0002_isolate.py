from django.db import migrations

from saltmarsh.foundation.records import isolate


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]
    operations = [
        isolate("referrals_schemaversion"),
        isolate("referrals_draft"),
        isolate("referrals_referral"),
        isolate("referrals_referrer"),
        isolate("referrals_stagechange"),
        isolate("referrals_grant"),
        isolate("referrals_message"),
        isolate("referrals_correction"),
    ]
