from django.db import migrations

# Tables of which every row is of one kind, and what makes its value known.
KINDS = {
    "accreditation": ("accreditation", "status <> 'named'"),
    "tuition": ("tuition", "state = 'known'"),
    "deadline": ("deadlines", "true"),
    "prerequisite": ("admissions", "true"),
    "englishtest": ("admissions", "true"),
    "course": ("curriculum", "true"),
    "partner": ("details", "true"),
    "outcome": ("outcomes", "state = 'known'"),
}
# Kinds of what is cited for a field or a list of a program; all else is a detail.
FIELDS = {
    "accreditation": ["accreditations"],
    "tuition": ["tuition", "application_fee_amount", "application_fee_currency"],
    "deadlines": ["deadlines"],
    "admissions": [
        "backgrounds",
        "minimum_gpa",
        "gre_policy",
        "programming",
        "experience",
        "license_requirement",
        "letters_count",
        "requires_statement",
        "requires_resume",
        "requires_interview",
        "bridge_offered",
        "bridge_name",
        "prerequisites",
        "english_tests",
    ],
    "curriculum": [
        "ai_in_curriculum",
        "specializations",
        "programming_languages",
        "culminating",
        "courses",
    ],
    "outcomes": ["outcomes"],
}
OF_AN_INSTITUTION_TOO = ("accreditation", "tuition")
RECONFIRMED = ("tuition", "deadline")


def select(model, kind, is_known):
    """Write the part of the view that reads one table."""
    institution = "institution_id" if model in OF_AN_INSTITUTION_TOO else "NULL::bigint"
    reconfirm = "reconfirm_since" if model in RECONFIRMED else "NULL::date"
    return (
        f"SELECT '{model}'::text AS model, id AS object_id, {kind} AS kind, program_id, "
        f"{institution} AS institution_id, source_id, checked_on, "
        f"{reconfirm} AS reconfirm_since, {is_known} AS is_known FROM programs_{model}"
    )


def kind_of_field():
    """Write the expression that gives the kind of a citation's field."""
    cases = (
        f"WHEN field IN ({', '.join(map(repr, fields))}) THEN '{kind}'"
        for kind, fields in FIELDS.items()
    )
    return f"CASE {' '.join(cases)} ELSE 'details' END"


PARTS = [
    *(select(model, f"'{kind}'", known) for model, (kind, known) in KINDS.items()),
    select("citation", kind_of_field(), "state = 'known'"),
]
VIEW = f"""
CREATE VIEW desk_factcheck AS
SELECT
    fact.model || '-' || fact.object_id AS key,
    fact.model,
    fact.object_id,
    fact.kind,
    fact.program_id,
    coalesce(fact.institution_id, program.institution_id) AS institution_id,
    fact.source_id,
    fact.checked_on,
    fact.reconfirm_since,
    fact.is_known
FROM ({" UNION ALL ".join(PARTS)}) AS fact
LEFT JOIN programs_program AS program ON program.id = fact.program_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0006_correction_groups"),
        ("programs", "0002_reconfirm_since"),
    ]

    operations = [migrations.RunSQL(VIEW, "DROP VIEW desk_factcheck")]
