from dataclasses import fields

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from profiles.answers import Answers
from profiles.models.people import User
from programs.backgrounds import Degree
from programs.models import Prerequisite, Program


class Profile(models.Model):
    """What one person says of herself, to be held against what programs ask.

    Every answer may be missing: a blank, an empty list or None means not answered,
    save for `topics_studied`, where None is not answered and an empty list is "none of
    them". Nothing here is inferred, and nobody but the person sees it.
    """

    class Profession(models.TextChoices):
        NURSE = "nurse", "Nurse"
        PHYSICIAN = "physician", "Physician"
        PHARMACIST = "pharmacist", "Pharmacist"
        ALLIED_HEALTH = "allied-health", "Another clinical profession"
        HEALTH_IT = "health-it", "Health IT or informatics"
        ADMINISTRATION = "administration", "Health administration or quality"
        RESEARCH = "research", "Research or public health"
        STUDENT = "student", "Student"
        OTHER = "other", "Something else"

    class License(models.TextChoices):
        NONE = "none", "None"
        NURSING = "nursing", "Registered nurse or advanced practice nurse"
        MEDICINE = "medicine", "Physician"
        PHARMACY = "pharmacy", "Pharmacist"
        OTHER = "other", "Another health license"

    class HighestDegree(models.TextChoices):
        ASSOCIATE = "associate", "Associate degree, diploma or less"
        BACHELOR = "bachelor", "Bachelor’s degree"
        MASTER = "master", "Master’s degree"
        DOCTORATE = "doctorate", "Doctorate, such as MD, PharmD, DNP or PhD"

    class Gre(models.TextChoices):
        TAKEN = "taken", "I have a score"
        WOULD_TAKE = "would-take", "Not yet, but I would take it"
        NO = "no", "No, and I would rather not"

    class Programming(models.TextChoices):
        NONE = "none", "None"
        COURSE = "course", "A course or a certificate"
        WORK = "work", "I program at work or did in a degree"

    class Topic(models.TextChoices):
        """The prerequisites that a reader can say she has studied."""

        STATISTICS = Prerequisite.Topic.STATISTICS.value, "Statistics"
        CALCULUS = Prerequisite.Topic.CALCULUS.value, "Calculus"
        LINEAR_ALGEBRA = Prerequisite.Topic.LINEAR_ALGEBRA.value, "Linear algebra"
        DISCRETE_MATHEMATICS = (
            Prerequisite.Topic.DISCRETE_MATHEMATICS.value,
            "Discrete mathematics",
        )
        DATA_STRUCTURES = (
            Prerequisite.Topic.DATA_STRUCTURES.value,
            "Data structures or algorithms",
        )
        DATABASES = Prerequisite.Topic.DATABASES.value, "Databases"
        DATA_SCIENCE = Prerequisite.Topic.DATA_SCIENCE.value, "Data science"
        COMPUTER_SYSTEMS = (
            Prerequisite.Topic.COMPUTER_SYSTEMS.value,
            "Computer systems or networks",
        )
        INFORMATION_SYSTEMS = (
            Prerequisite.Topic.INFORMATION_SYSTEMS.value,
            "Information systems",
        )
        BIOLOGY = Prerequisite.Topic.BIOLOGY.value, "Biology, anatomy or physiology"
        HEALTHCARE = Prerequisite.Topic.HEALTHCARE.value, "How health care works"
        BUSINESS = Prerequisite.Topic.BUSINESS.value, "Business or management"

    class English(models.TextChoices):
        NOT_NEEDED = "not-needed", "I need no test: my language or earlier studies"
        TESTED = "tested", "I have a test score"
        NOT_YET = "not-yet", "I would need a test and have none yet"

    class EnglishTest(models.TextChoices):
        IELTS = "ielts", "IELTS Academic"
        TOEFL = "toefl", "TOEFL iBT"
        PTE = "pte", "PTE Academic"
        DUOLINGO = "duolingo", "Duolingo English Test"
        CAMBRIDGE = "cambridge", "Cambridge C1 or C2"

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="profile")
    profession = models.CharField(max_length=20, choices=Profession, blank=True)
    license = models.CharField(max_length=20, choices=License, blank=True)
    highest_degree = models.CharField(max_length=20, choices=HighestDegree, blank=True)
    degree_fields = ArrayField(
        models.CharField(max_length=20, choices=Degree), default=list, blank=True
    )
    gpa = models.DecimalField(
        "GPA",
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(4)],
        help_text="On a scale to 4.0.",
    )
    gre = models.CharField("GRE", max_length=20, choices=Gre, blank=True)
    experience_years = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
        help_text="Whole years of professional work.",
    )
    programming = models.CharField(max_length=20, choices=Programming, blank=True)
    topics_studied = ArrayField(
        models.CharField(max_length=30, choices=Topic), null=True, blank=True
    )
    english = models.CharField(max_length=20, choices=English, blank=True)
    english_test = models.CharField(max_length=20, choices=EnglishTest, blank=True)
    english_score = models.DecimalField(
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Overall, on the test's own scale.",
    )
    country = models.CharField(max_length=2, blank=True, help_text="Two letters.")
    region = models.CharField(
        max_length=10, blank=True, help_text="State of the United States."
    )
    budget_total_usd = models.DecimalField(
        max_digits=9,
        decimal_places=0,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="US$ for the tuition of the whole degree.",
    )
    hours_a_week = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(80)],
    )
    formats = ArrayField(
        models.CharField(max_length=20, choices=Program.Delivery),
        default=list,
        blank=True,
    )
    start_term = models.CharField(max_length=20, choices=Program.StartTerm, blank=True)
    start_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(2020), MaxValueValidator(2099)],
    )
    goals = models.TextField(max_length=1000, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(gpa__gte=0, gpa__lte=4),
                name="profile_gpa_is_on_four_scale",
                violation_error_message="A GPA lies between 0 and 4.0.",
            )
        ]

    def __str__(self) -> str:
        return "A reader’s profile"

    def answers(self) -> Answers:
        """Give all that programs can be held against; the goals are for her alone."""
        values = {field.name: getattr(self, field.name) for field in fields(Answers)}
        lists = ("degree_fields", "formats", "topics_studied")
        for name in lists:
            values[name] = None if values[name] is None else tuple(values[name])
        return Answers(**values)
