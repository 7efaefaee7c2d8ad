from functools import cached_property
from typing import Any, Self, cast

from django import forms
from django.http import QueryDict

from guide.checklist import Question, questions
from guide.models import Checklist, ChecklistAnswer
from guide.models.checklists import LONGEST_NOTE, Replies, Reply
from profiles.forms.shortlists import HIGHEST_VERSION, NoteField
from programs.models import Program
from programs.search import read_words

MOST_FOUND = 12
ANSWERS = [("", "Not asked yet"), *ChecklistAnswer.Answer.choices]


class AboutForm(forms.Form):
    """The program that the questions are asked of, or words to find one by."""

    program = forms.CharField(max_length=400, required=False)
    find = forms.CharField(
        max_length=200,
        required=False,
        label="Words in the name of the program or school",
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )

    @cached_property
    def chosen(self) -> Program | None:
        """The published program; None when none is named or none is so called."""
        path = self._typed("program")
        return Program.objects.published().with_paths([path]).first() if path else None

    @property
    def is_mistaken(self) -> bool:
        """Whether a program is named that is not published."""
        return bool(self._typed("program")) and self.chosen is None

    @property
    def is_search(self) -> bool:
        """Whether there are words to find a program by."""
        return bool(self._typed("find"))

    def found(self) -> list[Program]:
        """Fetch the first programs in which the words stand; empty without words.

        Asks the database each time.
        """
        words = read_words(self._typed("find"))
        if not words.typed:
            return []
        found = Program.objects.published().search(words).with_institution()
        return list(found.most_reviewed_first().defer("search_vector")[:MOST_FOUND])

    def _typed(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


class ChecklistForm(forms.Form):
    """The answers to all questions, and the version of the checklist they began from.

    Version 0 stands for a checklist that is not saved yet.
    """

    version = forms.IntegerField(
        min_value=0, max_value=HIGHEST_VERSION, initial=0, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions():
            self.fields[answer_name(question)] = _answer_field(question)
            self.fields[note_name(question)] = _note_field(question)

    @classmethod
    def of(cls, checklist: Checklist) -> Self:
        """Give the form with what is saved."""
        initial: dict[str, Any] = {"version": checklist.version}
        saved = checklist.replies()
        for question in questions():
            reply = saved.get(question.key, Reply())
            initial[answer_name(question)] = reply.answer
            initial[note_name(question)] = reply.note
        return cls(initial=initial)

    def replies(self) -> dict[str, Reply]:
        """Give what was filled in, by question; only of use when the form is valid."""
        return {
            question.key: Reply(
                self.cleaned_data[answer_name(question)],
                self.cleaned_data[note_name(question)],
            )
            for question in questions()
        }

    def begun_anew(self, checklist: Checklist) -> Self:
        """Give the form with the same answers, as an edit of what is saved now."""
        typed = cast(QueryDict, self.data).copy()
        typed["version"] = str(checklist.version)
        return type(self)(typed)


def differing(replies: Replies, saved: Replies) -> dict[str, Reply]:
    """Give what is saved where it is not what was filled in, by question."""
    return {
        key: saved.get(key, Reply())
        for key, reply in replies.items()
        if saved.get(key, Reply()) != reply
    }


def answer_name(question: Question) -> str:
    return f"answer-{question.key}"


def note_name(question: Question) -> str:
    return f"note-{question.key}"


def _answer_field(question: Question) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=ANSWERS,
        required=False,
        initial="",
        label=question.question,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )


def _note_field(question: Question) -> NoteField:
    field = NoteField(
        max_length=LONGEST_NOTE,
        required=False,
        label=f"Note: {question.question}",
        error_messages={
            "max_length": "Shorten the note: up to %(limit_value)d characters can be "
            "kept, and these are %(show_value)d."
        },
    )
    field.widget.attrs |= {"rows": 2, "class": "form-control"}
    return field
