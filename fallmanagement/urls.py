from django.urls import URLPattern

app_name = "fallmanagement"
urlpatterns: list[URLPattern] = []
