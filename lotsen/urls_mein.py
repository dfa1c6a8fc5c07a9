from django.urls import path

from lotsen.views import allein, mein

app_name = "wegweiser"
urlpatterns = [
    path("beratung/<str:token>/", allein.BeginnView.as_view(), name="beginn"),
    path("beratung/<str:token>/bedarf/", allein.BedarfView.as_view(), name="bedarf"),
    path("beratung/<str:token>/frage/", allein.FrageView.as_view(), name="frage"),
    path("beratung/<str:token>/pruefen/", allein.PruefenView.as_view(), name="pruefen"),
    path("mein/<str:token>/", mein.WegweiserView.as_view(), name="mein"),
    path("mein/<str:token>/wegweiser.pdf", mein.PdfView.as_view(), name="mein_pdf"),
    path("mein/<str:token>/fristen.ics", mein.FristenView.as_view(), name="mein_fristen"),
]
