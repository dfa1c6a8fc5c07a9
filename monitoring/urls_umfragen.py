from django.urls import path

from monitoring.views import umfragefolgen, umfragen, umfragepersonal

app_name = "umfragen"
urlpatterns = [
    path("", umfragen.ErgebnisseView.as_view(), name="ergebnisse"),
    path("papier/", umfragefolgen.PapierView.as_view(), name="papier"),
    path("beschwerden/", umfragefolgen.BeschwerdenView.as_view(), name="beschwerden"),
    path("beschwerden/<uuid:pk>/loeschen/", umfragefolgen.BeschwerdeLoeschenView.as_view(), name="beschwerde_loeschen"),
    path("personal/", umfragepersonal.PersonalView.as_view(), name="personalliste"),
    path("personal/<uuid:pk>/", umfragepersonal.EineUmfrageView.as_view(), name="personal"),
    path("folgen/", umfragefolgen.FolgenView.as_view(), name="folgen"),
    path("folgen/<uuid:pk>/aendern/", umfragefolgen.FolgeAendernView.as_view(), name="folge_aendern"),
    path("folgen/<uuid:pk>/", umfragefolgen.FolgeZeigenView.as_view(), name="folge"),
]
