from django.urls import path

from guide import views

app_name = "guide"

urlpatterns = [
    path("guide/", views.guide_index, name="index"),
    path("guide/figures/", views.figures, name="figures"),
    path("guide/careers/", views.careers, name="careers"),
    path("guide/glossary/", views.glossary, name="glossary"),
    path("guide/<slug:slug>/", views.page_detail, name="page"),
    path("guide/<slug:slug>/answer/", views.page_answer, name="answer"),
]
