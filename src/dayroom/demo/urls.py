from django.urls import path

from dayroom.demo.views import entrance

urlpatterns = [
    path("demo", entrance.demo_page, name="demo-page"),
    path("demo/enter", entrance.demo_enter, name="demo-enter"),
]
