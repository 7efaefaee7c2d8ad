"""The short steps in which a reader may say what programs are held against.

Every question can be left out, and says why it is asked. What is wrong is said in
words, and nothing typed is lost.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from profiles.forms.shortlists import NoteField
from profiles.models import Profile
from programs.backgrounds import Degree
from programs.models import Program
from programs.places import HOME_COUNTRY, countries, home_regions

NOT_ANSWERED = ("", "Not answered")
NONE_OF_THESE = "none"
LONGEST_GOALS = 1000
EXPECTED_ERRORS = (
    *("invalid", "min_value", "max_value", "max_digits"),
    *("max_decimal_places", "max_whole_digits"),
)
# Lowest and highest overall score of each English test, as its maker publishes them.
SCALES: dict[str, tuple[int, int]] = {
    Profile.EnglishTest.IELTS: (0, 9),
    Profile.EnglishTest.TOEFL: (10, 120),
    Profile.EnglishTest.PTE: (10, 90),
    Profile.EnglishTest.DUOLINGO: (10, 160),
    Profile.EnglishTest.CAMBRIDGE: (80, 230),
}


def _one(choices: list[tuple[str, str]], label: str, why: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[*choices, NOT_ANSWERED],
        required=False,
        label=label,
        help_text=why,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these."},
    )


def _one_of_many(
    choices: list[tuple[str, str]], label: str, why: str
) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[NOT_ANSWERED, *choices],
        required=False,
        label=label,
        help_text=why,
        error_messages={"invalid_choice": "Choose one of the list."},
    )


def _several(
    choices: list[tuple[str, str]], label: str, why: str
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=choices,
        required=False,
        label=label,
        help_text=why,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among these."},
    )


def _number(
    label: str, why: str, wrong: str, lowest: int, highest: int, decimals: int = 0
) -> forms.DecimalField:
    """Make a field for a number; `wrong` says what to write, whatever is wrong."""
    return forms.DecimalField(
        min_value=lowest,
        max_value=highest,
        decimal_places=decimals,
        required=False,
        label=label,
        help_text=why,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(EXPECTED_ERRORS, wrong),
    )


class AboutForm(forms.ModelForm):
    profession = _one(
        Profile.Profession.choices,
        "What do you work as?",
        "Some programs ask for experience in health care.",
    )
    license = _one(
        Profile.License.choices,
        "Which health license do you hold?",
        "A few programs are for license holders only.",
    )
    country = _one_of_many(
        countries(),
        "Where do you live?",
        "Prices often depend on it.",
    )
    region = _one_of_many(
        home_regions(),
        "In which state, if in the United States?",
        "Public universities charge residents of their state less. Territories such as "
        "Puerto Rico are in this list.",
    )

    class Meta:
        model = Profile
        fields = ["profession", "license", "country", "region"]

    def clean(self) -> None:
        super().clean()
        country = self.cleaned_data.get("country")
        if self.cleaned_data.get("region") and country != HOME_COUNTRY:
            self.add_error(
                "region",
                "A state goes with the United States only: choose that country above, "
                "or leave the state out.",
            )


class StudiesForm(forms.ModelForm):
    highest_degree = _one(
        Profile.HighestDegree.choices,
        "What is your highest degree?",
        "Master’s programs ask for a bachelor’s degree or its equal, a few for more.",
    )
    degree_fields = _several(
        Degree.choices,
        "In which fields are your degrees?",
        "Programs name the fields they take. Tick those of every degree you have from "
        "a bachelor’s degree up.",
    )
    gpa = _number(
        "GPA",
        "Many programs name a lowest GPA. On a scale to 4.0, over your bachelor’s "
        "degree.",
        "Write it on a scale to 4.0, such as 3.2 or 3.25. If yours is on another "
        "scale, leave it out.",
        0,
        4,
        decimals=2,
    )

    class Meta:
        model = Profile
        fields = ["highest_degree", "degree_fields", "gpa"]


class TestsForm(forms.ModelForm):
    gre = _one(
        Profile.Gre.choices,
        "Do you have a GRE score?",
        "Some programs ask for this test, and some waive it.",
    )
    english = _one(
        Profile.English.choices,
        "Do you need an English test?",
        "Programs ask for one of people whose language or earlier studies were not "
        "English.",
    )
    english_test = _one_of_many(
        Profile.EnglishTest.choices,
        "Which test did you take?",
        "Programs take some tests and not others.",
    )
    english_score = _number(
        "Overall score",
        "Programs name a lowest score. For TOEFL iBT, on the scale to 120.",
        "Write the overall score as a number, such as 7 or 6.5.",
        0,
        230,
        decimals=1,
    )

    class Meta:
        model = Profile
        fields = ["gre", "english", "english_test", "english_score"]

    def clean(self) -> None:
        super().clean()
        test = self.cleaned_data.get("english_test")
        score = self.cleaned_data.get("english_score")
        if score is not None and not test:
            self.add_error("english_test", "Choose the test that the score is of.")
        if score is not None and test:
            self._check_scale(test, score)
        if test and self.cleaned_data.get("english") != Profile.English.TESTED:
            self.add_error(
                "english",
                "You named a test below: choose “I have a test score” here, or set the "
                "test to “Not answered”.",
            )

    def _check_scale(self, test: str, score: Decimal) -> None:
        lowest, highest = SCALES[test]
        if not lowest <= score <= highest:
            name = Profile.EnglishTest(test).label
            self.add_error(
                "english_score",
                f"{name} scores go from {lowest} to {highest}. Write the overall "
                "score on that scale.",
            )


class TechnicalForm(forms.ModelForm):
    programming = _one(
        Profile.Programming.choices,
        "How much programming do you know?",
        "Some programs ask for it, some recommend it, and some do without.",
    )
    topics_studied = _several(
        [*Profile.Topic.choices, (NONE_OF_THESE, "None of these")],
        "What have you studied?",
        "Programs ask for single courses. Tick what you have had in any course, even "
        "long ago. With no tick at all, this counts as not answered.",
    )

    class Meta:
        model = Profile
        fields = ["programming", "topics_studied"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.topics_studied == []:
            self.initial["topics_studied"] = [NONE_OF_THESE]

    def clean_topics_studied(self) -> list[str] | None:
        """Give None for no answer, and an empty list for none of the topics."""
        ticked: list[str] = self.cleaned_data["topics_studied"]
        topics = [topic for topic in ticked if topic != NONE_OF_THESE]
        if topics and topics != ticked:
            raise ValidationError(
                "Tick what you have studied, or “None of these”, but not both."
            )
        return topics if ticked else None


class PracticalForm(forms.ModelForm):
    experience_years = _number(
        "Years of professional work",
        "Some programs ask for a year or more. Whole years, in any profession.",
        "Write whole years, from 0 to 60.",
        0,
        60,
    )
    formats = _several(
        Program.Delivery.choices,
        "Which formats work for you?",
        "To see at once whether a program is taught in one of them.",
    )
    start_term = _one(
        Program.StartTerm.choices,
        "When would you like to start?",
        "Not every program starts in every term.",
    )
    start_year = _number(
        "In which year?",
        "A reminder for you. Programs are not held against it.",
        "Write a year with four digits, such as 2027.",
        2020,
        2099,
    )
    hours_a_week = _number(
        "Hours a week you can study",
        "To hold against what the credits stand for, by a rule of thumb.",
        "Write whole hours, from 1 to 80.",
        1,
        80,
    )
    budget_total_usd = _number(
        "Most you can pay for the whole degree, in US$",
        "To hold against the tuition of the whole degree, where it can be worked out.",
        "Write whole dollars in digits, without commas, such as 30000.",
        0,
        999_999_999,
    )

    class Meta:
        model = Profile
        fields = [
            "experience_years",
            "formats",
            "start_term",
            "start_year",
            "hours_a_week",
            "budget_total_usd",
        ]


class GoalsForm(forms.ModelForm):
    goals = NoteField(
        max_length=LONGEST_GOALS,
        required=False,
        label="What do you want the degree for?",
        help_text="A reminder for you, shown above your shortlist and used for nothing "
        f"else. Up to {LONGEST_GOALS:,} characters.",
        error_messages={
            "max_length": "Shorten it: up to %(limit_value)d characters can be kept, "
            "and these are %(show_value)d."
        },
    )

    class Meta:
        model = Profile
        fields = ["goals"]


@dataclass(frozen=True)
class Step:
    """One page of questions; `key` names it in its address."""

    key: str
    title: str
    form: type[forms.ModelForm]


STEPS = {
    step.key: step
    for step in (
        Step("about", "About you", AboutForm),
        Step("studies", "Your degrees", StudiesForm),
        Step("tests", "Tests", TestsForm),
        Step("technical", "Technical preparation", TechnicalForm),
        Step("practical", "Work, time and money", PracticalForm),
        Step("goals", "Your goals", GoalsForm),
    )
}


def step_after(step: Step) -> Step | None:
    """Give the step that follows; None after the last one."""
    keys = list(STEPS)
    following = keys[keys.index(step.key) + 1 :]
    return STEPS[following[0]] if following else None


def fields_helper() -> FormHelper:
    """Lay out the fields only: the page has the form, its token and its buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class ThenForm(forms.Form):
    """Which button a step was saved with."""

    then = forms.ChoiceField(
        choices=[("continue", "Save and continue"), ("stop", "Save and stop")],
        required=False,
    )

    @property
    def stops(self) -> bool:
        return self.is_valid() and self.cleaned_data["then"] == "stop"
