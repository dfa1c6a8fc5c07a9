from django.urls import path

from lotsen.views import hsds

app_name = "hsds"
urlpatterns = [
    path("", hsds.RootView.as_view(), name="wurzel"),
    path("services", hsds.ServicesView.as_view(), name="services"),
    path("services/<uuid:pk>", hsds.ServiceView.as_view(), name="service"),
    path("organizations", hsds.OrganizationsView.as_view(), name="organizations"),
    path("organizations/<uuid:pk>", hsds.OrganizationView.as_view(), name="organization"),
    path("service_at_locations", hsds.ServiceAtLocationsView.as_view(), name="service_at_locations"),
    path("service_at_locations/<uuid:pk>", hsds.ServiceAtLocationView.as_view(), name="service_at_location"),
    path("taxonomies", hsds.TaxonomiesView.as_view(), name="taxonomies"),
    path("taxonomy_terms", hsds.TermsView.as_view(), name="taxonomy_terms"),
    path("taxonomy_terms/<uuid:pk>", hsds.TermView.as_view(), name="taxonomy_term"),
]
