"""The addresses of surveys, reviews and vacancies."""

from django.urls import path

from dayroom.apps.outreach.views import desk_reviews, reviews, surveys, vacancies

urlpatterns = [
    path("feedback/", surveys.survey_list, name="survey-list"),
    path("feedback/<slug:public_id>/", surveys.survey_answer, name="survey-answer"),
    path("reviews/", reviews.place_list, name="review-places"),
    path("reviews/<slug:public_id>/", reviews.place_show, name="review-place"),
    path("reviews/<slug:public_id>/write/", reviews.review_write, name="review-write"),
    path("reviews/own/<slug:public_id>/<slug:secret>/", reviews.review_own, name="review-own"),
    path("reviews/own/<slug:public_id>/<slug:secret>/back", reviews.review_back, name="review-back"),
    path("vacancies/", vacancies.vacancy_list, name="vacancy-list"),
    path("vacancies/<slug:public_id>/", vacancies.vacancy_show, name="vacancy-show"),
    path("desk/surveys/", surveys.survey_desk, name="survey-desk"),
    path("desk/surveys/new/", surveys.survey_new, name="survey-new"),
    path("desk/surveys/<slug:public_id>/", surveys.survey_edit, name="survey-edit"),
    path("desk/surveys/<slug:public_id>/step", surveys.survey_step, name="survey-step"),
    path("desk/surveys/<slug:public_id>/codes/", surveys.survey_codes, name="survey-codes"),
    path("desk/reviews/", desk_reviews.review_inbox, name="review-inbox"),
    path("desk/reviews/places/new/", desk_reviews.place_new, name="review-place-new"),
    path("desk/reviews/places/<slug:public_id>/codes/", desk_reviews.codes_make, name="review-codes"),
    path("desk/reviews/places/<slug:public_id>/import/", desk_reviews.reviews_import, name="reviews-import"),
    path("desk/reviews/<slug:public_id>/", desk_reviews.review_desk, name="review-desk"),
    path("desk/reviews/<slug:public_id>/decide", desk_reviews.review_decide, name="review-decide"),
    path("desk/vacancies/", vacancies.vacancy_desk, name="vacancy-desk"),
    path("desk/vacancies/new/", vacancies.vacancy_new, name="vacancy-new"),
    path("desk/vacancies/<slug:public_id>/", vacancies.vacancy_edit, name="vacancy-edit"),
    path("desk/vacancies/<slug:public_id>/step", vacancies.vacancy_step, name="vacancy-step"),
]
