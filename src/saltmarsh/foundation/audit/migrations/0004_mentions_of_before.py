from django.db import migrations

# Events of before. Each partnership is entered in turn, as the owner of the tables is
# held to its policy like everybody else; events of no partnership have the zero key.
# Events are written meanwhile, and mentioned by the trigger.
WRITE = """
DO $$
DECLARE place uuid;
BEGIN
    FOR place IN
        SELECT id FROM partnerships_partnership
        UNION ALL SELECT '00000000-0000-0000-0000-000000000000'::uuid
    LOOP
        PERFORM set_config('app.partnership', place::text, true);
        INSERT INTO audit_mention (subject_id, created_at, event_id, partnership_id)
        SELECT DISTINCT record, created_at, id, partnership_id
        FROM audit_event, unnest(subject_ids) AS record
        WHERE partnership_id = place
        ON CONFLICT DO NOTHING;
    END LOOP;
    PERFORM set_config('app.partnership', '', true);
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_mentions"),
        ("partnerships", "0001_initial"),
    ]
    operations = [migrations.RunSQL(WRITE, migrations.RunSQL.noop)]
