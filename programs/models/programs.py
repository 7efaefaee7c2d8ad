from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from programs.models.institutions import Institution
from programs.models.program_queryset import ProgramQuerySet


class Program(models.Model):
    """One master's degree that one institution teaches."""

    class WorkflowState(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Review(models.TextChoices):
        RESEARCHED = "researched", "Read on the institution's own pages"
        FEDERAL_RECORD = "federal-record", "Federal record only"
        PRESS_ONLY = "press-only", "Named by the press only"

    class Focus(models.TextChoices):
        HEALTHCARE_AI = "healthcare-ai", "AI for healthcare"
        AI_HEALTHCARE_TRACK = "ai-healthcare-track", "AI with a healthcare track"
        HEALTH_DATA_SCIENCE = "health-data-science", "Health data science"
        BIOMEDICAL_INFORMATICS = "biomedical-informatics", "Biomedical informatics"
        HEALTH_INFORMATICS = "health-informatics", "Health informatics"
        GENERAL_AI = "general-ai", "General AI"

    class Delivery(models.TextChoices):
        ONLINE = "online", "Online"
        HYBRID = "hybrid", "Hybrid"
        CAMPUS = "campus", "On campus"

    class Attendance(models.TextChoices):
        ASYNCHRONOUS = "asynchronous", "Any time (asynchronous)"
        SYNCHRONOUS = "synchronous", "At set hours (synchronous)"
        MIXED = "mixed", "Some at set hours"

    class Pace(models.TextChoices):
        FULL_TIME = "full-time", "Full-time"
        PART_TIME = "part-time", "Part-time"
        ACCELERATED = "accelerated", "Accelerated"

    class StartTerm(models.TextChoices):
        FALL = "fall", "Fall"
        WINTER = "winter", "Winter"
        SPRING = "spring", "Spring"
        SUMMER = "summer", "Summer"

    class CreditSystem(models.TextChoices):
        US_SEMESTER = "us-semester", "US semester credits"
        US_QUARTER = "us-quarter", "US quarter credits"
        ECTS = "ects", "ECTS credits"
        UK_CATS = "uk-cats", "UK credits (CATS)"
        OTHER = "other", "credits of another system"

    class AIInCurriculum(models.TextChoices):
        NAME = "name", "In the degree's name"
        REQUIRED_COURSE = "required-course", "In a required course"
        TRACK = "track", "In a track"
        ELECTIVE = "elective", "In an elective"
        NONE_FOUND = "none-found", "None found so far"

    class CipBasis(models.TextChoices):
        REPORTED = "reported", "Reported by the institution"
        ASSIGNED = "assigned", "Assigned by us from what it reports"

    class GrePolicy(models.TextChoices):
        NOT_REQUIRED = "not-required", "Not required"
        OPTIONAL = "optional", "Optional"
        WAIVABLE = "waivable", "Required, can be waived"
        REQUIRED = "required", "Required"

    class Programming(models.TextChoices):
        NONE = "none", "Not needed"
        RECOMMENDED = "recommended", "Recommended"
        REQUIRED = "required", "Required"

    class Culminating(models.TextChoices):
        THESIS = "thesis", "Thesis"
        RESEARCH_PROJECT = "research-project", "Research project"
        CAPSTONE = "capstone", "Capstone"
        PRACTICUM = "practicum", "Practicum"
        INTERNSHIP = "internship", "Internship"

    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="programs",
        help_text="Who awards the degree.",
    )
    name = models.CharField(max_length=200, help_text="Such as Health Informatics.")
    slug = models.SlugField(
        max_length=160,
        help_text="Part of the public address; changing it breaks links.",
    )
    award = models.CharField(max_length=20, help_text="Short form, such as MS.")
    award_title = models.CharField(
        max_length=200, help_text="The degree's full title as the source gives it."
    )
    department = models.CharField(
        max_length=200,
        blank=True,
        help_text="School or department that teaches it. Blank: not yet checked.",
    )
    url = models.URLField(
        "address",
        max_length=500,
        blank=True,
        help_text="The program's own page. Blank: not yet collected.",
    )
    focus = models.CharField(
        max_length=30, choices=Focus, help_text="What the degree is mainly about."
    )
    summary = models.TextField(
        max_length=600, help_text="One or two plain sentences of our own."
    )
    audience = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text="Whom the source names, separated by commas. Blank: nobody named.",
    )
    delivery = ArrayField(
        models.CharField(max_length=20, choices=Delivery),
        default=list,
        blank=True,
        help_text="Every format it is taught in. Blank: not yet checked.",
    )
    attendance = models.CharField(
        max_length=20,
        choices=Attendance,
        blank=True,
        help_text="Whether online classes have set hours. Blank: not yet checked.",
    )
    campus_visits = models.CharField(
        max_length=300,
        blank=True,
        help_text="Days on campus for online students. Blank: not yet checked.",
    )
    pace = ArrayField(
        models.CharField(max_length=20, choices=Pace),
        default=list,
        blank=True,
        help_text="Every pace offered. Blank: not yet checked.",
    )
    full_time_months_lowest = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Months full-time, shortest. Blank: not yet checked.",
    )
    full_time_months_highest = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Months full-time, longest; the same when there is one length.",
    )
    part_time_months_lowest = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Months part-time, shortest. Blank: not yet checked.",
    )
    part_time_months_highest = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Months part-time, longest; the same when there is one length.",
    )
    credits_lowest = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Credits to graduate, fewest. Blank: not yet checked.",
    )
    credits_highest = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Credits to graduate, most; the same when there is one number.",
    )
    credit_system = models.CharField(
        max_length=20,
        choices=CreditSystem,
        blank=True,
        help_text="What one credit means. Blank: not yet checked.",
    )
    start_terms = ArrayField(
        models.CharField(max_length=20, choices=StartTerm),
        default=list,
        blank=True,
        help_text="Terms in which one can begin. Blank: not yet checked.",
    )
    cip_code = models.CharField(
        "CIP code",
        max_length=7,
        blank=True,
        help_text="Six-digit federal field code, such as 51.2706. Blank: not known.",
    )
    cip_basis = models.CharField(
        "CIP basis",
        max_length=20,
        choices=CipBasis,
        blank=True,
        help_text="Whether the institution reported the code or we assigned it.",
    )
    ai_in_curriculum = models.CharField(
        "AI in the curriculum",
        max_length=20,
        choices=AIInCurriculum,
        help_text="The clearest place where AI shows in what we have read.",
    )
    review = models.CharField(
        "how far reviewed",
        max_length=20,
        choices=Review,
        help_text="How far the facts were read by us. Shown to readers.",
    )
    backgrounds = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="First degrees accepted, such as any-bachelor. Blank: not checked.",
    )
    minimum_gpa = models.DecimalField(
        "minimum GPA",
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(4)],
        help_text="On a scale to 4.0. Blank: not yet checked, or none stated.",
    )
    gre_policy = models.CharField(
        "GRE policy",
        max_length=20,
        choices=GrePolicy,
        blank=True,
        help_text="Blank: not yet checked.",
    )
    programming = models.CharField(
        max_length=20,
        choices=Programming,
        blank=True,
        help_text="Programming experience before the start. Blank: not yet checked.",
    )
    experience = models.CharField(
        max_length=500, blank=True, help_text="Experience or other conditions stated."
    )
    license_requirement = models.CharField(
        max_length=300,
        blank=True,
        help_text="A professional license that is needed. Blank: not yet checked.",
    )
    letters_count = models.PositiveSmallIntegerField(
        "letters of recommendation",
        null=True,
        blank=True,
        help_text="How many. 0: none needed. Blank: not yet checked.",
    )
    requires_statement = models.BooleanField(
        null=True, blank=True, help_text="A statement of purpose."
    )
    requires_resume = models.BooleanField(
        "requires résumé", null=True, blank=True, help_text="A résumé or CV."
    )
    requires_interview = models.BooleanField(
        null=True, blank=True, help_text="An interview of any kind."
    )
    bridge_offered = models.BooleanField(
        null=True,
        blank=True,
        help_text="Whether there is a bridge course for missing preparation.",
    )
    bridge_name = models.CharField(
        max_length=300, blank=True, help_text="What the bridge is and whom it is for."
    )
    application_fee_amount = models.DecimalField(
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="0: applying is free. Blank: not yet checked.",
    )
    application_fee_currency = models.CharField(
        max_length=3, blank=True, help_text="Three letters, such as USD."
    )
    specializations = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        help_text="Tracks and concentrations, separated by commas.",
    )
    culminating = ArrayField(
        models.CharField(max_length=20, choices=Culminating),
        default=list,
        blank=True,
        help_text="What the degree ends with. Blank: not yet checked.",
    )
    programming_languages = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="Programming languages that the source names.",
    )
    workflow_state = models.CharField(
        max_length=20,
        choices=WorkflowState,
        default=WorkflowState.DRAFT,
        help_text="Only published programs are shown to the public.",
    )
    withdrawn_reason = models.CharField(
        max_length=300, blank=True, help_text="Why it was withdrawn. Shown."
    )
    search_vector = SearchVectorField(null=True, editable=False)
    last_checked_on = models.DateField(null=True, editable=False)

    objects = ProgramQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["search_vector", "last_checked_on"])

    class Meta:
        ordering = ["institution__name", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "slug"],
                name="program_slug_is_unique",
                violation_error_message="The institution has this slug already.",
            ),
            models.CheckConstraint(
                condition=models.Q(cip_code="")
                | models.Q(cip_code__regex=r"^\d{2}\.\d{4}$"),
                name="program_cip_code_has_six_digits",
                violation_error_message="A CIP code looks like 51.2706.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    full_time_months_lowest__lte=models.F("full_time_months_highest")
                ),
                name="program_full_time_months_ascend",
                violation_error_message="Full-time: lowest months exceed the highest.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    part_time_months_lowest__lte=models.F("part_time_months_highest")
                ),
                name="program_part_time_months_ascend",
                violation_error_message="Part-time: lowest months exceed the highest.",
            ),
            models.CheckConstraint(
                condition=models.Q(credits_lowest__lte=models.F("credits_highest")),
                name="program_credits_ascend",
                violation_error_message="The fewest credits are more than the most.",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_gpa__gte=0, minimum_gpa__lte=4),
                name="program_minimum_gpa_is_on_four_scale",
                violation_error_message="A GPA lies between 0 and 4.0.",
            ),
            models.CheckConstraint(
                condition=models.Q(application_fee_amount__isnull=True)
                | models.Q(
                    application_fee_amount__gte=0,
                    application_fee_currency__regex=r"^[A-Z]{3}$",
                ),
                name="program_application_fee_has_currency",
                violation_error_message="An application fee needs a currency.",
            ),
        ]
        indexes = [
            models.Index(fields=["workflow_state", "review"]),
            GinIndex(fields=["search_vector"], name="program_search_vector"),
            GinIndex(fields=["delivery"], name="program_delivery"),
            GinIndex(fields=["pace"], name="program_pace"),
            GinIndex(fields=["start_terms"], name="program_start_terms"),
            GinIndex(fields=["backgrounds"], name="program_backgrounds"),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.name}, {self.institution}"

    def get_absolute_url(self) -> str:
        return reverse("programs:detail", args=[self.institution.slug, self.slug])

    @property
    def path(self) -> str:
        """The program's name in addresses: `<institution slug>/<program slug>`."""
        return f"{self.institution.slug}/{self.slug}"
