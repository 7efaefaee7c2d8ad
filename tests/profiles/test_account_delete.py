import pytest
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.db.models import PROTECT, RESTRICT, SET_NULL
from django.test import Client

from profiles.models import SavedProgram, User
from programs.models import Program
from tests.factories import make_editor, make_program, make_saved_program
from tests.pages import text_of
from tests.profiles.belongings import plant_markers
from tests.profiles.people import PASSWORD, make_reader, sign_in

pytestmark = pytest.mark.django_db
URL = "/accounts/delete/"
YES = {"is_understood": "on"}


@pytest.fixture
def reader(client):
    return sign_in(client, make_reader())


def all_rows():
    """Give every row of every table as one text, sessions with what they hold."""
    texts = [str(session.get_decoded()) for session in Session.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT each::text FROM "{table}" each')  # noqa: S608
            texts += [row for (row,) in cursor.fetchall()]
    return "\n".join(texts)


def test_page_says_what_goes_and_what_stays(client, reader, settings):
    settings.BACKUP_DAYS = 9

    text = text_of(client.get(URL))

    assert "your lists and saved programs, with notes, status and stars" in text
    assert "Backups keep it for up to 9 days more" in text
    assert "in the admin" not in text


def test_account_goes_with_every_word_in_it(client, reader):
    markers = [*plant_markers(reader).values(), reader.email]
    markers.remove("Qz")  # two letters, for a country, stand in other markers too
    assert not [marker for marker in markers if marker not in all_rows()]

    client.post(URL, YES)

    kept = all_rows()
    assert not [marker for marker in markers if marker in kept]
    assert Program.objects.count() == 3


def test_another_person_keeps_everything(client, reader):
    other = make_reader(email="other@example.org")
    markers = plant_markers(other)

    client.post(URL, YES)

    kept = all_rows()
    assert not [marker for marker in markers.values() if marker not in kept]


def test_person_is_signed_out_everywhere_and_told_that_it_is_done(client, reader):
    phone = Client()
    sign_in(phone, reader)

    response = client.post(URL, YES, follow=True)

    assert response.redirect_chain == [("/", 302)]
    assert "Your account is deleted, with everything that was in it." in text_of(
        response
    )
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
    assert (
        phone.get(URL).headers["Location"] == "/accounts/login/?next=/accounts/delete/"
    )


def test_last_mail_goes_to_the_person_without_anything_she_wrote(client, reader):
    make_saved_program(user=reader, note="Qz-note")
    mail.outbox.clear()

    client.post(URL, YES)

    (sent,) = mail.outbox
    assert sent.to == ["reader@example.org"]
    assert sent.subject == "Your account at Preceptor was deleted"
    assert "with everything that was in it" in sent.body
    assert "Qz" not in str(sent.message())


def test_nothing_is_deleted_without_the_tick(client, reader):
    make_saved_program(user=reader)

    response = client.post(URL)

    assert "Nothing was deleted. Tick the box" in text_of(response)
    assert SavedProgram.objects.count() == 1


def test_deletion_asks_for_the_password_first(client):
    client.force_login(make_reader())

    asked = client.post(URL, YES)
    assert User.objects.count() == 1
    client.post(asked.headers["Location"], {"password": PASSWORD})

    assert asked.headers["Location"].startswith("/accounts/reauthenticate/?next=")
    assert not User.objects.exists()


def test_deletions_that_were_not_ticked_are_limited(client, reader):
    for _ in range(10):
        assert client.post(URL).status_code == 200

    assert client.post(URL).status_code == 429


def test_staff_history_stays_without_the_person(client):
    program = make_program()
    editor = sign_in(client, make_reader(is_staff=True))
    program.history.update(history_user=editor)

    client.post(URL, YES)

    assert program.history.get().history_user is None


def test_every_history_outlives_the_person_and_forgets_her():
    histories = [
        relation
        for relation in User._meta.get_fields(include_hidden=True)
        if relation.auto_created and hasattr(relation.related_model, "history_user")
    ]

    assert Program.history.model in {each.related_model for each in histories}
    assert {each.on_delete for each in histories} == {SET_NULL}


def test_no_row_of_a_person_can_hinder_her_deletion():
    hindering = [
        relation
        for relation in User._meta.get_fields(include_hidden=True)
        if getattr(relation, "on_delete", None) in (PROTECT, RESTRICT)
    ]

    assert hindering == []


def test_admin_log_of_others_forgets_the_person(client, reader):
    editor = make_editor()
    entry = LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(reader.pk),
        object_repr="reader@example.org",
        action_flag=CHANGE,
    )

    client.post(URL, YES)

    entry.refresh_from_db()
    assert entry.object_repr == "Deleted with its account"


def test_only_superuser_is_told_why_she_cannot_be_deleted(client):
    editor = sign_in(client, make_reader(is_staff=True, is_superuser=True))

    response = client.post(URL, YES)

    assert "Yours is the only account that may change everything" in text_of(response)
    assert list(User.objects.all()) == [editor]


def test_superuser_goes_when_another_one_stays(client):
    sign_in(client, make_reader(is_staff=True, is_superuser=True))
    other = make_editor()

    client.post(URL, YES)

    assert list(User.objects.all()) == [other]


def test_inactive_superuser_does_not_count_as_another(client):
    editor = sign_in(client, make_reader(is_staff=True, is_superuser=True))
    make_editor(is_active=False)

    client.post(URL, YES)

    assert editor in User.objects.all()
