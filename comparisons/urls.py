from django.urls import path

from comparisons.views.compare import compare

app_name = "comparisons"

urlpatterns = [path("compare/", compare, name="compare")]
