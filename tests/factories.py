from datetime import date
from decimal import Decimal

from comparisons.forms import Wanted
from comparisons.models import SavedComparison, ShareLink
from desk.models import Correction
from guide.models import (
    Certification,
    Checklist,
    ChecklistAnswer,
    Claim,
    Occupation,
    Page,
    Reference,
    Role,
    Term,
)
from profiles.models import Profile, SavedProgram, Shortlist, User
from programs.models import (
    Accreditation,
    Accreditor,
    Citation,
    Course,
    Deadline,
    EnglishTest,
    Institution,
    Outcome,
    Partner,
    Prerequisite,
    Program,
    ProgramTopic,
    Source,
    Topic,
    Tuition,
    TuitionEstimate,
)

CHECKED_ON = date(2026, 11, 22)


def make_source(**about):
    values = {
        "url": "https://college.example/ms",
        "title": "Program page",
        "publisher": "Example College",
        "kind": "institution",
        "as_of": "2025-26",
    } | about
    identity = {name: values[name] for name in ("url", "title", "as_of")}
    return Source.objects.get_or_create(**identity, defaults=values)[0]


def make_institution(**about):
    values = {
        "name": "Example College",
        "slug": "example-college",
        "country": "US",
        "region": "OH",
        "city": "Dayton",
        "control": "public",
        "website": "https://college.example/",
        "checked_on": CHECKED_ON,
    } | about
    slug = values["slug"]
    return Institution.objects.get_or_create(slug=slug, defaults=values)[0]


def make_program(**about):
    """Make a published, researched program; every fact about it is left unknown."""
    if "institution" not in about:
        about["institution"] = make_institution()
    values = {
        "name": "Health Informatics",
        "slug": f"ms-program-{Program.objects.count() + 1}",
        "award": "MS",
        "award_title": "Master of Science in Health Informatics",
        "focus": "health-informatics",
        "summary": "A master's for people who work with health data.",
        "ai_in_curriculum": "none-found",
        "review": "researched",
        "workflow_state": "published",
    } | about
    return Program.objects.create(**values)


def make_accreditor(**about):
    values = {"short_name": "CAHIIM", "name": "CAHIIM", "kind": "programmatic"} | about
    short_name = values["short_name"]
    return Accreditor.objects.get_or_create(short_name=short_name, defaults=values)[0]


def _make_fact(model, owner, defaults, about):
    values = defaults | about
    if "program" not in values and "institution" not in values:
        values["program"] = owner()
    values.setdefault("checked_on", CHECKED_ON)
    if "source" not in values:
        values["source"] = make_source()
    return model.objects.create(**values)


def make_accreditation(**about):
    if "accreditor" not in about and about.get("status") != "none-claimed":
        about["accreditor"] = make_accreditor()
    return _make_fact(Accreditation, make_program, {"status": "accredited"}, about)


def make_tuition(**about):
    defaults = {
        "academic_year": "2025-26",
        "residency": "any",
        "basis": "per-year",
        "amount": Decimal(20_000),
        "currency": "USD",
    }
    return _make_fact(Tuition, make_program, defaults, about)


def make_tuition_estimate(**about):
    values = {
        "residency": "nonresident",
        "scope": "program",
        "per_year_currency": "USD",
        "total_currency": "USD",
        "per_year_academic_year": "2025-26",
        "per_year_lowest": Decimal(20_000),
        "per_year_highest": Decimal(20_000),
    } | about
    for name in ("per_year_residency", "total_residency"):
        values.setdefault(name, values["residency"])
    return TuitionEstimate.objects.create(**values)


def make_deadline(**about):
    defaults = {"term": "fall", "kind": "final", "month": 1, "day": 15, "year": 2027}
    return _make_fact(Deadline, make_program, defaults, about)


def make_prerequisite(**about):
    defaults = {"topic": "programming", "level": "required"}
    return _make_fact(Prerequisite, make_program, defaults, about)


def make_english_test(**about):
    defaults = {"test": "IELTS", "minimum_score": Decimal("6.5")}
    return _make_fact(EnglishTest, make_program, defaults, about)


def make_course(**about):
    defaults = {"title": "Applied Machine Learning", "is_core": True}
    return _make_fact(Course, make_program, defaults, about)


def make_partner(**about):
    defaults = {"name": "Example Hospital", "kind": "hospital"}
    return _make_fact(Partner, make_program, defaults, about)


def make_outcome(**about):
    defaults = {
        "metric": "employment-rate",
        "scope": "program",
        "value": Decimal(90),
        "unit": "percent",
        "cohort": "2021-22",
    }
    return _make_fact(Outcome, make_program, defaults, about)


def make_citation(**about):
    return _make_fact(Citation, make_program, {"field": "delivery"}, about)


def make_topic(**about):
    values = {"slug": "machine-learning", "name": "Machine learning", "position": 0}
    values |= about
    return Topic.objects.get_or_create(slug=values["slug"], defaults=values)[0]


def make_program_topic(**about):
    about.setdefault("topic", make_topic())
    about.setdefault("evidence", ["Applied Machine Learning"])
    return ProgramTopic.objects.create(**about)


def make_user(**about):
    password = about.pop("password", "correct horse battery staple")
    values = {"email": "reader@example.org"} | about
    return User.objects.create_user(password=password, **values)


def make_editor(**about):
    """Make a staff user who may do everything in the admin."""
    values = {"email": "editor@example.org", "is_staff": True, "is_superuser": True}
    return make_user(**(values | about))


def make_shortlist(**about):
    return Shortlist.objects.create(**({"name": "Online, employer pays"} | about))


def make_saved_program(**about):
    """Save a program in its person's default list, or in the lists `shortlists`."""
    user = about.pop("user", None) or make_user()
    program = about.pop("program", None) or make_program()
    shortlists = about.pop("shortlists", [Shortlist.objects.default_of(user)])
    saved = SavedProgram.objects.create(user=user, program=program, **about)
    saved.shortlists.set(shortlists)
    return saved


def make_profile(**about):
    """Make a profile in which nothing is answered."""
    user = about.pop("user", None) or make_user()
    return Profile.objects.create(user=user, **about)


def make_saved_comparison(**about):
    """Save programs side by side with their facts of today; two if none are named."""
    user = about.pop("user", None) or make_user()
    programs = about.pop("programs", None) or [make_program(), make_program()]
    wanted = Wanted([], residency="nonresident", only_different=False)
    saved = SavedComparison.objects.save_for(user, "For my chief", programs, wanted)
    if about:
        SavedComparison.objects.filter(pk=saved.pk).update(**about)
        saved.refresh_from_db()
    return saved


def make_share_link(**about):
    comparison = about.pop("comparison", None) or make_saved_comparison()
    return ShareLink.objects.create(comparison=comparison, **about)


def make_correction(**about):
    """Make a new correction of a price, sent without an address."""
    if "program" not in about:
        about["program"] = make_program()
    values = {
        "section": "cost",
        "field": "tuition",
        "label": "Prices as published",
        "shown_value": "$20,000 per year",
        "shown_source": "Program page",
        "wrong": "It is 21,500 now.",
    } | about
    return Correction.objects.create(**values)


def make_page(**about):
    """Make a page of the guide; its sources are made by `make_reference`."""
    position = Page.objects.count() + 1
    values = {
        "slug": f"page-{position}",
        "question": "What is it?",
        "short_title": "What it is",
        "short_answer": "A degree.",
        "body": "## First part\n\nWords.\n\n## Second part\n\nMore words.",
        "position": position,
        "reviewed_on": CHECKED_ON,
    }
    return Page.objects.create(**(values | about))


def make_reference(**about):
    """Let one row of the guide refer to a source, which it cites as `college`."""
    values = {"key": "college", "position": 1} | about
    if "source" not in values:
        values["source"] = make_source()
    return Reference.objects.create(**values)


def make_claim(**about):
    position = Claim.objects.count() + 1
    values = {
        "key": f"claim-{position}",
        "topic": "market",
        "figure": "51 billion US$",
        "statement": "Size of the market",
        "grade": "no-source",
        "finding": "Nobody is named.",
        "check_note": "Nothing was found.",
        "position": position,
    } | about
    if "source" not in values:
        values["source"] = make_source(url="https://press.example/", kind="press")
    return Claim.objects.create(**values)


def make_occupation(**about):
    values = {
        "soc": "15-2051",
        "title": "Data Scientists",
        "median_wage": 120_000,
        "p10_wage": 60_000,
        "p90_wage": 200_000,
        "wages_as_of": "May 2025",
        "jobs": 262_440,
        "growth_percent": Decimal("33.5"),
        "openings_per_year": 23_400,
        "projected_over": "2024–34",
        "entry_education": "Bachelor’s degree",
        "position": Occupation.objects.count() + 1,
    }
    return Occupation.objects.create(**(values | about))


def make_role(**about):
    values = {
        "key": "analyst",
        "title": "Clinical AI analyst",
        "summary": "Reads results.",
        "tasks": ["Compare scores with charts"],
        "comes_from": "Nursing.",
        "occupations": ["15-2051"],
        "occupations_note": "The nearest there is.",
        "position": Role.objects.count() + 1,
    }
    return Role.objects.create(**(values | about))


def make_certification(**about):
    values = {
        "key": "chda",
        "name": "Certified Health Data Analyst",
        "purpose": "Shows skill with data.",
        "goes_with": "For analysts.",
        "standing": "not-confirmed",
        "standing_note": "Its page was not read.",
        "position": Certification.objects.count() + 1,
    }
    return Certification.objects.create(**(values | about))


def make_term(**about):
    values = {
        "key": "cohort",
        "term": "cohort",
        "short": "A group that starts at once.",
    }
    return Term.objects.create(**(values | about))


def make_checklist(**about):
    """Save the checklist of a person; `replies` by the key of their question."""
    replies = about.pop("replies", {})
    checklist = Checklist.objects.create(**({"version": 1} | about))
    for key, reply in replies.items():
        ChecklistAnswer.objects.create(
            checklist=checklist, question=key, answer=reply.answer, note=reply.note
        )
    return checklist
