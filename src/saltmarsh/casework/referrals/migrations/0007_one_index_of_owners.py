import django.db.models.deletion
from django.db import migrations, models

from saltmarsh.foundation.records import drop_index


class Migration(migrations.Migration):

    # `referral_by_owner` begins with the partnership and the same, and knows the stage.
    atomic = False

    dependencies = [
        ('accounts', '0003_shortcuts'),
        ('referrals', '0006_fewer_indexes'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                drop_index("referrals_referral_owner_id_cb58a858", on="referrals_referral (owner_id)"),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='referral',
                    name='owner',
                    field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership'),
                ),
            ],
        ),
    ]
