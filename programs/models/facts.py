from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from programs.models.institutions import Accreditor, Institution
from programs.models.programs import Program
from programs.models.sources import Source

OWNER_HELP = "The program that this is a fact of."
SOURCE_HELP = "Where this was read."
CHECKED_HELP = "The day somebody last read the source. Blank: not recorded."
NOTE_HELP = "What limits this fact. Shown to readers."


class Accreditation(models.Model):
    """One statement on the accreditation of an institution or of a program."""

    class Status(models.TextChoices):
        ACCREDITED = "accredited", "Accredited"
        CANDIDATE = "candidate", "Candidate"
        NAMED = "named", "Named as its accreditor; status not read"
        NONE_CLAIMED = "none-claimed", "None claimed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="accreditations",
        help_text="Set when the degree itself is accredited.",
    )
    institution = models.ForeignKey(
        Institution,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="accreditations",
        help_text="Set when the whole institution is accredited.",
    )
    accreditor = models.ForeignKey(
        Accreditor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accreditations",
        help_text="Blank only when none is claimed.",
    )
    status = models.CharField(
        max_length=20,
        choices=Status,
        help_text="None claimed: the pages were read and name no accreditor.",
    )
    valid_until = models.CharField(
        max_length=10,
        blank=True,
        help_text="Year or date that the source states, such as 2029. Blank: none.",
    )
    note = models.CharField(max_length=500, blank=True, help_text=NOTE_HELP)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        related_name="accreditations",
        help_text=SOURCE_HELP,
    )
    checked_on = models.DateField(null=True, blank=True, help_text=CHECKED_HELP)

    history = HistoricalRecords()

    class Meta:
        ordering = ["accreditor__short_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(program__isnull=False, institution__isnull=True)
                | models.Q(program__isnull=True, institution__isnull=False),
                name="accreditation_has_one_owner",
                violation_error_message="An accreditation belongs to a program or to "
                "an institution, not to both.",
            ),
            models.CheckConstraint(
                condition=models.Q(status="none-claimed", accreditor__isnull=True)
                | (
                    ~models.Q(status="none-claimed")
                    & models.Q(accreditor__isnull=False)
                ),
                name="accreditation_names_its_accreditor",
                violation_error_message="Name the accreditor, or say that none is "
                "claimed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accreditor or 'No accreditor'}: {self.get_status_display()}"


class Prerequisite(models.Model):
    """One thing that an applicant must or should bring along."""

    class Level(models.TextChoices):
        REQUIRED = "required", "Required"
        RECOMMENDED = "recommended", "Recommended"

    class Topic(models.TextChoices):
        PROGRAMMING = "programming", "Programming"
        STATISTICS = "statistics", "Statistics"
        MATHEMATICS = "mathematics", "Mathematics"
        CALCULUS = "calculus", "Calculus"
        LINEAR_ALGEBRA = "linear-algebra", "Linear algebra"
        DISCRETE_MATHEMATICS = "discrete-mathematics", "Discrete mathematics"
        DATA_STRUCTURES = "data-structures", "Data structures"
        DATA_SCIENCE = "data-science", "Data science"
        DATABASES = "databases", "Databases"
        COMPUTING = "computing", "Computing"
        COMPUTER_SYSTEMS = "computer-systems", "Computer systems"
        INFORMATION_SYSTEMS = "information-systems", "Information systems"
        BIOLOGY = "biology", "Biology"
        HEALTHCARE = "healthcare", "Healthcare"
        BUSINESS = "business", "Business"
        ENGLISH = "english", "English"
        DEGREE_FIELD = "degree-field", "Field of the bachelor’s degree"
        DEGREE_CLASSIFICATION = (
            "degree-classification",
            "Honors class of the bachelor’s degree",
        )
        ENTRANCE_TEST = "entrance-test", "Entrance test"
        INTERVIEW_TEST = "interview-test", "Interview test"
        WRITING_SAMPLE = "writing-sample", "Writing sample"
        OTHER = "other", "Other"

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        related_name="prerequisites",
        help_text=OWNER_HELP,
    )
    topic = models.CharField(
        max_length=30, choices=Topic, help_text="What has to be brought along."
    )
    level = models.CharField(
        max_length=20,
        choices=Level,
        default=Level.REQUIRED,
        help_text="Recommended is never treated as required.",
    )
    note = models.CharField(
        max_length=500, blank=True, help_text="How much of it, in plain words."
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        related_name="prerequisites",
        help_text=SOURCE_HELP,
    )
    checked_on = models.DateField(null=True, blank=True, help_text=CHECKED_HELP)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-level", "topic", "pk"]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} ({self.get_level_display().lower()})"


class EnglishTest(models.Model):
    """The lowest score of one English test that the program accepts."""

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        related_name="english_tests",
        help_text=OWNER_HELP,
    )
    test = models.CharField(
        max_length=60, help_text="Name of the test, such as IELTS or TOEFL iBT."
    )
    minimum_score = models.DecimalField(
        max_digits=5,
        decimal_places=1,
        validators=[MinValueValidator(0)],
        help_text="Lowest accepted overall score on the test's own scale.",
    )
    note = models.CharField(max_length=500, blank=True, help_text=NOTE_HELP)
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        related_name="english_tests",
        help_text=SOURCE_HELP,
    )
    checked_on = models.DateField(null=True, blank=True, help_text=CHECKED_HELP)

    history = HistoricalRecords()

    class Meta:
        ordering = ["test", "pk"]

    def __str__(self) -> str:
        return f"{self.test} {self.minimum_score.normalize():f}"


class Course(models.Model):
    """One course of the curriculum, as the source lists it."""

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        related_name="courses",
        help_text=OWNER_HELP,
    )
    code = models.CharField(
        max_length=40, blank=True, help_text="Such as BINF G6001. Blank: none stated."
    )
    title = models.CharField(max_length=200, help_text="As the source writes it.")
    credits = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="In the program's own credit system. Blank: not stated.",
    )
    is_core = models.BooleanField(
        "core", default=True, help_text="Core: everybody takes it. Off: elective."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order in the list, from 0."
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        related_name="courses",
        help_text=SOURCE_HELP,
    )
    checked_on = models.DateField(null=True, blank=True, help_text=CHECKED_HELP)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-is_core", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


class Partner(models.Model):
    """One hospital, agency or institute that the program names as a partner."""

    class Kind(models.TextChoices):
        HOSPITAL = "hospital", "Hospital"
        AGENCY = "agency", "Agency"
        INSTITUTE = "institute", "Institute"

    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        related_name="partners",
        help_text=OWNER_HELP,
    )
    name = models.CharField(max_length=200, help_text="As the source writes it.")
    kind = models.CharField(
        max_length=20, choices=Kind, help_text="What sort of partner it is."
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        related_name="partners",
        help_text=SOURCE_HELP,
    )
    checked_on = models.DateField(null=True, blank=True, help_text=CHECKED_HELP)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
