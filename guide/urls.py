from django.urls import path

from guide import checklist_views, views

app_name = "guide"

urlpatterns = [
    path("guide/", views.guide_index, name="index"),
    path("guide/figures/", views.figures, name="figures"),
    path("guide/careers/", views.careers, name="careers"),
    path("guide/glossary/", views.glossary, name="glossary"),
    path("guide/checklist/", checklist_views.checklist, name="checklist"),
    path(
        "guide/checklist/<int:pk>/",
        checklist_views.checklist_saved,
        name="checklist_saved",
    ),
    path(
        "guide/checklist/<int:pk>/delete/",
        checklist_views.checklist_delete,
        name="checklist_delete",
    ),
    path("guide/<slug:slug>/", views.page_detail, name="page"),
    path("guide/<slug:slug>/answer/", views.page_answer, name="answer"),
]
