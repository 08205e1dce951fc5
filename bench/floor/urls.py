from django.urls import path

from bench.floor.views import topic_by_hand, topic_by_template

urlpatterns = [path("b/<str:public_id>", topic_by_hand), path("c/<str:public_id>", topic_by_template)]
