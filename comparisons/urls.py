from django.urls import path

from comparisons.views import saved, shared
from comparisons.views.compare import compare, row_choice_save
from comparisons.views.files import comparison_csv, comparison_pdf, comparison_xlsx
from comparisons.views.saved_files import WRITERS, saved_file

app_name = "comparisons"

urlpatterns = [
    path("compare/", compare, name="compare"),
    path("compare/rows/", row_choice_save, name="row_choice_save"),
    path("compare/pdf/", comparison_pdf, name="pdf"),
    path("compare/csv/", comparison_csv, name="csv"),
    path("compare/xlsx/", comparison_xlsx, name="xlsx"),
    path("comparisons/", saved.saved_list, name="saved_list"),
    path("comparisons/new/", saved.saved_new, name="saved_new"),
    path("comparisons/<int:pk>/", saved.saved_detail, name="saved_detail"),
    path("comparisons/<int:pk>/edit/", saved.saved_edit, name="saved_edit"),
    path(
        "comparisons/<int:pk>/duplicate/",
        saved.saved_duplicate,
        name="saved_duplicate",
    ),
    path("comparisons/<int:pk>/delete/", saved.saved_delete, name="saved_delete"),
    path("comparisons/<int:pk>/undo/", saved.saved_undo, name="saved_undo"),
    path("comparisons/<int:pk>/baseline/", saved.baseline, name="baseline"),
    path("comparisons/<int:pk>/share/", shared.share, name="share"),
    path(
        "comparisons/<int:pk>/share/<int:link_pk>/revoke/",
        shared.share_revoke,
        name="share_revoke",
    ),
    *(
        path(
            f"comparisons/<int:pk>/{ending}/",
            saved_file,
            {"ending": ending},
            name=f"saved_{ending}",
        )
        for ending in WRITERS
    ),
    path("comparisons/shared/<slug:token>/", shared.shared, name="shared"),
    path(
        "comparisons/shared/<slug:token>/copy/",
        shared.shared_copy,
        name="shared_copy",
    ),
]
