from django.urls import path

from fallmanagement.views import freigabe

app_name = "fallpartner"
urlpatterns = [
    path("faelle/", freigabe.PartnerFaelleView.as_view(), name="faelle"),
    path("faelle/<uuid:pk>/", freigabe.PartnerFallView.as_view(), name="fall"),
]
