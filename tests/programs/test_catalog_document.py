import json
import re
from dataclasses import fields

import pytest
from django.conf import settings

from programs.importing import catalog_format
from programs.models import Program
from tests.programs.catalog_folder import load, write_catalog

TEXT = (settings.BASE_DIR / "docs" / "data.md").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_the_documented_file_can_be_loaded(tmp_path):
    [example] = re.findall(r"```json\n(.+?)```", TEXT, flags=re.DOTALL)

    load(write_catalog(tmp_path, json.loads(example)))

    assert Program.objects.get().tuitions.get().amount == 725.5


@pytest.mark.parametrize(
    "part",
    [
        catalog_format.InstitutionFacts,
        catalog_format.SourceFile,
        catalog_format.ProgramFile,
        catalog_format.Description,
        catalog_format.Admissions,
        catalog_format.Curriculum,
        catalog_format.TuitionRow,
        catalog_format.DeadlineRow,
        catalog_format.OutcomeRow,
        catalog_format.AccreditationRow,
        catalog_format.MissingValue,
    ],
)
def test_every_key_is_documented(part):
    keys = {field.name for field in fields(part)} - {"sources"}

    assert {key for key in keys if f"`{key}`" not in TEXT} == set()
