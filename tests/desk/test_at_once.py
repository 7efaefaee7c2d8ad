"""What two people do with one record at the same moment."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from desk.confirming import confirm_facts
from desk.drafting import propose
from desk.models import Draft, FactCheck
from desk.publishing import CHANGED, CLOSED, RefusedError, discard, publish, submit
from programs.models import Program, Tuition
from tests.desk.drafts import make_draft
from tests.desk.people import make_staff
from tests.factories import make_saved_program, make_tuition, make_user
from tests.programs.catalog_folder import college, load, write_catalog

pytestmark = pytest.mark.usefixtures("rows_of_migrations")
MOMENT = 0.5  # seconds in which whoever need not wait is done


def elsewhere(act):
    """Make an act that has a connection of its own, closed when it ends."""

    def done(*args, **kwargs):
        try:
            return act(*args, **kwargs)
        finally:
            connection.close()

    return done


def make_proposed_price():
    """Make a draft of a price, read the day before, which becomes $21,500."""
    price = make_tuition(amount=20_000)
    price.amount, price.checked_on = 21_500, "2026-11-23"
    return price, make_draft(price.program, price.save)


def test_draft_that_two_approve_at_once_is_published_once():
    price, draft = make_proposed_price()
    submit(draft, draft.edited_by, version=draft.version)
    reviewers = [make_staff("Reviewer", email=f"{n}@example.org") for n in "ab"]
    together = Barrier(2)

    @elsewhere
    def approve(reviewer):
        together.wait()
        try:
            publish(draft, reviewer, version=draft.version)
        except RefusedError as refused:
            return refused.reasons
        return []

    with ThreadPoolExecutor(2) as pool:
        reasons = list(pool.map(approve, reviewers))

    assert sorted(reasons) == [[], [CLOSED]]
    assert Tuition.objects.get().history.count() == 2
    assert price.program.drafts.get().events.filter(act="published").count() == 1


def test_draft_that_is_being_edited_is_not_discarded_meanwhile():
    price, draft = make_proposed_price()
    editor = draft.edited_by

    with ThreadPoolExecutor(1) as pool:

        def edit():
            doing = pool.submit(elsewhere(discard), draft, editor, version=1)
            assert not wait([doing], MOMENT).done
            price.amount = 22_000
            price.save()
            return doing

        discarding, _ = propose(price.program, editor, edit)
        with pytest.raises(RefusedError, match=CHANGED):
            discarding.result()

    assert Draft.objects.get().state == "draft"


def test_reader_saves_a_program_while_it_is_being_edited():
    price = make_tuition()
    reader, editor = make_user(email="reader@example.org"), make_staff("Editor")

    with ThreadPoolExecutor(1) as pool:

        def edit():
            save = elsewhere(make_saved_program)
            saving = pool.submit(save, program=price.program, user=reader)
            return wait([saving], MOMENT).done

        saved, _ = propose(price.program, editor, edit)

    assert saved


def test_price_is_marked_for_a_new_year_though_a_draft_is_published_meanwhile():
    price = make_tuition(academic_year="2024-25")
    price.note = "Fall only"
    draft = make_draft(price.program, price.save)
    submit(draft, draft.edited_by, version=draft.version)
    reviewer = make_staff("Reviewer")

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            call_command("mark_cycle_ended", "2024-25")
            approve = elsewhere(publish)
            approving = pool.submit(approve, draft, reviewer, version=draft.version)
            assert not wait([approving], MOMENT).done
        approving.result()

    published = Tuition.objects.get()
    assert published.note == "Fall only"
    assert published.reconfirm_since is not None


def test_catalog_is_loaded_after_the_draft_that_is_being_edited(tmp_path):
    content, program = college()
    load(write_catalog(tmp_path, content))
    price: Any = Tuition.objects.get()
    program["tuition"][0]["amount"] = 1050
    write_catalog(tmp_path, content)

    with ThreadPoolExecutor(1) as pool:

        def edit():
            loading = pool.submit(elsewhere(load), tmp_path)
            assert not wait([loading], MOMENT).done
            price.note = "Fall only"
            price.save()
            return loading

        loading, _ = propose(price.program, make_staff("Editor"), edit)
        loading.result()

    price.refresh_from_db()
    assert (price.amount, price.note) == (1050, "")


def test_reader_saves_a_program_while_its_catalog_is_loaded(tmp_path):
    content, program = college()
    load(write_catalog(tmp_path, content))
    program["tuition"][0]["amount"] = 1050
    write_catalog(tmp_path, content)
    about = {"program": Program.objects.get(), "user": make_user()}

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        load(tmp_path)
        saving = pool.submit(elsewhere(make_saved_program), **about)
        is_saved = bool(wait([saving], MOMENT).done)

    assert is_saved


def test_institutions_draft_waits_for_who_confirms_facts_of_its_programs():
    price = make_tuition()
    average = make_tuition(institution=price.program.institution)
    average.amount, average.checked_on = 21_000, "2026-11-23"
    draft = make_draft(average.institution, average.save)
    submit(draft, draft.edited_by, version=draft.version)
    reviewer, editor = make_staff("Reviewer"), make_staff("Editor")

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            confirm_facts(FactCheck.objects.filter(object_id=price.pk), editor)
            approve = elsewhere(publish)
            approving = pool.submit(approve, draft, reviewer, version=draft.version)
            assert not wait([approving], MOMENT).done
            confirm_facts(FactCheck.objects.filter(object_id=average.pk), editor)
        approving.result()

    average.refresh_from_db()
    assert average.amount == 21_000


def test_two_who_confirm_facts_of_one_institution_wait_for_each_other():
    price = make_tuition()
    average = make_tuition(institution=price.program.institution)
    editor, of_place = make_staff("Editor"), FactCheck.objects.filter(program=None)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            confirm_facts(FactCheck.objects.filter(object_id=price.pk), editor)
            confirming = pool.submit(elsewhere(confirm_facts), of_place, editor)
            assert not wait([confirming], MOMENT).done
            confirm_facts(of_place, editor)
        confirming.result()

    assert average.history.count() == 2
