from django.urls import path

from lotsen.views import einwilligung

app_name = "verweis_person"
urlpatterns = [
    path("einwilligung/<str:token>/", einwilligung.EinwilligungView.as_view(), name="einwilligung"),
    path("rueckmeldung/<str:token>/", einwilligung.RueckmeldungView.as_view(), name="rueckmeldung"),
]
