"""What is kept of a person's corrections and work, for the file that she can take.

The words of readers in the corrections that she handled are theirs, and left out.
"""

from dataclasses import dataclass
from datetime import datetime

from desk.models import Correction, Draft, DraftEvent, Spreadsheet
from profiles.models import User


@dataclass(frozen=True)
class DraftRow:
    """One draft that the person edited, published or discarded."""

    draft: int
    record: str
    state: str
    edited_at: datetime


@dataclass(frozen=True)
class DraftActRow:
    """One thing that the person did with a draft, and what she said about it."""

    draft: int
    act: str
    at: datetime
    comment: str


@dataclass(frozen=True)
class UploadRow:
    """One spreadsheet that the person uploaded; its file is not kept."""

    spreadsheet: int
    kind: str
    state: str
    uploaded_at: datetime


@dataclass(frozen=True)
class HandledCorrectionRow:
    """One correction that the person accepted, answered or declined."""

    correction: int
    program: str
    state: str
    answer: str


@dataclass(frozen=True)
class SentCorrectionRow:
    """One correction that came from an address of the person's, while it is kept."""

    program: str
    part: str
    wrong: str
    link: str
    email: str
    sent_at: datetime
    state: str
    answer: str


@dataclass(frozen=True)
class DeskRows:
    """Everything that is kept of one person by this app; lists may be empty."""

    drafts: list[DraftRow]
    draft_acts: list[DraftActRow]
    uploads: list[UploadRow]
    handled_corrections: list[HandledCorrectionRow]
    sent_corrections: list[SentCorrectionRow]


def desk_rows(user: User) -> DeskRows:
    """Gather what a person did at the desk and what she wrote to it, in its order."""
    return DeskRows(
        drafts=_drafts(user),
        draft_acts=_acts(user),
        uploads=_uploads(user),
        handled_corrections=_handled(user),
        sent_corrections=_sent(user),
    )


def _drafts(user: User) -> list[DraftRow]:
    return [
        DraftRow(each.pk, str(each.record), each.get_state_display(), each.edited_at)
        for each in Draft.objects.worked_on_by(user).order_by("pk")
    ]


def _acts(user: User) -> list[DraftActRow]:
    return [
        DraftActRow(each.draft_id, each.get_act_display(), each.at, each.comment)
        for each in DraftEvent.objects.filter(by=user)
    ]


def _uploads(user: User) -> list[UploadRow]:
    return [
        UploadRow(
            each.pk,
            each.get_kind_display(),
            each.get_state_display(),
            each.uploaded_at,
        )
        for each in Spreadsheet.objects.filter(uploaded_by=user).order_by("pk")
    ]


def _handled(user: User) -> list[HandledCorrectionRow]:
    corrections = Correction.objects.filter(handled_by=user).with_program()
    return [
        HandledCorrectionRow(
            each.pk, str(each.program), each.get_state_display(), each.answer
        )
        for each in corrections.order_by("pk")
    ]


def _sent(user: User) -> list[SentCorrectionRow]:
    return [
        SentCorrectionRow(
            str(each.program),
            each.label,
            each.wrong,
            each.link,
            each.email,
            each.sent_at,
            each.get_state_display(),
            each.answer,
        )
        for each in Correction.objects.sent_by(user).order_by("pk")
    ]
