from django.urls import path

from monitoring.views import umfragefolgen, umfragelink, umfragepersonal

app_name = "umfragelink"
urlpatterns = [
    path("", umfragelink.CodeView.as_view(), name="code"),
    path("gehoert/", umfragefolgen.GesagtGetanView.as_view(), name="gehoert"),
    path("danke/", umfragelink.DankeView.as_view(), name="danke"),
    path("personalrat/<str:token>/", umfragepersonal.PersonalratView.as_view(), name="personalrat"),
    path("abmelden/<str:token>/", umfragelink.AbmeldenView.as_view(), name="abmelden"),
    path("<str:token>/", umfragelink.AntwortenView.as_view(), name="antworten"),
]
